//! What an editor does again and again: opens the desk on a library, clips, picks, selects.

use std::path::{Path, PathBuf};

use serde_json::json;
use tempfile::TempDir;

use crate::window::role;
use crate::{Desk, Window, until};

/// A library with a name that a person would give it.
#[derive(Debug)]
pub struct Home(TempDir);

impl Default for Home {
    fn default() -> Home {
        Home(tempfile::tempdir().expect("the system has room for a folder"))
    }
}

impl Home {
    /// A home without a library yet.
    pub fn new() -> Home {
        Home::default()
    }

    /// Where the library is, or will be.
    pub fn library(&self) -> PathBuf {
        self.0.path().join("Foreign desk")
    }

    /// The folder that the library lies in.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The command line on the same library, to read back what the window did.
    pub fn line(&self) -> Desk {
        Desk::on(&self.library())
    }

    /// Opens the window, and waits until an editor would begin.
    #[track_caller]
    pub fn desk(&self) -> Window {
        let window = Window::open(&self.library());
        window.wait_for(role("button", "Clip a page"));
        window
    }

    /// Opens the window on the five sample stories, the first of them open.
    #[track_caller]
    pub fn with_samples(&self) -> Window {
        self.line().run(&["samples"]).ok();
        let window = self.desk();
        window.wait_for("[role=option]");
        window.click("[role=option]");
        window.wait_for("#headline");
        window
    }
}

/// Puts text into a field as a paste would: key by key, thousands of characters take a minute.
#[track_caller]
pub fn fill(window: &Window, field: &str, text: &str) {
    window.wait_for(field);
    window.script(
        "const box = document.querySelector(arguments[0]);
         box.focus(); box.value = arguments[1];
         box.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        &json!([field, text]),
    );
}

/// Chooses from a list, as a person does who opens it and takes a line.
#[track_caller]
pub fn choose(window: &Window, list: &str, value: &str) {
    window.wait_for(list);
    window.script(
        "const list = document.querySelector(arguments[0]);
         list.focus(); list.value = arguments[1];
         list.dispatchEvent(new Event('change', { bubbles: true }))",
        &json!([list, value]),
    );
}

/// Clips what is typed into the one box, and opens the story.
#[track_caller]
pub fn clip(window: &Window, entry: &str) {
    window.press("ctrl+n");
    fill(window, "#entry", entry);
    window.press("ctrl+Enter");
    window.click(role("button", "Read it"));
    window.wait_gone("dialog[open]");
}

/// Picks something in the picker that a key opens: its name is typed, and Enter takes it.
#[track_caller]
pub fn pick(window: &Window, key: &str, name: &str) {
    window.press(key);
    window.type_into("dialog [role=combobox]", name);
    window.wait_for("dialog [role=option]");
    window.press("Enter");
}

/// Selects words of the open story, as with the mouse.
#[track_caller]
pub fn select_words(window: &Window, words: &str) {
    let script = "
        const body = document.querySelector('[data-test=body]');
        const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const at = node.data.indexOf(arguments[0]);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + arguments[0].length);
          getSelection().removeAllRanges(); getSelection().addRange(range);
          body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
          return true;
        }
        return false";
    until(&format!("the words {words:?} in the text"), || {
        (window.script(script, &json!([words])) == json!(true)).then_some(())
    });
}

/// Nothing that axe holds against the screen.
#[track_caller]
pub fn no_violations(window: &Window, screen: &str) {
    let found = window.axe();
    assert!(found.is_empty(), "{screen}: {found:#?}");
}

/// Waits until the command line says these words to this question: what the window did is in the library.
#[track_caller]
pub fn library_says(line: &Desk, question: &[&str], words: &str) {
    until(
        &format!("{words:?} from `desk {}`", question.join(" ")),
        || line.run(question).out.contains(words).then_some(()),
    );
}

/// Waits until the dialog on the screen says these words.
#[track_caller]
pub fn dialog_says(window: &Window, words: &str) {
    until(&format!("{words:?} in the dialog"), || {
        window.text_of("dialog[open]").contains(words).then_some(())
    });
}

/// Leaves the dialog on the screen by its key.
#[track_caller]
pub fn leave(window: &Window) {
    window.press("Escape");
    window.wait_gone("dialog[open]");
}
