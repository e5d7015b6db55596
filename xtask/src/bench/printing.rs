//! Measures the presses beside pandoc, which gets the Markdown that we print of the same stories.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::repo::{self, go};
use crate::run;

/// Times that each is printed; the median is told.
const TIMES: usize = 5;

/// What pandoc can print as well, by our names.
const PEERS: [(&str, &str); 3] = [("html", "html5"), ("epub", "epub3"), ("docx", "docx")];

/// Builds the release, and prints so many stories of a library that is there in each format.
pub(crate) fn printing(library: &str, stories: &str) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("the measurements want GNU time, and need Linux");
    }
    let count: u64 = stories.parse().context("--stories wants a number")?;
    go(repo::cargo().args(["build", "--bin", "desk", "--release", "-p", "desk"]))?;
    let desk = run::program("desk", true);
    let on = |words: &[&str]| {
        let mut command = Command::new(&desk);
        command.arg("--library").arg(library).args(words);
        command
    };
    let name = format!("Measured {count}");
    go(on(&["collection", "new", &name, "--template", "dossier"]).stdout(Stdio::null()))?;
    let numbers: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
    let mut add = on(&["collection", "add", &name, "--as", "full"]);
    // Of numbers that are not there it says so, and nothing was measured.
    go(add
        .args(&numbers)
        .stdout(Stdio::null())
        .stderr(Stdio::null()))?;
    let folder = tempfile::tempdir()?;
    let what = format!("{name}@draft");
    let formats = formats(&desk)?;
    println!(
        "| format | ours | memory | pandoc | memory | size |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    );
    let markdown = folder.path().join("peer.md");
    go(on(&["print", &what, "--format", "md", "--out"])
        .arg(&markdown)
        .stdout(Stdio::null())
        .stderr(Stdio::null()))?;
    for format in formats {
        let out = folder.path().join(format!("ours.{format}"));
        let ours = median(|| {
            let mut print = on(&["print", &what, "--replace", "--format", &format, "--out"]);
            print.arg(&out);
            timed(&mut print)
        })?;
        let peer = PEERS
            .iter()
            .find(|(known, _)| *known == format)
            .map(|(_, writer)| {
                median(|| {
                    let mut pandoc = Command::new("pandoc");
                    pandoc.current_dir(folder.path()).arg(&markdown).args([
                        "--standalone",
                        "--to",
                        writer,
                        "--output",
                    ]);
                    timed(pandoc.arg(format!("peer.{format}")))
                })
            });
        let peer = match peer.transpose()? {
            Some((took, memory)) => format!("{took:.2?} | {} MiB", memory / 1024),
            None => " | ".to_owned(),
        };
        let size = fs::metadata(&out)?.len() as f64 / f64::from(1 << 20);
        println!(
            "| {format} | {:.2?} | {} MiB | {peer} | {size:.1} MiB |",
            ours.0,
            ours.1 / 1024
        );
    }
    Ok(())
}

/// The formats that the command line names.
fn formats(desk: &Path) -> Result<Vec<String>> {
    let help = Command::new(desk).args(["print", "--help"]).output()?;
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let (_, list) = help
        .split_once("[possible values: ")
        .context("`desk print --help` names its formats")?;
    let (list, _) = list
        .split_once(']')
        .context("`desk print --help` names its formats")?;
    Ok(list
        .split(',')
        .map(|format| format.trim().to_owned())
        .collect())
}

fn median(mut run: impl FnMut() -> Result<(Duration, u64)>) -> Result<(Duration, u64)> {
    let mut runs = (0..TIMES).map(|_| run()).collect::<Result<Vec<_>>>()?;
    runs.sort();
    runs.get(TIMES / 2).copied().context("it was run")
}

/// How long a command takes, and the most memory that it has, in KiB.
fn timed(command: &mut Command) -> Result<(Duration, u64)> {
    let mut time = Command::new("/usr/bin/time");
    time.args(["--format", "%M"])
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        time.current_dir(folder);
    }
    let began = Instant::now();
    let said = time
        .stdout(Stdio::null())
        .output()
        .context("GNU time is not there: apt install time")?;
    let took = began.elapsed();
    let said_err = String::from_utf8_lossy(&said.stderr).into_owned();
    ensure!(said.status.success(), "{}", said_err.trim());
    let memory = said_err
        .lines()
        .next_back()
        .and_then(|line| line.trim().parse().ok());
    Ok((took, memory.context("GNU time said no memory")?))
}
