//! The command line, on a library of its own.

use std::env;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use tempfile::TempDir;

use crate::until;

/// The command line on a library: one of its own, which goes when this value goes, or one that is there.
#[derive(Debug)]
pub struct Desk {
    library: PathBuf,
    knows: Vec<(String, String)>,
    _own: Option<TempDir>,
}

/// What a command said, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it printed.
    pub out: String,
    /// What it complained of.
    pub err: String,
    /// The code that it ended with; `None` if a signal ended it.
    pub code: Option<i32>,
}

impl Desk {
    /// A desk with an empty library.
    pub fn new() -> Desk {
        let library = tempfile::tempdir().expect("the system has room for a folder");
        Desk {
            library: library.path().to_owned(),
            knows: Vec::new(),
            _own: Some(library),
        }
    }

    /// A desk on a library that somebody else has open, or will have.
    pub fn on(library: &Path) -> Desk {
        Desk {
            library: library.to_owned(),
            knows: Vec::new(),
            _own: None,
        }
    }

    /// The same desk, with something more in its environment.
    #[must_use]
    pub fn knowing(mut self, name: &str, value: &str) -> Desk {
        self.knows.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The folder of the library.
    pub fn library(&self) -> &Path {
        &self.library
    }

    /// Runs `desk` with these arguments.
    #[track_caller]
    pub fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Said {
        self.run_on("", args)
    }

    /// Runs `desk` with these arguments, and this to read.
    #[track_caller]
    pub fn run_on<S: AsRef<OsStr>>(&self, stdin: impl AsRef<[u8]>, args: &[S]) -> Said {
        let mut desk = Command::new(program())
            .args(args)
            .env("CLIPDESK_LIBRARY", self.library())
            // Whoever runs it may be offline, or behind a proxy.
            .env("XDG_CONFIG_HOME", self.library().join("none"))
            .env("TZ", "UTC")
            .envs(self.knows.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("`desk` starts");
        let out = in_background(desk.stdout.take().expect("it is piped"));
        let err = in_background(desk.stderr.take().expect("it is piped"));
        let mut wants = desk.stdin.take().expect("it is piped");
        // A command that does not read what it is given has its reasons.
        let _ = wants.write_all(stdin.as_ref());
        drop(wants);
        let shown: Vec<_> = args
            .iter()
            .map(|arg| arg.as_ref().to_string_lossy())
            .collect();
        let end = format!("end of `desk {}`", shown.join(" "));
        let status = until(&end, || desk.try_wait().expect("it can be waited for"));
        Said {
            out: out.join().expect("what it prints can be read"),
            err: err.join().expect("what it complains of can be read"),
            code: status.code(),
        }
    }
}

impl Default for Desk {
    fn default() -> Desk {
        Desk::new()
    }
}

impl Said {
    /// What was printed by a command that has to go well.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "the command complained: {}", self.err);
        self.out
    }

    /// What was complained of by a command that has to be refused: in a sentence, not by falling over.
    #[track_caller]
    pub fn refused(self) -> String {
        assert!(
            matches!(self.code, Some(1..=9)) && !self.err.contains("panicked"),
            "a refusal was due, not {self:?}"
        );
        self.err
    }
}

fn in_background(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before a pipe broke is what there is.
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// The program `desk`: the one in `CLIPDESK_CLI`, else it is built once, as `cargo test` would.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| match env::var_os("CLIPDESK_CLI") {
        Some(program) => PathBuf::from(program),
        None => build(),
    })
}

fn build() -> PathBuf {
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(crate::source::root())
        .args(["build", "--quiet", "--bin", "desk"])
        .status()
        .expect("cargo is there, for it runs this test");
    assert!(
        status.success(),
        "`cargo build --bin desk` ended with {status}"
    );
    // This test is target/debug/deps/NAME; the programs are two levels up from it.
    let test = env::current_exe().expect("a program knows where it is");
    let profile = test
        .ancestors()
        .nth(2)
        .expect("cargo puts tests into target/*/deps");
    profile.join(format!("desk{}", env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears_a_command_to_its_end() {
        let desk = Desk::new();
        assert!(desk.library().is_dir());
        let said = desk.run(&["no-such-command"]);
        assert!(said.code.is_some(), "{said:?}");
    }
}
