//! The real window, driven as a person would drive it.

mod gestures;

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::webdriver::{Driver, Session};
use crate::{source, until};

/// By this key WebDriver says that a value is an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Finds what a person means by a word on the screen. See [`By`].
const FIND: &str = include_str!("find.js");

/// The real window, open on a library. It closes with this value.
///
/// Only one is open at a time: windows would fight over the keyboard. If the test fails, a picture
/// of the window is left beside its log.
#[derive(Debug)]
pub struct Window {
    // In this order they go: the window first, its home and its turn last.
    driver: Driver,
    logs: PathBuf,
    library: PathBuf,
    home: Arc<TempDir>,
    _turn: MutexGuard<'static, ()>,
}

/// What a person would call something in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A CSS selector. A plain `&str` is one.
    Css(String),
    /// The innermost thing that reads exactly this.
    Text(String),
    /// What an assistive program would call it: a role, such as `button`, and a name.
    Role(String, String),
}

impl From<&str> for By {
    fn from(selector: &str) -> By {
        By::Css(selector.to_owned())
    }
}

/// The innermost thing that reads exactly this.
pub fn text(words: &str) -> By {
    By::Text(words.to_owned())
}

/// The button, link, textbox, heading … that has this name.
pub fn role(role: &str, name: &str) -> By {
    By::Role(role.to_owned(), name.to_owned())
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            By::Css(selector) => write!(f, "`{selector}`"),
            By::Text(words) => write!(f, "text {words:?}"),
            By::Role(role, name) => write!(f, "{role} {name:?}"),
        }
    }
}

/// Something in the window, seen a moment ago.
#[derive(Debug)]
pub struct Seen<'a> {
    session: &'a Session,
    id: String,
}

/// Something in the window that a rule of accessibility is against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule, as axe names it.
    pub rule: String,
    /// How bad: minor, moderate, serious, critical.
    pub impact: String,
    /// What the rule says.
    pub help: String,
    /// Where: a selector and the markup, for each place.
    pub places: Vec<String>,
}

impl Window {
    /// Opens the window on the library in this folder, for an editor who never opened it before.
    #[track_caller]
    pub fn open(library: &Path) -> Window {
        let home = tempfile::tempdir().expect("the system has room for a folder");
        Window::open_at(library.to_owned(), Arc::new(home))
    }

    /// Closes it and opens it again, as the same editor would the next morning.
    #[must_use]
    #[track_caller]
    pub fn reopen(self) -> Window {
        let (library, home) = (self.library.clone(), Arc::clone(&self.home));
        self.close();
        Window::open_at(library, home)
    }

    #[track_caller]
    fn open_at(library: PathBuf, home: Arc<TempDir>) -> Window {
        static TURN: Mutex<()> = Mutex::new(());
        let turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let program = env::var_os("CLIPDESK_BIN")
            .map(PathBuf::from)
            .expect("CLIPDESK_BIN says which desk to open, and is not set: run `cargo xtask test`");
        let logs = env::var_os("CLIPDESK_LOGS").map_or_else(env::temp_dir, PathBuf::from);
        let log = logs.join(format!("{}.log", test_name()));
        let folder = library
            .to_str()
            .expect("the folder of a test has a plain name");
        let driver = Driver::open(&program, &["--library", folder], home.path(), &log);
        Window {
            driver,
            logs,
            library,
            home,
            _turn: turn,
        }
    }

    /// Closes it, and waits until the program has left. The library can then be opened again.
    pub fn close(self) {}

    /// Waits until it is there and can be seen.
    #[track_caller]
    pub fn wait_for(&self, what: impl Into<By>) -> Seen<'_> {
        let what = what.into();
        until(&what.to_string(), || self.look(&what))
    }

    /// Waits until it is not there, or cannot be seen.
    #[track_caller]
    pub fn wait_gone(&self, what: impl Into<By>) {
        let what = what.into();
        until(&format!("end of {what}"), || {
            self.look(&what).is_none().then_some(())
        });
    }

    /// Whether it can be seen now. Mind that it may come a moment later: [`Window::wait_for`].
    pub fn shows(&self, what: impl Into<By>) -> bool {
        self.look(&what.into()).is_some()
    }

    /// Waits for it, then clicks it.
    #[track_caller]
    pub fn click(&self, what: impl Into<By>) {
        let what = what.into();
        until(&format!("{what} that takes a click"), || {
            self.look(&what)?.try_click().ok()
        });
    }

    /// Waits for it, empties it, then types into it.
    #[track_caller]
    pub fn type_into(&self, what: impl Into<By>, words: &str) {
        let what = what.into();
        until(&format!("{what} that takes words"), || {
            let field = self.look(&what)?;
            field.post("clear", &json!({})).ok()?;
            field.post("value", &json!({ "text": words })).ok()
        });
    }

    /// What it reads, once it is there.
    #[track_caller]
    pub fn text_of(&self, what: impl Into<By>) -> String {
        let what = what.into();
        until(&what.to_string(), || self.look(&what)?.text())
    }

    /// How many match this selector, seen or not.
    #[track_caller]
    pub fn count(&self, selector: &str) -> usize {
        let many = self.script(
            "return document.querySelectorAll(arguments[0]).length",
            &json!([selector]),
        );
        many.as_u64().unwrap_or_default() as usize
    }

    /// Runs a script in the window's page, and gives what it returns. The page's content security
    /// policy does not bind it.
    #[track_caller]
    pub fn script(&self, script: &str, args: &Value) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Runs a script that calls its last argument when it is done, and gives what it calls it with.
    #[track_caller]
    pub fn script_async(&self, script: &str, args: &Value) -> Value {
        self.post("/execute/async", &json!({ "script": script, "args": args }))
    }

    /// Waits until nothing moves any more and all type is there: what fades in is neither a picture
    /// to keep nor a contrast to judge.
    #[track_caller]
    pub fn settle(&self) {
        self.script_async(
            "const done = arguments[arguments.length - 1];
             const frame = () => new Promise(requestAnimationFrame);
             const ends = (moving) => moving.effect.getComputedTiming().endTime !== Infinity;
             const still = () => Promise.allSettled(
               document.getAnimations().filter(ends).map((moving) => moving.finished));
             document.fonts.ready.then(frame).then(frame).then(still).then(frame).then(() => done(null))",
            &json!([]),
        );
    }

    /// Writes a picture of the window's page, as PNG.
    #[track_caller]
    pub fn screenshot(&self, into: &Path) {
        self.settle();
        let picture = self.driver.session().get("/screenshot");
        let picture = picture.unwrap_or_else(|refusal| panic!("no picture: {refusal}"));
        let png = BASE64
            .decode(picture.as_str().unwrap_or_default())
            .expect("a picture is base64");
        fs::write(into, png).expect("the picture can be written");
    }

    /// Writes a picture into the folder of the logs, under this name.
    #[track_caller]
    pub fn picture(&self, name: &str) {
        self.screenshot(&self.logs.join(format!("{name}.png")));
    }

    /// What axe holds against the page as it is now. Its script comes with the window's packages.
    #[track_caller]
    pub fn axe(&self) -> Vec<Violation> {
        let path = source::root().join("ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}; run `npm ci` in ui", path.display()));
        self.settle();
        self.script(&format!("{axe}; return null"), &json!([]));
        let found = self.script_async(
            "const done = arguments[arguments.length - 1];
             axe.run().then((found) => done(found.violations), (error) => done(String(error)))",
            &json!([]),
        );
        let found = found
            .as_array()
            .unwrap_or_else(|| panic!("axe fell over: {found}"));
        found.iter().map(violation).collect()
    }

    fn look(&self, what: &By) -> Option<Seen<'_>> {
        let args = match what {
            By::Css(selector) => json!(["css", selector]),
            By::Text(words) => json!(["text", words]),
            By::Role(role, name) => json!(["role", role, name]),
        };
        let find = json!({ "script": FIND, "args": args });
        let found = match self.driver.session().post("/execute/sync", &find) {
            Ok(found) => found,
            // It went while it was handed over: it cannot be seen now.
            Err(refusal) if refusal.error == "stale element reference" => return None,
            Err(refusal) => panic!("the window refused to look for {what}: {refusal}"),
        };
        let id = found.get(ELEMENT)?.as_str()?.to_owned();
        Some(Seen {
            session: self.driver.session(),
            id,
        })
    }

    #[track_caller]
    fn post(&self, path: &str, what: &Value) -> Value {
        let done = self.driver.session().post(path, what);
        done.unwrap_or_else(|refusal| panic!("the window refused {path}: {refusal}"))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if thread::panicking() {
            let path = self.logs.join(format!("{}-failed.png", test_name()));
            if let Ok(Value::String(picture)) = self.driver.session().get("/screenshot") {
                let png = BASE64.decode(picture).unwrap_or_default();
                let written = fs::write(&path, png);
                println!(
                    "the window when it failed: {} ({written:?})",
                    path.display()
                );
            }
        }
    }
}

impl Seen<'_> {
    /// What it reads. The driver's own answer leaves out what is still fading in.
    pub fn text(&self) -> Option<String> {
        let script = "return arguments[0].innerText";
        let args = json!([{ ELEMENT: self.id }]);
        let text = self
            .session
            .post("/execute/sync", &json!({ "script": script, "args": args }));
        text.ok()?.as_str().map(str::to_owned)
    }

    /// One of its attributes, or of its properties.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = self
            .session
            .get(&format!("/element/{}/attribute/{name}", self.id))
            .ok()?;
        value.as_str().map(str::to_owned)
    }

    fn try_click(&self) -> Result<(), crate::webdriver::Refusal> {
        self.post("click", &json!({})).map(drop)
    }

    fn post(&self, verb: &str, what: &Value) -> Result<Value, crate::webdriver::Refusal> {
        self.session
            .post(&format!("/element/{}/{verb}", self.id), what)
    }
}

fn violation(found: &Value) -> Violation {
    let word = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    let places = found["nodes"].as_array().into_iter().flatten();
    Violation {
        rule: word("id"),
        impact: word("impact"),
        help: word("help"),
        places: places
            .map(|place| format!("{} {}", place["target"], place["html"]))
            .collect(),
    }
}

/// The test that runs in this thread, as a file can be called.
fn test_name() -> String {
    let thread = thread::current();
    thread.name().unwrap_or("window").replace("::", "-")
}
