//! Who judges what was printed, none of it ours: the Python programs in `tests/validators`, each with an
//! independent reader of its format, on the prints that the tests of the presses left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::packages::{self, TO_TEST_FULLY};
use crate::repo::{self, command, go};
use crate::round::Round;

/// The variable by which the tests of the presses learn where prints are kept.
pub(crate) const PRINTS: &str = "CLIPDESK_PRINTS";

/// Which program judges files of a kind.
const JUDGES: [(&str, &str); 15] = [
    ("pdf", "pdf"),
    ("epub", "epub"),
    ("docx", "document"),
    ("html", "page"),
    ("eml", "mail"),
    ("rss", "feeds"),
    ("atom", "feeds"),
    ("feed.json", "feeds"),
    ("opml", "outline"),
    ("csv", "csv_table"),
    ("json", "edition_json"),
    ("jsonl", "edition_json"),
    ("bib", "citations"),
    ("ris", "citations"),
    ("csl.json", "citations"),
];

/// An empty folder for the prints of a round.
pub(crate) fn empty_folder() -> Result<PathBuf> {
    let prints = repo::target().join("prints");
    if prints.exists() {
        fs::remove_dir_all(&prints).context("target/prints cannot be emptied")?;
    }
    fs::create_dir_all(&prints).context("target/prints cannot be made")?;
    Ok(prints)
}

/// Lets each print be judged. A judge that cannot be installed, and a kind of which nothing was printed, fail.
pub(crate) fn judge(round: &mut Round, prints: &Path) {
    let python = match python() {
        Ok(python) => python,
        Err(error) => return round.held("validators", Err(error)),
    };
    let mut files: Vec<PathBuf> = match fs::read_dir(prints) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(error) => return round.held("validators", Err(error.into())),
    };
    files.sort();
    for (kind, judge) in JUDGES {
        let name = format!("validator: {kind}");
        let of_kind: Vec<_> = files.iter().filter(|file| is_of(file, kind)).collect();
        if of_kind.is_empty() {
            round.held(&name, Err(anyhow::anyhow!("nothing was printed as {kind}")));
            continue;
        }
        for file in of_kind {
            let stem = file.file_name().unwrap_or_default().to_string_lossy();
            let stem = stem.trim_end_matches(&format!(".{kind}")).to_owned();
            let mut check = Command::new(&python);
            check
                .arg(repo::root().join(format!("tests/validators/{judge}.py")))
                .arg(file);
            let expected = prints.join(format!("{stem}-expected.json"));
            if expected.exists() {
                check.arg(expected);
            }
            round.check(&format!("validator: {stem}.{kind}"), &mut check);
        }
    }
}

/// What takes longer: documents opened in LibreOffice, and editions sent over a mail server of others.
pub(crate) fn judge_fully(round: &mut Round, prints: &Path) {
    let judged = || -> Result<(PathBuf, Vec<PathBuf>)> {
        packages::ensure(TO_TEST_FULLY)?;
        let files = fs::read_dir(prints)?.flatten().map(|entry| entry.path());
        let mut documents: Vec<_> = files.filter(|file| is_of(file, "docx")).collect();
        documents.sort();
        ensure!(!documents.is_empty(), "nothing was printed as docx");
        Ok((python()?, documents))
    };
    let (python, documents) = match judged() {
        Ok(judged) => judged,
        Err(error) => return round.held("LibreOffice and a mail server", Err(error)),
    };
    let judge = |name: &str| repo::root().join(format!("tests/validators/{name}.py"));
    for document in documents {
        let stem = document.file_stem().unwrap_or_default().to_string_lossy();
        let mut check = Command::new(&python);
        check.arg(judge("office")).arg(&document);
        check.arg(prints.join(format!("{stem}-expected.json")));
        round.check(&format!("LibreOffice: {stem}.docx"), &mut check);
    }
    let mut check = Command::new(&python);
    check
        .arg(judge("posted"))
        .arg(repo::target().join("debug/desk"));
    round.check("a mail server of others", &mut check);
}

/// Whether a print is of a kind; what is expected of prints is none.
fn is_of(file: &Path, kind: &str) -> bool {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let longer = JUDGES.iter().any(|(other, _)| {
        other.len() > kind.len()
            && other.ends_with(&format!(".{kind}"))
            && name.ends_with(&format!(".{other}"))
    });
    name.ends_with(&format!(".{kind}")) && !name.ends_with("-expected.json") && !longer
}

/// A Python with the libraries of the validators, in the target folder; installed again when they change.
pub(crate) fn python() -> Result<PathBuf> {
    let wanted = repo::root().join("tests/validators/requirements.txt");
    let wanted_text =
        fs::read(&wanted).context("tests/validators/requirements.txt cannot be read")?;
    let home = repo::target().join("validators");
    let (python, stamp) = (home.join("bin/python"), home.join("requirements.txt"));
    if python.exists() && fs::read(&stamp).is_ok_and(|there| there == wanted_text) {
        return Ok(python);
    }
    go(command("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&home))?;
    ensure!(
        python.exists(),
        "python3 -m venv made no {}",
        python.display()
    );
    go(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(&wanted))?;
    fs::write(&stamp, wanted_text).context("the validators cannot be stamped")?;
    Ok(python)
}
