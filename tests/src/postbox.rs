//! A mail server on this computer, which can be as bad as they get.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::Desk;

/// The collection of a desk that sends.
pub const BRIEFING: &str = "Monday briefing";

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Whom it came for.
    pub to: String,
    /// What it was, as RFC 5322 has it.
    pub text: String,
}

/// How a mail server behaves.
#[derive(Debug, Clone, Default)]
pub struct Manners {
    /// It takes mail only from this name with this password.
    pub account: Option<(String, String)>,
    /// It does not take mail for these.
    pub unknown: Vec<String>,
    /// After that many letters it is gone: it closes every line, and answers no more.
    pub dies_after: Option<usize>,
    /// It takes this letter, counted from 1, and closes the line without a word.
    pub silent_at: Option<usize>,
    /// It closes a line after that many letters, as servers do; it answers again.
    pub closes_after: Option<usize>,
    /// It says nothing at all, and keeps the line open.
    pub hangs: bool,
}

/// A mail server on this computer. It goes when this value goes.
#[derive(Debug)]
pub struct Postbox {
    port: u16,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Debug, Default)]
struct Inside {
    manners: Manners,
    letters: Vec<Letter>,
    lines: Vec<TcpStream>,
    closed: bool,
}

impl Postbox {
    /// Opens a server.
    pub fn open(manners: Manners) -> Postbox {
        let listener = TcpListener::bind("127.0.0.1:0").expect("this computer has a port to spare");
        let port = listener.local_addr().expect("it is bound").port();
        let inside = Arc::new(Mutex::new(Inside {
            manners,
            ..Inside::default()
        }));
        let heard = Arc::clone(&inside);
        thread::spawn(move || {
            for line in listener.incoming().map_while(Result::ok) {
                if locked(&heard).closed {
                    break;
                }
                let inside = Arc::clone(&heard);
                thread::spawn(move || {
                    let end = line.try_clone();
                    let _ = serve(line, &inside);
                    // The list of lines holds it open as well.
                    let _ = end.and_then(|line| line.shutdown(Shutdown::Both));
                });
            }
        });
        Postbox { port, inside }
    }

    /// A desk with a briefing that is set as No. 1, and this server to send it over.
    #[track_caller]
    pub fn desk(&self) -> Desk {
        let desk = Desk::new();
        desk.run(&["samples"]).ok();
        let topic = ["--topic", "Ukraine diplomacy"];
        desk.run(&[&["collection", "new", BRIEFING], &topic[..]].concat())
            .ok();
        desk.run(&["collection", "add", BRIEFING, "--waiting"]).ok();
        desk.run(&["collection", "set", BRIEFING]).ok();
        self.office(&desk, &[]);
        desk
    }

    /// Makes it the mail server of a desk.
    #[track_caller]
    pub fn office(&self, desk: &Desk, more: &[&str]) {
        let (port, from) = (self.port(), "Morning desk <desk@mail.example>");
        let server = [
            "--host",
            "127.0.0.1",
            "--port",
            &port,
            "--security",
            "plain",
        ];
        desk.run(&[&["post", "--from", from], &server[..], more].concat())
            .ok();
    }

    /// Where it listens.
    pub fn port(&self) -> String {
        self.port.to_string()
    }

    /// What it took so far.
    pub fn letters(&self) -> Vec<Letter> {
        locked(&self.inside).letters.clone()
    }

    /// From now on it behaves otherwise; one that had died answers again.
    pub fn behave(&self, manners: Manners) {
        locked(&self.inside).manners = manners;
    }
}

impl Drop for Postbox {
    fn drop(&mut self) {
        let mut inside = locked(&self.inside);
        inside.closed = true;
        for line in inside.lines.drain(..) {
            // One that is closed already needs no closing.
            let _ = line.shutdown(Shutdown::Both);
        }
        drop(inside);
        // Whoever waits for a line hears that there are no more.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn locked(inside: &Mutex<Inside>) -> std::sync::MutexGuard<'_, Inside> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Speaks SMTP over one line, as far as whoever sends needs it.
fn serve(mut line: TcpStream, inside: &Mutex<Inside>) -> Option<()> {
    let mut from = BufReader::new(line.try_clone().ok()?);
    locked(inside).lines.push(line.try_clone().ok()?);
    if locked(inside).manners.hangs {
        // It is closed when the server goes, or whoever waits does.
        let _ = from.read_line(&mut String::new());
        return None;
    }
    if is_dead(inside) {
        return None;
    }
    let mut say = |words: &str| line.write_all(format!("{words}\r\n").as_bytes()).ok();
    say("220 postbox.example")?;
    let (mut known, mut to, mut taken) = (false, String::new(), 0);
    loop {
        let mut words = String::new();
        if from.read_line(&mut words).ok()? == 0 || is_dead(inside) {
            return None;
        }
        let manners = locked(inside).manners.clone();
        let (verb, rest) = words
            .trim_end()
            .split_once(' ')
            .unwrap_or((words.trim_end(), ""));
        match &*verb.to_uppercase() {
            "EHLO" => say("250-postbox.example\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN")?,
            "AUTH" => {
                known = manners.account.as_ref().is_some_and(|(name, password)| {
                    rest.strip_prefix("PLAIN ") == Some(&plain(name, password))
                });
                say(if known {
                    "235 welcome"
                } else {
                    "535 wrong name or password"
                })?;
            }
            "MAIL" if manners.account.is_some() && !known => say("530 who are you")?,
            "MAIL" | "RSET" | "NOOP" => say("250 go on")?,
            "RCPT" => {
                to = rest
                    .trim_start_matches("TO:<")
                    .trim_end_matches('>')
                    .to_owned();
                let unknown = manners.unknown.contains(&to);
                say(if unknown {
                    "550 nobody here has this name"
                } else {
                    "250 go on"
                })?;
            }
            "DATA" => {
                say("354 go on")?;
                let text = text(&mut from)?;
                let mut all = locked(inside);
                all.letters.push(Letter {
                    to: to.clone(),
                    text,
                });
                let count = all.letters.len();
                drop(all);
                taken += 1;
                if manners.silent_at == Some(count) {
                    return None;
                }
                say("250 taken")?;
                if manners.closes_after == Some(taken) {
                    return None;
                }
            }
            "QUIT" => {
                say("221 good bye")?;
                return None;
            }
            _ => say("502 what is that")?,
        }
    }
}

/// Whether it has taken as much as it lives for.
fn is_dead(inside: &Mutex<Inside>) -> bool {
    let inside = locked(inside);
    let most = inside.manners.dies_after;
    most.is_some_and(|most| inside.letters.len() >= most)
}

/// A message, up to the line of a dot.
fn text(from: &mut impl BufRead) -> Option<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

/// What AUTH PLAIN says (RFC 4616).
fn plain(name: &str, password: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(format!("\0{name}\0{password}"))
}
