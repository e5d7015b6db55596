//! `desk`: Clipdesk's command line, for scripts, servers and people who like a terminal.

mod arguments;
mod clip;
mod collections;
mod cut;
mod fetched;
mod holding;
mod keeping;
mod lists;
mod making;
mod order;
mod pack;
mod pictures;
mod posting;
mod print;
mod printed;
mod side;
mod terms;
mod topics;
mod work;

use std::io::{self, Write};
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use clap::Parser;

use arguments::Arguments;

/// Why a command ended with code 1: sentences that stderr has not had yet.
enum Failure {
    /// One sentence, still to be said.
    Said(newsroom::Error),
    /// Every item has had its own sentence already.
    SaidBefore,
    /// Nobody listens any more, as when `desk list | head` has had enough.
    Unheard,
}

impl From<newsroom::Error> for Failure {
    fn from(error: newsroom::Error) -> Failure {
        Failure::Said(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Unheard,
            _ => Failure::Said(newsroom::Error::Refused(format!(
                "the answer could not be written: {error}"
            ))),
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse_from(order::options_first(std::env::args_os()));
    let json = arguments.json;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = work::run(arguments, now(), &mut out).and_then(|()| Ok(out.flush()?));
    match done {
        Ok(()) | Err(Failure::Unheard) => ExitCode::SUCCESS,
        Err(Failure::SaidBefore) => ExitCode::FAILURE,
        Err(Failure::Said(error)) => {
            complain(json, error);
            ExitCode::FAILURE
        }
    }
}

/// Does something with each of several things. One that fails is complained of, and the others are
/// done all the same.
fn each<T>(
    things: impl IntoIterator<Item = T>,
    json: bool,
    mut work: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut end = Ok(());
    for thing in things {
        match work(thing) {
            Ok(()) => {}
            Err(Failure::Said(error)) => {
                complain(json, error);
                end = Err(Failure::SaidBefore);
            }
            Err(Failure::SaidBefore) => end = Err(Failure::SaidBefore),
            Err(Failure::Unheard) => return Err(Failure::Unheard),
        }
    }
    end
}

/// Says on stderr what went wrong: one sentence, or one JSON object.
fn complain(json: bool, error: newsroom::Error) {
    let sentence = match json {
        true => serde_json::json!({ "error": newsroom::error::Complaint::from(error) }).to_string(),
        false => format!("desk: {error}"),
    };
    // There is nobody else to tell.
    let _ = writeln!(io::stderr(), "{sentence}");
}

#[expect(
    clippy::disallowed_methods,
    reason = "the newsroom takes the time from here"
)]
fn now() -> DateTime<Utc> {
    Utc::now()
}
