//! The window: where it stood last, and where it may go.

use std::fs;
use std::path::{Path, PathBuf};

use newsroom::settings;
use serde::{Deserialize, Serialize};
use tauri::plugin::{self, TauriPlugin};
use tauri::{App, AppHandle, Manager, Url, WebviewWindowBuilder, WindowEvent, Wry};

use crate::desk::Answer;
use crate::{preview, snapshot};

/// Where the window stood when it was left, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Stand {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    maximised: bool,
}

/// A screen, or the part of one that a window covers.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Opens the window where it stood last, if it can be seen there.
pub(crate) fn open(app: &App, settings: &Answer<PathBuf>) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.first() else {
        return Ok(());
    };
    let mut window = WebviewWindowBuilder::from_config(app.handle(), config)?;
    let file = settings
        .as_ref()
        .ok()
        .map(|folder| folder.join("window.json"));
    if let Some(stand) = file.as_deref().and_then(read) {
        let screens = screens(app.handle());
        let (stand, seen) = fitting(stand, &screens);
        window = window
            .inner_size(stand.width, stand.height)
            .maximized(stand.maximised);
        if seen {
            window = window.position(stand.x, stand.y);
        }
    }
    let window = window.build()?;
    let (Some(file), left) = (file, window.clone()) else {
        return Ok(());
    };
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { .. } | WindowEvent::Focused(false) = event {
            keep(&left, &file);
        }
    });
    Ok(())
}

/// Notes where the window stands. Where that cannot be noted it opens as it did before.
fn keep(window: &tauri::WebviewWindow, file: &Path) {
    let Some(mut stand) = stand(window) else {
        return;
    };
    if stand.maximised {
        // Made small again, it is as large as it was before.
        stand = Stand {
            maximised: true,
            ..read(file).unwrap_or(Stand {
                x: stand.x,
                y: stand.y,
                width: 1_440.0,
                height: 900.0,
                maximised: true,
            })
        };
    }
    if read(file) == Some(stand) {
        return;
    }
    if let Ok(text) = serde_json::to_vec(&stand) {
        let _ = settings::write(file, &text);
    }
}

fn stand(window: &tauri::WebviewWindow) -> Option<Stand> {
    if window.is_minimized().ok()? || window.is_fullscreen().ok()? {
        return None;
    }
    let scale = window.scale_factor().ok()?;
    let at = window.outer_position().ok()?.to_logical::<f64>(scale);
    let size = window.inner_size().ok()?.to_logical::<f64>(scale);
    Some(Stand {
        x: at.x,
        y: at.y,
        width: size.width,
        height: size.height,
        maximised: window.is_maximized().ok()?,
    })
}

fn read(file: &Path) -> Option<Stand> {
    let stand: Stand = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    let all = [stand.x, stand.y, stand.width, stand.height];
    let sane = all
        .iter()
        .all(|number| number.is_finite() && number.abs() < 100_000.0);
    sane.then_some(stand)
}

fn screens(app: &AppHandle) -> Vec<Area> {
    let screens = app.available_monitors().unwrap_or_default();
    let area = |screen: &tauri::Monitor| {
        let scale = screen.scale_factor();
        let at = screen.position().to_logical::<f64>(scale);
        let size = screen.size().to_logical::<f64>(scale);
        Area {
            x: at.x,
            y: at.y,
            width: size.width,
            height: size.height,
        }
    };
    screens.iter().map(area).collect()
}

/// A stand that fits the screens that there are now, and whether its place can be seen on one of them: enough
/// of its upper edge, by which it can be moved.
fn fitting(stand: Stand, screens: &[Area]) -> (Stand, bool) {
    const LEAST: f64 = 480.0;
    let seen = |screen: &&Area| {
        let across = (stand.x + stand.width).min(screen.x + screen.width) - stand.x.max(screen.x);
        let edge = stand.y >= screen.y - 1.0 && stand.y + 60.0 <= screen.y + screen.height;
        across >= 160.0 && edge
    };
    let on = screens.iter().find(seen);
    let widest = |of: fn(&Area) -> f64| screens.iter().map(of).fold(LEAST, f64::max);
    let (width, height) = match on {
        Some(screen) => (screen.width, screen.height),
        None => (
            widest(|screen| screen.width),
            widest(|screen| screen.height),
        ),
    };
    let fit = |wanted: f64, most: f64| wanted.min(most.max(LEAST)).max(LEAST);
    let fitting = Stand {
        width: fit(stand.width, width),
        height: fit(stand.height, height),
        ..stand
    };
    (fitting, on.is_some())
}

/// Keeps the window, and every frame in it, on the program's own pages and on kept ones, whatever a page asks
/// for.
pub(crate) fn stay() -> TauriPlugin<Wry> {
    plugin::Builder::new("stay")
        .on_navigation(|_, url| may_go(url, tauri::is_dev()))
        .build()
}

fn may_go(url: &Url, in_development: bool) -> bool {
    let host = url.host_str();
    match url.scheme() {
        "tauri" => host == Some("localhost"),
        snapshot::SCHEME | preview::SCHEME => host == Some("localhost"),
        "about" => matches!(url.path(), "blank" | "srcdoc"),
        // Where the system has no schemes of a program's own, they are hosts.
        "http" | "https" => match host {
            Some(
                "tauri.localhost" | "clipdesk-snapshot.localhost" | "clipdesk-preview.localhost",
            ) => url.port().is_none(),
            Some("localhost") => in_development && url.port() == Some(1420),
            _ => false,
        },
        _ => false,
    }
}

/// Brings the window before the others, as when somebody hands it something.
pub(crate) fn come_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A system that lets no program come forward leaves it where it is.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Area = Area {
        x: 0.0,
        y: 0.0,
        width: 1_920.0,
        height: 1_080.0,
    };
    const RIGHT: Area = Area {
        x: 1_920.0,
        ..SCREEN
    };

    fn at(x: f64, y: f64, width: f64, height: f64) -> Stand {
        Stand {
            x,
            y,
            width,
            height,
            maximised: false,
        }
    }

    #[test]
    fn a_window_is_never_where_nobody_sees_it() {
        for (stand, screens, size, seen) in [
            (
                at(100.0, 50.0, 1_440.0, 900.0),
                &[SCREEN][..],
                (1_440.0, 900.0),
                true,
            ),
            (
                at(2_000.0, 50.0, 1_440.0, 900.0),
                &[SCREEN, RIGHT],
                (1_440.0, 900.0),
                true,
            ),
            // The second screen was taken away.
            (
                at(2_000.0, 50.0, 1_440.0, 900.0),
                &[SCREEN],
                (1_440.0, 900.0),
                false,
            ),
            (
                at(-1_400.0, 50.0, 1_440.0, 900.0),
                &[SCREEN],
                (1_440.0, 900.0),
                false,
            ),
            (
                at(100.0, -300.0, 1_440.0, 900.0),
                &[SCREEN],
                (1_440.0, 900.0),
                false,
            ),
            (
                at(100.0, 1_070.0, 1_440.0, 900.0),
                &[SCREEN],
                (1_440.0, 900.0),
                false,
            ),
            // A larger screen was taken away.
            (
                at(0.0, 0.0, 3_840.0, 2_160.0),
                &[SCREEN],
                (1_920.0, 1_080.0),
                true,
            ),
            (at(0.0, 0.0, 1.0, 0.0), &[SCREEN], (480.0, 480.0), false),
            (at(0.0, 0.0, 900.0, 700.0), &[], (480.0, 480.0), false),
        ] {
            let (fitted, found) = fitting(stand, screens);
            assert_eq!(
                ((fitted.width, fitted.height), found),
                (size, seen),
                "{stand:?}"
            );
        }
    }

    #[test]
    fn a_damaged_note_of_its_place_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("window.json");
        assert_eq!(read(&file), None);
        for damaged in [
            "",
            "{",
            "[]",
            r#"{"x": 1}"#,
            r#"{"x": 1, "y": 1, "width": 1e300, "height": 1, "maximised": false}"#,
            r#"{"x": null, "y": 1, "width": 1, "height": 1, "maximised": false}"#,
        ] {
            fs::write(&file, damaged).unwrap();
            assert_eq!(read(&file), None, "{damaged}");
        }
    }

    #[test]
    fn the_window_stays_at_home() {
        let may = |url: &str, in_development| may_go(&url.parse().unwrap(), in_development);
        for home in [
            "tauri://localhost",
            "tauri://localhost/index.html#story",
            "http://tauri.localhost/",
            "https://tauri.localhost/",
            "clipdesk-snapshot://localhost/0a",
            "http://clipdesk-snapshot.localhost/0a",
            "clipdesk-preview://localhost/1~draft~html~0#story-1",
            "http://clipdesk-preview.localhost/1~draft~html~0",
            "about:blank",
            "about:srcdoc",
        ] {
            assert!(may(home, false), "{home}");
        }
        for away in [
            "https://example.org/",
            "http://localhost:1420/",
            "http://localhost/",
            "http://127.0.0.1:8080/",
            "http://tauri.localhost:8080/",
            "http://tauri.localhost.example.org/",
            "tauri://example.org/",
            "clipdesk-snapshot://example.org/0a",
            "clipdesk-preview://example.org/1~draft~html~0",
            "clipdesk-picture://localhost/0a.jpeg",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,hello",
            "blob:tauri://localhost/0a",
            "about:config",
            "ipc://localhost/clip",
            "asset://localhost/etc/passwd",
            "clipdesk://clip?url=https://example.org/",
            "mailto:ed@example.org",
        ] {
            assert!(!may(away, false), "{away}");
        }
        assert!(may("http://localhost:1420/", true));
    }
}
