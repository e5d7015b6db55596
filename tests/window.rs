//! Journeys in the real window, as an editor would make them.

use journeys::Window;

#[test]
fn an_empty_library_says_what_to_do_first() {
    let library = tempfile::tempdir().unwrap();
    let window = Window::open(library.path());
    assert!(
        !window.text_of("h1").is_empty(),
        "a first heading has to say where one is"
    );
    window.picture("empty-library");
    window.close();
}
