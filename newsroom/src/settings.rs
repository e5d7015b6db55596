//! What holds for one editor on one computer, whatever library is open: how the web is reached, over
//! which mail server editions are sent, and which libraries were open.
//!
//! It is kept in `settings.json`, in the system's folder for such things. A file from a newer version may say
//! more: what is not understood is kept as it is. Every change reads the file first, so that two desks and
//! the command line do not take each other's words back.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::post::PostOffice;
use crate::shelf::Holding;
use crate::{Error, Result};

/// Libraries that are remembered.
pub const REMEMBERED: usize = 12;

/// How the desk reaches the web.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(default)]
pub struct Network {
    /// The proxy that fetching goes over: `http://`, `https://` or `socks5://`. Without one the web is asked
    /// straight, whatever the environment says of proxies.
    pub proxy: Option<String>,
    /// A file of further certificate authorities (PEM) that are trusted, for an office with its own.
    pub authority: Option<String>,
    /// Whether nothing is fetched at all.
    pub offline: bool,
}

/// The versions that a report of a fault should name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Versions {
    /// Of this program.
    pub clipdesk: String,
    /// Of what puts a window around it.
    pub tauri: String,
    /// Of what draws in the window.
    pub web_view: String,
    /// Of the database.
    pub sqlite: String,
    /// The layout of libraries that it writes.
    pub layout: u32,
}

/// What holds for this editor on this computer, whatever library is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Settings {
    /// How the web is reached.
    pub network: Network,
    /// Over which mail server editions are sent.
    pub post: PostOffice,
    /// The libraries that were open here, the latest first.
    pub libraries: Vec<Holding>,
    /// What a report of a fault should name.
    pub versions: Versions,
}

/// What `settings.json` keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// How the web is reached.
    pub network: Network,
    /// Over which mail server editions are sent.
    pub post: PostOffice,
    /// The folders of the libraries that were open, the latest first; at most [`REMEMBERED`].
    pub libraries: Vec<PathBuf>,
}

impl Network {
    /// Without spaces around what was typed; a field that was left empty says nothing.
    #[must_use]
    pub fn tidied(self) -> Network {
        let said = |field: Option<String>| {
            let field = field.map(|field| field.trim().to_owned());
            field.filter(|field| !field.is_empty())
        };
        Network {
            proxy: said(self.proxy),
            authority: said(self.authority),
            offline: self.offline,
        }
    }
}

impl Kept {
    /// Notes that a library was opened: it is the latest now.
    pub fn opened(&mut self, folder: &Path) {
        // A name that is no text cannot stand in the file.
        if folder.to_str().is_none() {
            return;
        }
        self.forget(folder);
        self.libraries.insert(0, folder.to_owned());
        self.libraries.truncate(REMEMBERED);
    }

    /// Takes a library off the list.
    pub fn forget(&mut self, folder: &Path) {
        self.libraries.retain(|known| known != folder);
    }

    /// As the window sees it.
    pub fn shown(self, versions: Versions) -> Settings {
        Settings {
            network: self.network,
            post: self.post,
            libraries: self
                .libraries
                .iter()
                .map(|folder| Holding::of(folder))
                .collect(),
            versions,
        }
    }
}

/// The folder where the system keeps settings: `~/.config/clipdesk`,
/// `~/Library/Application Support/clipdesk`, `%APPDATA%\clipdesk\config`.
///
/// # Errors
/// If the system names no home folder.
pub fn default_folder() -> Result<PathBuf> {
    let project = directories::ProjectDirs::from("", "", "clipdesk");
    let folder = project.map(|project| project.config_dir().to_owned());
    folder.ok_or_else(|| {
        Error::Library(
            "this system names no home folder, so that no settings are kept; those that come with the desk \
             hold"
                .to_owned(),
        )
    })
}

/// Reads the settings in a folder. Without a file, those that come with the desk hold. A file that is damaged
/// is put aside as `settings.json.broken`, which is said beside: the next reading finds none.
pub fn read(folder: &Path) -> (Kept, Option<String>) {
    match whole(folder) {
        Ok((_, kept)) => (kept, None),
        Err(Unread::Broken(why)) => {
            let file = folder.join(FILE);
            let aside = folder.join("settings.json.broken");
            let kept = match fs::rename(&file, &aside) {
                Ok(()) => format!("it is kept as {}", aside.display()),
                Err(error) => format!("it could not be put aside ({error})"),
            };
            let said = format!(
                "the settings in {} are damaged ({why}), and those that come with the desk hold; {kept}",
                file.display()
            );
            (Kept::default(), Some(said))
        }
        Err(Unread::Closed(why)) => {
            let said = format!(
                "the settings in {} could not be read ({why}), and those that come with the desk hold",
                folder.join(FILE).display()
            );
            (Kept::default(), Some(said))
        }
    }
}

/// What the settings in a folder say, if they say anything, before there is anybody to tell what is wrong
/// with them.
pub fn peek(folder: &Path) -> Option<Kept> {
    whole(folder).ok().map(|(_, kept)| kept)
}

/// Changes the settings in a folder, and answers what they are then. What the file says besides stays.
///
/// # Errors
/// If they cannot be read or written; then they are as they were.
pub fn change(folder: &Path, change: impl FnOnce(&mut Kept)) -> Result<Kept> {
    let failed = |why: String| Error::File {
        path: folder.join(FILE),
        why: format!("the settings could not be kept, and are as they were: {why}"),
    };
    let unwritten = |error: io::Error| failed(error.to_string());
    fs::create_dir_all(folder).map_err(unwritten)?;
    // Another desk may be changing them as well. The file stays, for a lock on one that comes and goes holds
    // nobody off.
    let turn = File::create(folder.join("settings.lock")).map_err(unwritten)?;
    turn.lock().map_err(unwritten)?;
    let (said, mut kept) = match whole(folder) {
        Ok(found) => found,
        // Whoever reads puts it aside, and says so.
        Err(Unread::Broken(_)) => {
            let _said = read(folder);
            Default::default()
        }
        Err(Unread::Closed(why)) => return Err(failed(why)),
    };
    change(&mut kept);
    let known = serde_json::to_value(&kept).map_err(|error| failed(error.to_string()))?;
    let all = laid_over(Value::Object(said), known);
    let text = serde_json::to_vec_pretty(&all).map_err(|error| failed(error.to_string()))?;
    write(&folder.join(FILE), &text).map_err(unwritten)?;
    Ok(kept)
}

/// Writes a small file as a whole or not at all. Only its owner may read it: a proxy may have a password.
///
/// # Errors
/// If it cannot be written; what stood there before stands there still.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut coming = tempfile::Builder::new()
        .prefix(".coming-")
        .tempfile_in(folder)?;
    coming.write_all(bytes)?;
    coming.as_file().sync_all()?;
    coming.persist(path)?;
    Ok(())
}

const FILE: &str = "settings.json";

enum Unread {
    /// It is there, and is none.
    Broken(String),
    /// Whether it is one cannot be seen.
    Closed(String),
}

/// All that the file says, and what of it is understood.
fn whole(folder: &Path) -> std::result::Result<(Map<String, Value>, Kept), Unread> {
    /// No settings of ours come near it.
    const LARGEST: u64 = 1 << 20;
    let broken = |error: serde_json::Error| Unread::Broken(error.to_string());
    let closed = |error: io::Error| Unread::Closed(error.to_string());
    let file = match File::open(folder.join(FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Default::default()),
        file => file.map_err(closed)?,
    };
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(closed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unread::Broken("it is too large".to_owned()));
    }
    let said: Map<String, Value> = serde_json::from_slice(&bytes).map_err(broken)?;
    let mut kept: Kept = serde_json::from_value(Value::Object(said.clone())).map_err(broken)?;
    kept.libraries.truncate(REMEMBERED);
    Ok((said, kept))
}

/// What is known, over all that was said; what is not known stays.
fn laid_over(said: Value, known: Value) -> Value {
    match (said, known) {
        (Value::Object(mut said), Value::Object(known)) => {
            for (name, value) in known {
                let before = said.remove(&name).unwrap_or_default();
                said.insert(name, laid_over(before, value));
            }
            Value::Object(said)
        }
        (_, known) => known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new/clipdesk");
        assert_eq!(read(&folder), (Kept::default(), None));
        let network = Network {
            proxy: Some("http://proxy.example:3128".to_owned()),
            authority: None,
            offline: true,
        };
        change(&folder, |kept| kept.network = network.clone()).unwrap();
        let kept = change(&folder, |kept| kept.opened(Path::new("/news/Київ"))).unwrap();
        assert_eq!(kept.network, network);
        assert_eq!(read(&folder), (kept, None));
        let left: Vec<_> = fs::read_dir(&folder).unwrap().flatten().collect();
        assert_eq!(left.len(), 2, "more than the file and its lock: {left:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_password_of_a_proxy_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        change(folder.path(), |_| {}).unwrap();
        let mode = fs::metadata(folder.path().join(FILE))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o077, 0);
    }

    #[test]
    fn the_latest_library_comes_first_each_once_and_twelve_at_most() {
        let mut kept = Kept::default();
        for name in 0..20 {
            kept.opened(&PathBuf::from(format!("/news/{name}")));
        }
        kept.opened(Path::new("/news/12"));
        assert_eq!(kept.libraries.len(), REMEMBERED);
        assert_eq!(
            kept.libraries[..2],
            ["/news/12", "/news/19"].map(PathBuf::from)
        );
        kept.forget(Path::new("/news/12"));
        assert_eq!(kept.libraries[0], Path::new("/news/19"));
        let twice = kept.libraries.iter().filter(|at| at.ends_with("12"));
        assert_eq!(twice.count(), 0);
    }

    #[test]
    fn what_a_newer_version_says_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        fs::write(
            &file,
            r#"{"network": {"offline": true, "speed": 3}, "look": {"theme": "dark"}}"#,
        )
        .unwrap();
        change(folder.path(), |kept| {
            kept.network.offline = false;
            kept.opened(Path::new("/news"));
        })
        .unwrap();
        let found: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let wanted = serde_json::json!({
            "network": {"proxy": null, "authority": null, "offline": false, "speed": 3},
            "post": {"host": "", "port": null, "security": "tls", "user": null, "from": ""},
            "libraries": ["/news"],
            "look": {"theme": "dark"},
        });
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_damaged_file_is_put_aside_and_said_once() {
        for damaged in [
            "",
            "{",
            "[]",
            "null",
            "\u{0}\u{0}\u{0}",
            r#"{"network": 3}"#,
            r#"{"network": {"offline": "yes"}}"#,
            r#"{"libraries": [1]}"#,
            r#"{"libraries": "/news"}"#,
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(FILE), damaged).unwrap();
            let (kept, said) = read(folder.path());
            assert_eq!(kept, Kept::default(), "{damaged}");
            assert!(said.unwrap().contains("are damaged"), "{damaged}");
            assert_eq!(read(folder.path()).1, None, "{damaged}");
            let aside = fs::read(folder.path().join("settings.json.broken")).unwrap();
            assert_eq!(aside, damaged.as_bytes());
            change(folder.path(), |kept| kept.network.offline = true).unwrap();
            assert!(read(folder.path()).0.network.offline);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_no_reason_to_write_over_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(FILE)).unwrap();
        assert!(read(folder.path()).1.unwrap().contains("could not be read"));
        let error = change(folder.path(), |_| {}).unwrap_err().to_string();
        assert!(error.contains("are as they were"), "{error}");
        assert!(folder.path().join(FILE).is_dir());
    }
}
