//! What a disk may hold after a power cut: all that was synced, and of the rest whatever comes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use fastrand::Rng;

use super::tape::{Inode, Names, Step, write};
use crate::arguments::Syncs;

/// What a disk writes at once, or not at all.
const SECTOR: usize = 512;

/// How a file system keeps names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamesKept {
    /// As they are done, at once.
    Done,
    /// In a journal: a sync of anything writes down all names before it, and the journal goes on after
    /// that for as long as it may. This is how ext4, XFS and btrfs come out.
    Journal,
    /// As POSIX says and no more: a sync of a folder writes down the names in it.
    Folders,
}

impl NamesKept {
    /// All of them, in words.
    pub(crate) const ALL: [(NamesKept, &str); 3] = [
        (NamesKept::Done, "names kept at once"),
        (NamesKept::Journal, "names kept in a journal"),
        (
            NamesKept::Folders,
            "names kept only when their folder is synced",
        ),
    ];
}

/// How much of what was not synced is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loose {
    /// All of it.
    All,
    /// Nothing.
    None,
    /// Each write, or not.
    Writes,
    /// Each sector of each write, or not, in any order.
    Sectors,
}

/// How one image is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cut {
    /// How names are kept.
    pub(crate) names: NamesKept,
    /// How much is kept of what was not synced.
    pub(crate) loose: Loose,
    /// What a sync is worth.
    pub(crate) syncs: Syncs,
}

impl Cut {
    /// Any of them.
    pub(crate) fn any(syncs: Syncs, chance: &mut Rng) -> Cut {
        let loose = [Loose::All, Loose::None, Loose::Writes, Loose::Sectors];
        Cut {
            names: NamesKept::ALL[chance.usize(..NamesKept::ALL.len())].0,
            loose: loose[chance.usize(..loose.len())],
            syncs,
        }
    }
}

/// Makes the disk after these steps, in a folder.
pub(crate) fn image(steps: &[Step], cut: Cut, chance: &mut Rng, folder: &Path) -> Result<()> {
    let names = names(steps, cut, chance);
    let mut contents = contents(steps, cut, chance);
    for (path, entry) in &names.0 {
        if entry.is_none() {
            fs::create_dir_all(folder.join(path))?;
        }
    }
    for (path, inode) in names.files() {
        fs::write(
            folder.join(path),
            contents.remove(&inode).unwrap_or_default(),
        )?;
    }
    Ok(())
}

fn names(steps: &[Step], cut: Cut, chance: &mut Rng) -> Names {
    let mut names = Names::default();
    let namings = steps
        .iter()
        .enumerate()
        .filter_map(|(at, step)| match step {
            Step::Name(naming) => Some((at, naming)),
            _ => None,
        });
    let synced = |wanted: &dyn Fn(&Step) -> bool| match cut.syncs {
        Syncs::Kept => steps.iter().rposition(wanted),
        Syncs::Ignored => None,
    };
    match cut.names {
        NamesKept::Done => namings.for_each(|(_, naming)| names.change(naming)),
        NamesKept::Journal => {
            let last = synced(&|step| matches!(step, Step::Sync(_) | Step::SyncFolder(_)));
            let from = last.unwrap_or(0);
            let until = chance.usize(from..=steps.len());
            let kept = namings.filter(|(at, _)| *at <= until);
            kept.for_each(|(_, naming)| names.change(naming));
        }
        NamesKept::Folders => {
            // Of each folder, the names until its last sync, and after that for as long as it may.
            let mut until: BTreeMap<&Path, usize> = BTreeMap::new();
            for (at, naming) in namings {
                let kept = naming.folders().into_iter().any(|folder| {
                    let until = until.entry(folder).or_insert_with(|| {
                        let wanted = |step: &Step| matches!(step, Step::SyncFolder(synced) if synced == folder);
                        let last = synced(&wanted).unwrap_or(0);
                        match chance.bool() {
                            true => last,
                            false => chance.usize(last..=steps.len()),
                        }
                    });
                    at <= *until
                });
                if kept {
                    names.change(naming);
                }
            }
        }
    }
    names
}

fn contents(steps: &[Step], cut: Cut, chance: &mut Rng) -> BTreeMap<Inode, Vec<u8>> {
    let mut synced: BTreeMap<Inode, usize> = BTreeMap::new();
    if cut.syncs == Syncs::Kept {
        for (at, step) in steps.iter().enumerate() {
            if let Step::Sync(inode) = step {
                synced.insert(*inode, at);
            }
        }
    }
    let mut contents: BTreeMap<Inode, Vec<u8>> = BTreeMap::new();
    let mut loose: BTreeMap<Inode, Vec<&Step>> = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        let (Step::Write(inode, ..) | Step::Length(inode, _)) = step else {
            continue;
        };
        match synced.get(inode).is_some_and(|synced| at < *synced) {
            true => apply(contents.entry(*inode).or_default(), step),
            false => loose.entry(*inode).or_default().push(step),
        }
    }
    for (inode, steps) in loose {
        let content = contents.entry(inode).or_default();
        match cut.loose {
            Loose::All => steps.into_iter().for_each(|step| apply(content, step)),
            Loose::None => {}
            Loose::Writes => {
                let kept = steps.into_iter().filter(|_| chance.bool());
                kept.for_each(|step| apply(content, step));
            }
            Loose::Sectors => tear(content, &steps, chance),
        }
    }
    contents
}

fn apply(content: &mut Vec<u8>, step: &Step) {
    match step {
        Step::Write(_, at, bytes) => write(content, *at, bytes),
        Step::Length(_, length) => content.resize(usize::try_from(*length).unwrap_or(0), 0),
        _ => {}
    }
}

/// Keeps each sector of each write or not, the writes between two changes of the length in any order.
fn tear(content: &mut Vec<u8>, steps: &[&Step], chance: &mut Rng) {
    let mut steps = steps.to_vec();
    for run in steps.split_mut(|step| matches!(step, Step::Length(..))) {
        if chance.bool() {
            chance.shuffle(run);
        }
    }
    for step in steps {
        match step {
            Step::Write(_, at, bytes) => {
                let mut place = *at;
                for sector in bytes.chunks(SECTOR) {
                    if chance.bool() {
                        write(content, place, sector);
                    }
                    place += sector.len() as u64;
                }
            }
            other if chance.bool() => apply(content, other),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::tape::Naming;
    use super::*;

    /// A file with a durable and a loose half, and a file whose name nobody synced.
    fn steps() -> Vec<Step> {
        let folder = || Step::Name(Naming::Folder(PathBuf::from("desk")));
        let file = |name: &str, inode| Step::Name(Naming::File(PathBuf::from(name), inode));
        vec![
            folder(),
            file("desk/one", 0),
            Step::Write(0, 0, vec![1; 1024]),
            Step::Sync(0),
            Step::SyncFolder(PathBuf::from("desk")),
            Step::SyncFolder(PathBuf::new()),
            Step::Write(0, 1024, vec![2; 1024]),
            file("desk/two", 1),
        ]
    }

    #[test]
    fn what_was_synced_stands_and_the_rest_may_come_or_not() {
        let mut lengths = std::collections::BTreeSet::new();
        let mut seconds = std::collections::BTreeSet::new();
        for seed in 0..200 {
            let mut chance = Rng::with_seed(seed);
            let folder = tempfile::tempdir().unwrap();
            let cut = Cut::any(Syncs::Kept, &mut chance);
            image(&steps(), cut, &mut chance, folder.path()).unwrap();
            let one = fs::read(folder.path().join("desk/one")).unwrap();
            assert_eq!(one[..1024], [1; 1024], "{cut:?}");
            lengths.insert(one.len());
            seconds.insert(folder.path().join("desk/two").exists());
        }
        assert_eq!(lengths.into_iter().collect::<Vec<_>>(), [1024, 1536, 2048]);
        assert_eq!(seconds.len(), 2);
    }

    #[test]
    fn without_syncs_all_of_it_may_be_gone() {
        let gone = (0..50).filter(|seed| {
            let mut chance = Rng::with_seed(*seed);
            let folder = tempfile::tempdir().unwrap();
            let cut = Cut::any(Syncs::Ignored, &mut chance);
            image(&steps(), cut, &mut chance, folder.path()).unwrap();
            fs::read(folder.path().join("desk/one")).map_or(0, |one| one.len()) < 1024
        });
        assert!(gone.count() > 5);
    }
}
