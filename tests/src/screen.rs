//! Pictures of screens for people to look at, in both themes, and what axe holds against them.

use std::fs;

use serde_json::json;

use crate::{Window, source};

/// Takes the screen in both themes, into `target/pictures`, and holds axe against it. A screen with a frame of
/// something hostile in it is only taken: see [`look_at`].
#[track_caller]
pub fn take(window: &Window, screen: &str) {
    for theme in themes(window) {
        let found = window.axe();
        assert!(found.is_empty(), "{screen}, {theme}: {found:#?}");
        keep(window, screen, theme);
    }
}

/// Takes the screen in both themes, and asks nobody what to think of it.
#[track_caller]
pub fn look_at(window: &Window, screen: &str) {
    for theme in themes(window) {
        keep(window, screen, theme);
    }
}

fn themes(window: &Window) -> impl Iterator<Item = &'static str> + '_ {
    ["light", "dark"].into_iter().inspect(|theme| {
        let turn = "document.documentElement.dataset.theme = arguments[0]";
        window.script(turn, &json!([theme]));
    })
}

fn keep(window: &Window, screen: &str, theme: &str) {
    let pictures = source::root().join("target/pictures");
    fs::create_dir_all(&pictures).expect("a folder for pictures can be made");
    window.screenshot(&pictures.join(format!("{screen}-{theme}.png")));
}
