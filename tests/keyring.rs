//! A password goes into a real keyring, opens the account, and is forgotten again.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::process::Command;

use journeys::desk::program;
use journeys::{Desk, Manners, Postbox};

/// What an editor does, on a bus and with a keyring of its own.
const SCRIPT: &str = r#"
set -e
printf 'of the keyring' | gnome-keyring-daemon --unlock --components=secrets --daemonize > /dev/null
"$DESK" post --host 127.0.0.1 --port "$PORT" --security plain --user mara --from desk@mail.example > /dev/null
"$DESK" send "Monday briefing" --to ann@mail.example 2>&1 && exit 1
printf 'sesame\n' | "$DESK" post --password
"$DESK" send "Monday briefing" --to ann@mail.example
"$DESK" post --forget-password > /dev/null
"$DESK" send "Monday briefing" --to bo@mail.example 2>&1 && exit 1
echo done
"#;

#[test]
fn a_password_is_kept_in_the_systems_keyring_and_nowhere_else() {
    let postbox = Postbox::open(Manners {
        account: Some(("mara".to_owned(), "sesame".to_owned())),
        ..Manners::default()
    });
    let desk = postbox.desk();
    let home = tempfile::tempdir().unwrap();
    let run = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", SCRIPT])
        .env("DESK", program())
        .env("PORT", postbox.port())
        .env("CLIPDESK_LIBRARY", desk.library())
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .output()
        .unwrap();
    let (out, err) = (
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr),
    );
    assert!(
        run.status.success() && out.ends_with("done\n"),
        "{out}\n{err}"
    );
    assert_eq!(
        out.matches("no password is kept for mara at 127.0.0.1")
            .count(),
        2,
        "{out}"
    );
    let to: Vec<_> = postbox
        .letters()
        .into_iter()
        .map(|letter| letter.to)
        .collect();
    assert_eq!(to, ["ann@mail.example"]);
    let settings = fs::read_to_string(home.path().join("config/clipdesk/settings.json")).unwrap();
    assert!(
        settings.contains("mara") && !settings.contains("sesame"),
        "{settings}"
    );
}

#[test]
fn without_a_keyring_the_other_way_is_named() {
    let desk = Desk::new().knowing("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    let office = [
        "post",
        "--host",
        "mail.example",
        "--user",
        "mara",
        "--from",
        "desk@mail.example",
    ];
    desk.run(&office).ok();
    let said = desk.run_on("sesame\n", &["post", "--password"]).refused();
    assert!(
        said.contains("the system's keyring cannot be used")
            && said.contains("CLIPDESK_SMTP_PASSWORD"),
        "{said}"
    );
}
