//! What came of the experiments, and the table at the end.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::look::{Trouble, Troubles};

/// What came of one experiment.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The experiment.
    name: &'static str,
    /// How often it was tried.
    tried: u32,
    /// After how many tries something was corrupt.
    corrupt: u32,
    /// After how many tries something was lost.
    lost: u32,
    /// After how many tries a refusal was no sentence.
    sentence: u32,
    /// After how many tries anything was wrong.
    failed: u32,
    /// How many could not be tried here.
    skipped: u32,
    /// What else there is to say.
    notes: Vec<String>,
}

impl Outcome {
    /// An experiment that begins; prints its seed.
    pub(crate) fn begin(name: &'static str, seed: u64) -> Outcome {
        println!("{name}: seed {seed}");
        Outcome {
            name,
            ..Outcome::default()
        }
    }

    /// Counts a try. One that went wrong is told of, with what it takes to try it again, and what is
    /// left of its library is kept.
    pub(crate) fn count(&mut self, again: &str, troubles: &Troubles, left: Left<'_>) {
        self.tried += 1;
        let any = |wanted: fn(&Trouble) -> bool| u32::from(troubles.iter().any(wanted));
        self.corrupt += any(|trouble| matches!(trouble, Trouble::Corrupt(_)));
        self.lost += any(|trouble| matches!(trouble, Trouble::Lost(_)));
        self.sentence += any(|trouble| matches!(trouble, Trouble::Sentence(_)));
        if troubles.is_empty() {
            return;
        }
        self.failed += 1;
        println!("{}, try {} ({again}):", self.name, self.tried);
        for trouble in troubles.iter().take(5) {
            println!("    {}", trouble.words());
        }
        if troubles.len() > 5 {
            println!("    and {} more", troubles.len() - 5);
        }
        let place = left
            .keep
            .join(format!("{}-{}", self.name, self.tried).replace(' ', "-"));
        match copy(left.folder, &place) {
            Ok(()) => println!("    what is left of it: {}", place.display()),
            Err(error) => println!("    what is left of it could not be kept: {error:#}"),
        }
    }

    /// Notes that so many tries cannot be made here, and why.
    pub(crate) fn skip(&mut self, tries: u32, why: &str) {
        self.skipped += tries;
        self.notes.push(format!("not tried here: {why}"));
    }

    /// Notes something that is worth knowing and breaks no promise.
    pub(crate) fn note(&mut self, words: String) {
        self.notes.push(words);
    }
}

/// What is left after a try.
#[derive(Clone, Copy)]
pub(crate) struct Left<'a> {
    /// The library's folder.
    pub(crate) folder: &'a Path,
    /// Where it is kept if something went wrong.
    pub(crate) keep: &'a Path,
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (source, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        match source.is_dir() {
            true => copy(&source, &target)?,
            false => fs::copy(&source, &target).map(drop)?,
        }
    }
    Ok(())
}

/// Prints the table, and the counts in the last line. Says whether every promise held.
pub(crate) fn tell(outcomes: &[Outcome], kept: &Path) -> bool {
    println!(
        "\n{:<28}{:>8}{:>9}{:>7}{:>10}",
        "experiment", "tried", "corrupt", "lost", "sentence"
    );
    for outcome in outcomes {
        let Outcome {
            name,
            tried,
            corrupt,
            lost,
            sentence,
            ..
        } = outcome;
        println!("{name:<28}{tried:>8}{corrupt:>9}{lost:>7}{sentence:>10}");
        for note in &outcome.notes {
            println!("    {note}");
        }
    }
    let sum = |of: fn(&Outcome) -> u32| outcomes.iter().map(of).sum::<u32>();
    let failed = sum(|outcome| outcome.failed);
    if failed > 0 {
        println!("\nwhat went wrong lies in {}", kept.display());
    }
    println!(
        "\n{} passed, {failed} failed, {} skipped",
        sum(|outcome| outcome.tried) - failed,
        sum(|outcome| outcome.skipped)
    );
    failed == 0
}
