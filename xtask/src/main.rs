//! The chores of the project: what it takes to open the desk, and to test it.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a chore says in the terminal what it does"
)]

mod bench;
mod deny;
mod display;
mod fuzz;
mod manual;
mod packages;
mod picture;
mod repo;
mod round;
mod run;
mod tally;
mod tool;
mod torture;
mod validators;
mod web;
mod wire;

use std::env;
use std::process::ExitCode;

const USAGE: &str = "\
The chores of Clipdesk.

  cargo xtask run [--release] [-- ARGUMENTS]
      Sets up whatever is missing, builds the desk and opens it. Without a display it starts one
      (Xvfb) and leaves a picture of the window in target/desk.png. ARGUMENTS go to the desk.

  cargo xtask test [--full]
      Sets up whatever is missing, then tests everything: format, lints, docs, the engine, the
      command line, the window's code, and journeys in the real window. --full adds what takes long
      to install or to run: the release build, and cargo-deny. Logs go to target/test-logs.

  cargo xtask wire
      Writes ui/src/wire.ts, the types that cross to the window, from the engine.

  cargo xtask bench
      Measures the release build: start to first paint, idle memory, sizes. On Linux.

  cargo xtask bench clipping [--pages FILE.tsv] DIR...
      Measures the cut beside its peers, on the packs (folders with a gold.jsonl) at or in each DIR:
      how well, how fast, and with how much memory. Builds bench/clipping, which nothing else needs.
      --pages also writes what came of each page, the worst first. On Linux.

  cargo xtask bench library --stories N [--seed N] [--peer-stories N] [--keep DIR] [--only ROWS]
      Measures the library at a size, 100000 or 1000000 as the goals have it, filled with stories of our
      own invention, beside plain SQLite with FTS5, and prints a section for docs/benchmarks.md. --keep
      leaves both in DIR, where the next run finds them filled; --only measures some rows, named with
      commas between. Builds bench/library, which nothing else needs. On Linux.

  cargo xtask bench window LIBRARY
      Measures the real window of the release build on a library that is there, one that `bench library`
      kept for example: from a key press to the frame that shows its answer. On Linux.

  cargo xtask bench sending
      sends a thousand mails over a server on this computer, beside smtplib
  cargo xtask bench printing LIBRARY --stories N
      Prints the first N stories of a library that is there in each format with the release build, beside
      pandoc where that is installed and can, and says how long it took and how much memory. On Linux.

  cargo xtask manual
      Renews the pictures of docs/manual from those that the last `cargo xtask test` took.

  cargo xtask fuzz [TARGET] [--seconds N]
      Gives a reader anything at all, and says what it could not bear: one of clip, pasted, markdown,
      json_ld, date, address, edition, or each in turn; for N seconds each (60). What is found is to be
      kept in newsroom/fuzz/found/TARGET, where the test round tries it ever after. Wants a C++ compiler.

  cargo xtask torture [--kills N] [--pairs N] [--desks N] [--power-cuts N] [--full-disks N] [--rot N]
                      [--upgrades N] [--seed S] [--small] [--without-sync] [--debug]
      Tries to break a library: kills what writes to it, alone and beside others, cuts the power under it,
      fills its disk, flips its bits, and kills its upgrades; prints a table, and ends with code 1 if a
      promise broke. Without counts, as often as was promised; with counts, only those named. What broke
      is kept in target/torture. With --without-sync nothing counts as synced, and losses must appear.

  cargo xtask help
      Prints this.";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        ["run", rest @ ..] => match run::Wish::read(rest) {
            Some(wish) => run::run(&wish),
            None => return misused(&args),
        },
        ["test"] => round::test(false),
        ["test", "--full"] => round::test(true),
        ["wire"] => wire::write(),
        ["bench"] => bench::bench(),
        ["bench", "clipping", rest @ ..] if !rest.is_empty() => bench::apart("clipping", rest),
        ["bench", "library", rest @ ..] if !rest.is_empty() => bench::apart("library", rest),
        ["bench", "window", library] => bench::window(library),
        ["bench", "sending"] => bench::sending::sending(),
        ["bench", "printing", library, "--stories", many] => {
            bench::printing::printing(library, many)
        }
        ["manual"] => manual::renew(),
        ["fuzz", rest @ ..] => match fuzz::Wish::read(rest) {
            Some(wish) => fuzz::fuzz(&wish),
            None => return misused(&args),
        },
        ["torture", rest @ ..] => torture::torture(rest),
        _ => return misused(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn misused(args: &[&str]) -> ExitCode {
    eprintln!("xtask: `{}` is not a chore\n\n{USAGE}", args.join(" "));
    ExitCode::from(2)
}
