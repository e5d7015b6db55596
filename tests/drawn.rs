//! Pictures in the real window: drawn from the library, with their outlet gone.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use journeys::picture::{page, png};
use journeys::window::{role, text};
use journeys::{Answer, Outlet, Window, until};
use serde_json::{Value, json};

const DUSK: [u8; 3] = [240, 180, 120];

/// How wide the pictures that match really are; one that is not drawn has no width.
fn widths(window: &Window, selector: &str) -> Vec<u64> {
    let script =
        "return [...document.querySelectorAll(arguments[0])].map((img) => img.naturalWidth)";
    let widths = window.script(script, &json!([selector]));
    let widths = widths.as_array().into_iter().flatten();
    widths.filter_map(Value::as_u64).collect()
}

fn begin_clip(window: &Window, address: &str) {
    window.press("ctrl+n");
    window.type_into("#entry", address);
    window.press("ctrl+Enter");
}

#[test]
fn a_story_shows_its_pictures_when_its_outlet_is_gone() {
    let outlet = Outlet::open();
    outlet.serve(
        "/story",
        Answer::html(&page(&["/a.png", "/b.png", "/c.png"])),
    );
    outlet.serve("/a.png", Answer::of("image/png", png(640, 360, DUSK)));
    outlet.serve("/b.png", Answer::status(404));
    outlet.serve(
        "/c.png",
        Answer::of("text/plain", png(240, 480, [120, 180, 240])),
    );
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(&home.path().join("Foreign desk"));
    window.wait_for(role("button", "Clip a page"));
    begin_clip(&window, &outlet.address("/story"));
    window.wait_for(text("2 of 3"));
    drop(outlet);

    let window = window.reopen();
    window.click("[role=option]");
    until("pictures", || {
        (widths(&window, "[data-test=body] img") == [640, 240]).then_some(())
    });
    until("picture in the list", || {
        (widths(&window, "[role=option] img") == [640]).then_some(())
    });
    let body = window.text_of("[data-test=body]");
    for words in [
        "Picture not kept",
        "The server answered 404 (not found).",
        "At dusk",
    ] {
        assert!(body.contains(words), "{words:?} is not in {body:?}");
    }
    assert_eq!(
        window
            .wait_for("[data-test=body] img")
            .attribute("alt")
            .as_deref(),
        Some("The quay")
    );
    window.close();
}

#[test]
fn a_picture_comes_from_the_library_or_from_nowhere() {
    let canary = Outlet::open();
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(&home.path().join("Foreign desk"));
    window.wait_for(role("button", "Clip a page"));
    let unknown = format!("clipdesk-picture://localhost/{}.png", "0".repeat(64));
    for source in [
        canary.address("/a.png").as_str(),
        &canary.address("/a.png").replace("http:", "https:"),
        &unknown,
        "clipdesk-picture://localhost/..%2flibrary.db",
        "clipdesk-picture://localhost/library.db",
        "file:///etc/hostname",
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=",
    ] {
        let came = window.script_async(
            "const done = arguments[arguments.length - 1];
             const img = new Image();
             img.onload = () => done('drawn');
             img.onerror = () => done('refused');
             img.src = arguments[0];",
            &json!([source]),
        );
        assert_eq!(came, "refused", "{source}");
    }
    canary.assert_unasked();
    window.close();
}

#[test]
fn pictures_that_are_stopped_leave_the_story_with_those_that_came() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page(&["/a.png", "/b.png"])));
    outlet.serve("/a.png", Answer::of("image/png", png(320, 180, DUSK)));
    outlet.serve("/b.png", Answer::withheld());
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(&home.path().join("Foreign desk"));
    window.wait_for(role("button", "Clip a page"));
    let address = outlet.address("/story");
    begin_clip(&window, &address);
    window.wait_for(text("1 of 2"));
    // Its text can be read while its pictures are still coming.
    window.click(role("button", "Read it"));
    window.wait_for(text("Ferry runs again"));
    window.click(role("button", &format!("Cancel {address}")));
    until("reason", || {
        window
            .text_of("[data-test=body]")
            .contains("Fetching it was cancelled.")
            .then_some(())
    });
    until("picture that came", || {
        (widths(&window, "[data-test=body] img") == [320]).then_some(())
    });
    window.close();
}
