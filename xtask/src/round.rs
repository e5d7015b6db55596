//! The test round: every check, in an order in which what is quick comes first.

use std::fs::{self, File};
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::display::Display;
use crate::packages::{self, TO_TEST};
use crate::repo::{self, cargo, command, go, npm, show, succeeds};
use crate::tally::Tally;
use crate::{deny, run, torture, validators, web, wire};

/// Which packages and features every cargo step selects: the same ones, so that no step builds anew
/// what another has built.
const ALL: [&str; 3] = ["--workspace", "--features", "newsroom/ts"];

/// Tests everything. With `full`, what takes long to install or to run as well.
pub(crate) fn test(full: bool) -> Result<()> {
    packages::ensure(TO_TEST)?;
    torture::ensure();
    web::ensure_packages()?;
    ensure_components()?;
    let mut round = Round::start()?;
    round.check("format", cargo().args(["fmt", "--all", "--check"]));
    for apart in ["bench/clipping", "bench/library", "newsroom/fuzz"] {
        let manifest = format!("{apart}/Cargo.toml");
        let format = ["fmt", "--check", "--manifest-path", &manifest];
        round.check(&format!("format {apart}"), cargo().args(format));
    }
    window_alone(&mut round);
    checks_of_the_code(&mut round);
    let types = wire::empty_folder()?;
    let prints = validators::empty_folder()?;
    let built = round.check("build", cargo().arg("build").args(ALL).args(PROGRAMS));
    let mut test = cargo();
    test.arg("test").args(ALL).arg("--no-fail-fast");
    test.env(wire::INTO, &types);
    test.env(validators::PRINTS, &prints);
    round.tests(
        "engine, command line, shell, rules",
        with_programs(&mut test),
    );
    round.held("wire types", wire::compare(&types));
    validators::judge(&mut round, &prints);
    round.torture(built);
    the_window(&mut round, built);
    if full {
        deny::check(&mut round);
        validators::judge_fully(&mut round, &prints);
        round.check(
            "release build",
            cargo()
                .args(["build", "--release", "--workspace"])
                .args(PROGRAMS),
        );
    }
    round.end()
}

/// What people run, the window and the command line, and what tries to break their library.
const PROGRAMS: [&str; 6] = ["--bin", "clipdesk", "--bin", "desk", "--bin", "torture"];

/// Rust's own tools; rustup's smallest profile comes without them.
fn ensure_components() -> Result<()> {
    let is_there = |tool: &str| succeeds(cargo().args([tool, "--version"]));
    if is_there("fmt") && is_there("clippy") {
        return Ok(());
    }
    go(command("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

/// What is said in TypeScript, tested without the engine.
fn window_alone(round: &mut Round) {
    round.check("window: format", npm().args(["run", "format"]));
    round.check("window: types", npm().args(["run", "check"]));
    round.vitest("window: tests");
    round.check("window: build", &mut web::build());
}

fn checks_of_the_code(round: &mut Round) {
    let lints = [
        "--all-targets",
        "--features",
        "journeys/window",
        "--",
        "-D",
        "warnings",
    ];
    round.check("lints", cargo().arg("clippy").args(ALL).args(lints));
    let docs = ["--no-deps", "--document-private-items"];
    let mut doc = cargo();
    doc.arg("doc").args(ALL).args(docs);
    round.check("docs", doc.env("RUSTDOCFLAGS", "-D warnings"));
}

/// The journeys that want a window: those that `tests/Cargo.toml` says so of, so that none is forgotten.
fn in_the_window(manifest: &str) -> Vec<String> {
    let wants = |test: &&str| test.contains("required-features = [\"window\"]");
    let name = |test: &str| {
        let (_, rest) = test.split_once("name = \"")?;
        rest.split('"').next().map(str::to_owned)
    };
    let tests = manifest.split("[[test]]").skip(1);
    tests.filter(wants).filter_map(name).collect()
}

/// The journeys in the real window.
fn the_window(round: &mut Round, built: bool) {
    let name = "journeys in the window";
    if !cfg!(target_os = "linux") {
        return round.skip(name, "the window can be driven on Linux only");
    }
    if !built {
        return round.skip(name, "the desk did not build");
    }
    let display = match Display::start() {
        Ok(display) => display,
        Err(error) => return round.held(name, Err(error)),
    };
    let mut test = cargo();
    test.arg("test").args(ALL);
    test.args(["--features", "journeys/window"]);
    let manifest = repo::root().join("tests/Cargo.toml");
    let manifest = match fs::read_to_string(&manifest).context("tests/Cargo.toml cannot be read") {
        Ok(manifest) => manifest,
        Err(error) => return round.held(name, Err(error)),
    };
    for journey in in_the_window(&manifest) {
        test.args(["--test", &journey]);
    }
    test.args(["--no-fail-fast", "--", "--test-threads=1"]);
    test.env("CLIPDESK_LOGS", round.logs.join("window"));
    round.tests(name, display.lend(with_programs(&mut test)));
}

/// Tells the journeys which programs to run.
fn with_programs(test: &mut Command) -> &mut Command {
    test.env("CLIPDESK_BIN", run::program("clipdesk", false))
        .env("CLIPDESK_CLI", run::program("desk", false))
}

/// A round under way: what was counted, and where the logs go.
pub(crate) struct Round {
    began: Instant,
    logs: PathBuf,
    tally: Tally,
    failed: Vec<String>,
}

impl Round {
    fn start() -> Result<Round> {
        let logs = repo::target().join("test-logs");
        if logs.exists() {
            fs::remove_dir_all(&logs).context("target/test-logs cannot be emptied")?;
        }
        fs::create_dir_all(logs.join("window")).context("target/test-logs cannot be made")?;
        Ok(Round {
            began: Instant::now(),
            logs,
            tally: Tally::default(),
            failed: Vec::new(),
        })
    }

    /// A step that holds or does not. Says whether it did.
    pub(crate) fn check(&mut self, name: &str, command: &mut Command) -> bool {
        self.step(name, command, |ended_well, _| match ended_well {
            true => Tally::PASSED,
            false => Tally::FAILED,
        })
    }

    /// A step that runs Rust's tests.
    fn tests(&mut self, name: &str, command: &mut Command) {
        self.step(name, command, |ended_well, log| {
            Tally::of_cargo_test(log).honest(ended_well)
        });
    }

    /// The step that runs the window's unit tests.
    fn vitest(&mut self, name: &str) {
        let report = self.logs.join("vitest.json");
        let mut test = npm();
        test.args(["test", "--", "--reporter=default", "--reporter=json"]);
        test.arg(format!("--outputFile={}", report.display()));
        if let Some(chromium) = packages::chromium() {
            test.env("CLIPDESK_CHROMIUM", chromium);
        }
        self.step(name, &mut test, |ended_well, _| {
            let json = fs::read_to_string(&report).unwrap_or_default();
            Tally::of_vitest(&json)
                .unwrap_or_default()
                .honest(ended_well)
        });
    }

    /// The step that tries to break a library, a few times in each way.
    fn torture(&mut self, built: bool) {
        let name = "a library under torture";
        if !built {
            return self.skip(name, "it did not build");
        }
        self.step(name, &mut torture::small(), |ended_well, log| {
            Tally::of_last_line(log)
                .unwrap_or_default()
                .honest(ended_well)
        });
    }

    /// A step that this program did itself.
    pub(crate) fn held(&mut self, name: &str, done: Result<()>) {
        self.announce(name);
        match done {
            Ok(()) => self.count(name, Tally::PASSED, Duration::ZERO),
            Err(error) => {
                self.count(name, Tally::FAILED, Duration::ZERO);
                println!("    {error:#}");
            }
        }
    }

    /// A step that cannot be tried here.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        self.announce(name);
        println!("skipped: {why}");
        self.tally += Tally::SKIPPED;
    }

    /// Runs it, its output going to a log, and counts; says whether nothing failed.
    fn step(
        &mut self,
        name: &str,
        command: &mut Command,
        count: impl Fn(bool, &str) -> Tally,
    ) -> bool {
        self.announce(name);
        let began = Instant::now();
        let path = self.logs.join(format!(
            "{}.log",
            name.replace([':', ','], "").replace([' ', '/'], "-")
        ));
        let ended_well = run_into(&path, command);
        let log = fs::read(&path).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let tally = match &ended_well {
            Ok(well) => count(*well, &log),
            Err(_) => Tally::FAILED,
        };
        self.count(name, tally, began.elapsed());
        if let Err(error) = &ended_well {
            println!("    {error:#}");
        }
        if tally.failed > 0 {
            println!("    $ {}", show(command));
            for line in telling(&log) {
                println!("    {line}");
            }
            println!("    the whole log: {}", path.display());
        }
        tally.failed == 0
    }

    fn announce(&self, name: &str) {
        print!("{name} … ");
        // A terminal that cannot be written to will say so on the next line.
        let _ = stdout().flush();
    }

    fn count(&mut self, name: &str, tally: Tally, took: Duration) {
        self.tally += tally;
        let took = format!("{:.1} s", took.as_secs_f64());
        if tally.failed > 0 {
            self.failed.push(name.to_owned());
            println!("FAILED ({took})");
        } else if tally == Tally::PASSED {
            println!("ok ({took})");
        } else {
            println!(
                "ok: {} passed, {} skipped ({took})",
                tally.passed, tally.skipped
            );
        }
    }

    fn end(self) -> Result<()> {
        let seconds = self.began.elapsed().as_secs();
        println!("\nthe round took {} min {} s", seconds / 60, seconds % 60);
        if !self.failed.is_empty() {
            println!("failed: {}", self.failed.join(", "));
        }
        println!("{}", self.tally);
        match self.tally.failed {
            0 => Ok(()),
            _ => std::process::exit(1),
        }
    }
}

fn run_into(path: &Path, command: &mut Command) -> Result<bool> {
    let log =
        File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
    let status = command
        .env("CARGO_TERM_COLOR", "never")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .status()
        .with_context(|| format!("`{}` could not be started", show(command)))?;
    Ok(status.success())
}

/// The lines of a log that tell what went wrong: what failing tests printed, else the end.
fn telling(log: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut in_failures = false;
    for line in log.lines() {
        in_failures |= line == "failures:";
        if in_failures {
            lines.push(line);
        }
        in_failures &= !line.starts_with("test result:");
    }
    if lines.is_empty() {
        lines = log.lines().collect();
        lines.drain(..lines.len().saturating_sub(60));
    }
    lines.truncate(200);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_that_wants_a_window_is_a_journey_in_it() {
        let manifest = "[[bin]]\nname = \"bench\"\nrequired-features = [\"window\"]\n\n[[test]]\nname = \"one\"\n\n\
                        [[test]]\nname = \"two\"\nrequired-features = [\"window\"]\n";
        assert_eq!(in_the_window(manifest), ["two"]);
    }
}
