//! The fuzz targets: each gives the same property anything at all.

#[path = "harmless.rs"]
mod harmless;
#[path = "holds.rs"]
pub(crate) mod holds;

use newsroom::page::Form;

/// Their names.
#[allow(
    dead_code,
    reason = "a fuzz target is one of them, and the tests are all of them"
)]
pub(crate) const ALL: [&str; 11] = [
    "clip", "pasted", "markdown", "json_ld", "date", "address", "edition", "mail", "archive",
    "pdf", "charset",
];

/// What a target makes of its bytes.
pub(crate) fn hold(target: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match target {
        "clip" => drop(holds::of_a_page(Form::Html, bytes)),
        "pasted" => drop(holds::of_a_page(Form::Text, bytes)),
        "markdown" => holds::of_markdown(&text),
        "json_ld" => holds::of_json_ld(bytes),
        "date" => holds::of_a_date(&text),
        "address" => holds::of_an_address(&text),
        "mail" => holds::of_a_message(Form::Mail, bytes),
        "archive" => holds::of_a_message(Form::Archive, bytes),
        "pdf" => drop(holds::of_a_page(Form::Pdf, bytes)),
        "charset" => holds::of_a_charset(bytes),
        "edition" => holds::of_an_edition(Form::Html, bytes),
        other => panic!("there is no fuzz target `{other}`"),
    }
}
