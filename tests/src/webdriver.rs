//! The protocol between a journey and the driver of the web view.

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

use crate::{PATIENCE, until};

/// The driver, with the one program that it drives. Both end with this value.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    session: Session,
}

/// A program under the driver's hands.
#[derive(Debug)]
pub struct Session {
    agent: Agent,
    address: String,
}

/// Why the driver would not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The protocol's word for it, such as `no such element`.
    pub error: String,
    /// The driver's own.
    pub message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.error, self.message.trim())
    }
}

impl Driver {
    /// Opens a program under a driver of its own, what both print going to `log`.
    #[track_caller]
    pub fn open(program: &Path, args: &[&str], home: &Path, log: &Path) -> Driver {
        assert!(
            env::var_os("DISPLAY").is_some(),
            "DISPLAY is not set, so there is nowhere to open a window: run `cargo xtask test`"
        );
        let log = File::options().create(true).append(true).open(log);
        let log = log.expect("the log can be written");
        let port = free_port();
        let mut process = Command::new("WebKitWebDriver")
            .args([&format!("--port={port}"), "--host=127.0.0.1"])
            .envs([
                ("TAURI_AUTOMATION", "true"),
                ("TAURI_WEBVIEW_AUTOMATION", "true"),
            ])
            // The same for everyone: no settings of whoever runs it, no time zone, no language.
            .envs([("TZ", "UTC"), ("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8")])
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a file has a second handle"))
            .stderr(log)
            .spawn()
            .expect("WebKitWebDriver starts; `cargo xtask test` installs it");
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE * 2));
        let mut session = Session {
            agent: config.build().new_agent(),
            address: format!("http://127.0.0.1:{port}"),
        };
        until("driver of the web view", || {
            assert_eq!(
                process.try_wait().ok(),
                Some(None),
                "the driver left at once"
            );
            session.get("/status").ok()
        });
        let options = json!({ "binary": program, "args": args });
        let wish = json!({ "alwaysMatch": { "webkitgtk:browserOptions": options } });
        match session.post("/session", &json!({ "capabilities": wish })) {
            Ok(opened) => {
                let id = opened["sessionId"].as_str().expect("a session has an id");
                session.address = format!("{}/session/{id}", session.address);
            }
            Err(refusal) => {
                let _ = process.kill();
                let _ = process.wait();
                panic!("the driver could not open {}: {refusal}", program.display());
            }
        }
        Driver { process, session }
    }

    /// What is driven.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Ends the session, waits for the program to leave, then ends the driver. An end in another
    /// order leaves the program behind, with its pipes open.
    fn close(&mut self) {
        let offspring = offspring_of(self.process.id());
        // A program that left by itself has no session to end.
        let _ = self
            .session
            .call(self.session.agent.delete(&self.session.address).call());
        let deadline = Instant::now() + Duration::from_secs(10);
        while offspring.iter().any(|id| is_alive(*id)) && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(20));
        }
        for id in offspring.into_iter().filter(|id| is_alive(*id)) {
            println!("process {id} did not leave with the window; it is ended");
            let _ = Command::new("kill").arg(id.to_string()).status();
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.close();
    }
}

impl Session {
    /// Asks for something, at a path below the session's.
    pub fn get(&self, path: &str) -> Result<Value, Refusal> {
        self.call(self.agent.get(format!("{}{path}", self.address)).call())
    }

    /// Has something done, at a path below the session's.
    pub fn post(&self, path: &str, what: &Value) -> Result<Value, Refusal> {
        self.call(
            self.agent
                .post(format!("{}{path}", self.address))
                .send_json(what),
        )
    }

    fn call(
        &self,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Value, Refusal> {
        let lost = |error: ureq::Error| Refusal {
            error: "the driver did not answer".into(),
            message: error.to_string(),
        };
        let mut answer = answer.map_err(lost)?;
        let body = answer.body_mut().with_config().limit(64 << 20);
        let mut said: Value = body.read_json().map_err(lost)?;
        let value = said["value"].take();
        if answer.status().is_success() {
            return Ok(value);
        }
        let word = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Err(Refusal {
            error: word("error"),
            message: word("message"),
        })
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a free port");
    listener
        .local_addr()
        .expect("a bound listener has an address")
        .port()
}

/// The processes that this one started, and those that they started.
fn offspring_of(parent: u32) -> Vec<u32> {
    let mut found = vec![parent];
    let mut at = 0;
    while let Some(id) = found.get(at) {
        let threads = fs::read_dir(format!("/proc/{id}/task"))
            .into_iter()
            .flatten()
            .flatten();
        let children: Vec<u32> = threads
            .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
            .flat_map(|ids| {
                ids.split_whitespace()
                    .filter_map(|id| id.parse().ok())
                    .collect::<Vec<_>>()
            })
            .collect();
        found.extend(children);
        at += 1;
    }
    found.split_off(1)
}

/// Whether a process runs; one that ended and was not waited for does not.
fn is_alive(id: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let state = stat
        .rsplit_once(')')
        .map(|(_, rest)| rest.trim_start().chars().next());
    matches!(state, Some(Some(state)) if state != 'Z')
}
