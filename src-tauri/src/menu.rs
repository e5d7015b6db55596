//! The menu bar, where the system has one. An item tells the window the name of its command, which is that of
//! the keys; the system's own items (copy, minimise, quit) do what they do everywhere.

use tauri::menu::{Menu, MenuItem, PredefinedMenuItem as Of, Submenu};
use tauri::{AppHandle, Emitter, Wry};

/// A menu: its title, and its items.
type Items = (&'static str, &'static [Item]);

enum Item {
    /// What it says, its command, and the keys that the system shows beside it. Those that a person presses
    /// reach the window itself, unless the system takes them.
    Does(&'static str, &'static str, Option<&'static str>),
    /// One that every program has.
    Usual(Usual),
    Line,
}

enum Usual {
    About,
    Hide,
    HideOthers,
    Quit,
    Cut,
    Copy,
    Paste,
    Minimise,
    Fullscreen,
    Close,
}

use Item::{Does, Line, Usual as System};

const MENUS: [Items; 6] = [
    (
        "Clipdesk",
        &[
            System(Usual::About),
            Line,
            Does("Settings…", "settings", Some("Cmd+,")),
            Line,
            System(Usual::Hide),
            System(Usual::HideOthers),
            Line,
            System(Usual::Quit),
        ],
    ),
    (
        "File",
        &[
            Does("Clip…", "clip", Some("Cmd+N")),
            Does("Export topic…", "export", Some("Cmd+E")),
            Does("Print…", "print", Some("Cmd+P")),
            Line,
            System(Usual::Close),
        ],
    ),
    (
        "Edit",
        &[
            Does("Undo", "undo", Some("Cmd+Z")),
            Does("Redo", "redo", Some("Cmd+Shift+Z")),
            Line,
            System(Usual::Cut),
            System(Usual::Copy),
            System(Usual::Paste),
            Does("Select all", "select-all", Some("Cmd+A")),
            Line,
            Does("Search", "search", Some("Cmd+F")),
            Does("Commands…", "palette", Some("Cmd+K")),
        ],
    ),
    (
        "View",
        &[
            Does("Inbox", "go-inbox", None),
            Does("Today", "go-today", None),
            Does("Starred", "go-starred", None),
            Does("All stories", "go-all", None),
            Line,
            Does("Larger text", "larger", None),
            Does("Smaller text", "smaller", None),
            Does("Usual text", "usual-size", None),
            Line,
            Does("Hide or show library", "hide-library", None),
            Does("Hide or show list", "hide-list", None),
            Line,
            System(Usual::Minimise),
            System(Usual::Fullscreen),
        ],
    ),
    (
        "Story",
        &[
            Does("Done", "done", None),
            Does("Star", "star", None),
            Does("Read or unread", "unread", None),
            Line,
            Does("File under a topic…", "topic", None),
            Does("Tag…", "tag", None),
            Does("Correct…", "correct", None),
            Does("Verify…", "verify", None),
            Line,
            Does("Open original", "original", None),
            Does("Show snapshot", "snapshot", None),
            Does("Versions…", "versions", None),
            Line,
            Does("Spike", "spike", None),
        ],
    ),
    ("Help", &[Does("Keys", "sheet", None)]),
];

/// Puts the menu bar where the system has one.
pub(crate) fn attach(app: &AppHandle) -> tauri::Result<()> {
    if !cfg!(target_os = "macos") {
        return Ok(());
    }
    app.set_menu(bar(app)?)?;
    app.on_menu_event(|app, event| {
        // A window that is gone does nothing.
        let _ = app.emit("menu-chosen", event.id().as_ref());
    });
    Ok(())
}

fn bar(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let bar = Menu::new(app)?;
    for (title, items) in MENUS {
        let menu = Submenu::new(app, title, true)?;
        for item in items {
            match item {
                Does(says, command, keys) => {
                    menu.append(&MenuItem::with_id(app, *command, says, true, *keys)?)?;
                }
                System(usual) => menu.append(&own(app, usual)?)?,
                Line => menu.append(&Of::separator(app)?)?,
            }
        }
        bar.append(&menu)?;
    }
    Ok(bar)
}

fn own(app: &AppHandle, usual: &Usual) -> tauri::Result<Of<Wry>> {
    match usual {
        Usual::About => Of::about(app, None, None),
        Usual::Hide => Of::hide(app, None),
        Usual::HideOthers => Of::hide_others(app, None),
        Usual::Quit => Of::quit(app, None),
        Usual::Cut => Of::cut(app, None),
        Usual::Copy => Of::copy(app, None),
        Usual::Paste => Of::paste(app, None),
        Usual::Minimise => Of::minimize(app, None),
        Usual::Fullscreen => Of::fullscreen(app, None),
        Usual::Close => Of::close_window(app, None),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_item_has_a_command_of_its_own() {
        let items = MENUS.iter().flat_map(|(_, items)| items.iter());
        let commands: Vec<_> = items
            .filter_map(|item| match item {
                Does(_, command, _) => Some(*command),
                System(_) | Line => None,
            })
            .collect();
        let each: BTreeSet<_> = commands.iter().collect();
        assert_eq!(
            each.len(),
            commands.len(),
            "a command stands twice: {commands:?}"
        );
    }
}
