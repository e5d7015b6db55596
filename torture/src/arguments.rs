//! How often each experiment is to be tried.

use std::path::PathBuf;

/// What a person asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Kills of one process.
    pub(crate) kills: u32,
    /// Kills beside another process.
    pub(crate) pairs: u32,
    /// Kills of the command line beside itself.
    pub(crate) desks: u32,
    /// Disk images after a power cut.
    pub(crate) power_cuts: u32,
    /// Full disks.
    pub(crate) full_disks: u32,
    /// Flipped bits.
    pub(crate) rot: u32,
    /// Kills inside an upgrade, for each past layout.
    pub(crate) upgrades: u32,
    /// What is chosen by chance is chosen from this.
    pub(crate) seed: u64,
    /// Whether promises of syncs are believed.
    pub(crate) syncs: Syncs,
    /// The folder of the past layouts.
    pub(crate) layouts: PathBuf,
    /// The program `desk`.
    pub(crate) desk: Option<PathBuf>,
    /// Where broken libraries are kept.
    pub(crate) keep: PathBuf,
}

/// What a recorded sync is worth in the experiment on power cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syncs {
    /// What was synced stands.
    Kept,
    /// Nothing: as with `synchronous=OFF`, or on a disk that lies. Losses must appear.
    Ignored,
}

impl Asked {
    /// The aims of the table of promises.
    fn aims() -> Asked {
        Asked {
            kills: 200,
            pairs: 40,
            desks: 40,
            power_cuts: 500,
            full_disks: 50,
            rot: 300,
            upgrades: 20,
            seed: fastrand::u64(..) >> 16,
            syncs: Syncs::Kept,
            layouts: PathBuf::from("newsroom/tests/library/layouts"),
            desk: None,
            keep: std::env::temp_dir().join("torture-kept"),
        }
    }

    /// A few of each, for the test round: under a minute, in a debug build.
    fn small() -> Asked {
        Asked {
            kills: 8,
            pairs: 4,
            desks: 4,
            power_cuts: 20,
            full_disks: 3,
            rot: 12,
            upgrades: 3,
            ..Asked::aims()
        }
    }

    /// Reads the words of a command. Without counts the aims are tried; with some, only those.
    pub(crate) fn read(words: &[String]) -> Option<Asked> {
        let mut asked = Asked::aims();
        let mut words = words.iter();
        let mut chosen = Vec::new();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--small" => {
                    let Asked {
                        seed,
                        syncs,
                        layouts,
                        desk,
                        keep,
                        ..
                    } = asked;
                    asked = Asked {
                        seed,
                        syncs,
                        layouts,
                        desk,
                        keep,
                        ..Asked::small()
                    };
                }
                "--without-sync" => asked.syncs = Syncs::Ignored,
                "--seed" => asked.seed = words.next()?.parse().ok()?,
                "--layouts" => asked.layouts = words.next()?.into(),
                "--desk" => asked.desk = Some(words.next()?.into()),
                "--keep" => asked.keep = words.next()?.into(),
                count => chosen.push((count.to_owned(), words.next()?.parse().ok()?)),
            }
        }
        if !chosen.is_empty() {
            for (_, count) in asked.counts() {
                *count = 0;
            }
        }
        for (name, number) in chosen {
            let mut counts = asked.counts().into_iter();
            let (_, count) = counts.find(|(known, _)| *known == name)?;
            *count = number;
        }
        Some(asked)
    }

    fn counts(&mut self) -> [(&'static str, &mut u32); 7] {
        [
            ("--kills", &mut self.kills),
            ("--pairs", &mut self.pairs),
            ("--desks", &mut self.desks),
            ("--power-cuts", &mut self.power_cuts),
            ("--full-disks", &mut self.full_disks),
            ("--rot", &mut self.rot),
            ("--upgrades", &mut self.upgrades),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<Asked> {
        let words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
        Asked::read(&words)
    }

    #[test]
    fn what_is_named_is_tried_and_nothing_else() {
        let asked = read("--kills 7 --seed 3").unwrap();
        assert_eq!((asked.kills, asked.power_cuts, asked.seed), (7, 0, 3));
        assert_eq!(read("").unwrap().power_cuts, 500);
        let small = read("--seed 3 --small").unwrap();
        assert_eq!((small.rot, small.seed), (12, 3));
        assert_eq!(read("--kils 7"), None);
        assert_eq!(read("--kills many"), None);
        assert_eq!(read("--kills"), None);
    }
}
