//! The process at work: it opens a library, does one act after the other, and prints each before and
//! after. This is what is killed, traced, and left without room.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fastrand::Rng;
use newsroom::library::Correction;
use newsroom::page::Errand;
use newsroom::shelf::Shelf as Which;
use newsroom::story::{Mark, PartName, StoryId};
use newsroom::{Library, clip};
use serde::{Deserialize, Serialize};

use crate::act::{Act, Choice, Company, Line};
use crate::ledger::Ledger;
use crate::look;
use crate::paper;

/// What the process is told to do, as JSON on its stdin.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Orders {
    /// The library's folder.
    pub(crate) library: PathBuf,
    /// What stands in it.
    pub(crate) ledger: Ledger,
    /// What is chosen by chance is chosen from this.
    pub(crate) seed: u64,
    /// The first number for new stories.
    pub(crate) next: u32,
    /// Whether another process works beside this one.
    pub(crate) company: Company,
    /// How many acts.
    pub(crate) acts: u32,
    /// Fills the disk on the way.
    pub(crate) fill: Option<Fill>,
}

impl Orders {
    /// Orders for a process that works alone on a library in which the ledger stands.
    pub(crate) fn alone(library: &Path, ledger: &Ledger, seed: u64) -> Orders {
        Orders {
            library: library.to_owned(),
            ledger: ledger.clone(),
            seed,
            next: ledger.next(),
            company: Company::Alone,
            acts: 0,
            fill: None,
        }
    }
}

/// How a disk is filled.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Fill {
    /// The file that takes the room.
    pub(crate) file: PathBuf,
    /// After how many acts.
    pub(crate) after: u32,
    /// How many bytes are left free.
    pub(crate) leave: u64,
    /// How many acts are tried before the room is given back.
    pub(crate) acts: u32,
}

/// Does what stdin says.
pub(crate) fn work() -> Result<()> {
    let mut orders = String::new();
    io::stdin().read_to_string(&mut orders)?;
    let orders: Orders = serde_json::from_str(&orders).context("orders are JSON")?;
    let mut worker = Worker {
        folder: orders.library.clone(),
        open: None,
        stories: HashMap::new(),
        ledger: orders.ledger.clone(),
        clock: orders.next.wrapping_mul(1_000),
    };
    let mut chance = Rng::with_seed(orders.seed);
    let mut choice = Choice {
        next: orders.next,
        company: orders.company,
    };
    for number in 0..orders.acts {
        if let Some(fill) = &orders.fill {
            if number == fill.after {
                fill_disk(&fill.file, fill.leave)?;
                say(&Line::Filled)?;
            } else if number == fill.after + fill.acts {
                fs::remove_file(&fill.file)?;
                say(&Line::Room)?;
            }
        }
        let act = choice.next(&mut chance, &worker.ledger);
        worker.tell(Line::Try(act.clone()))?;
        let end = match worker.act(&act) {
            Ok(()) => Line::Did,
            Err(error) => Line::Refused(error.to_string()),
        };
        worker.tell(end)?;
    }
    worker.open = None;
    say(&Line::End)
}

/// Prints a line with a single write.
fn say(line: &Line) -> Result<()> {
    let mut text = serde_json::to_string(line)?;
    text.push('\n');
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush().context("stdout goes away")
}

/// Takes all the room on the disk but a little.
pub(crate) fn fill_disk(filler: &Path, leave: u64) -> Result<()> {
    let mut file = File::create(filler)?;
    let mut block = vec![0xa5_u8; 64 << 10];
    let mut taken = 0;
    while !block.is_empty() {
        match file.write(&block) {
            Ok(written) => taken += written as u64,
            Err(error) if error.kind() == io::ErrorKind::StorageFull => {
                block.truncate(block.len() / 2);
            }
            Err(error) => return Err(error.into()),
        }
    }
    file.set_len(taken.saturating_sub(leave))?;
    Ok(())
}

struct Worker {
    folder: PathBuf,
    open: Option<Library>,
    stories: HashMap<u32, StoryId>,
    ledger: Ledger,
    clock: u32,
}

impl Worker {
    fn tell(&mut self, line: Line) -> Result<()> {
        say(&line)?;
        self.ledger.note(line);
        Ok(())
    }

    fn act(&mut self, act: &Act) -> newsroom::Result<()> {
        if *act == Act::Reopen {
            self.open = None;
        }
        let library = match self.open.take() {
            Some(library) => library,
            None => self.open_again()?,
        };
        let done = self.act_on(&library, act);
        self.open = Some(library);
        done
    }

    fn open_again(&mut self) -> newsroom::Result<Library> {
        let library = Library::open(&self.folder)?;
        for shelf in [Which::All, Which::Spiked] {
            for row in look::rows(&library, &shelf)? {
                let story = library.stories().get(row.id)?;
                let number = story.address.as_ref().and_then(paper::number);
                self.stories.extend(number.map(|number| (number, row.id)));
            }
        }
        Ok(library)
    }

    fn act_on(&mut self, library: &Library, act: &Act) -> newsroom::Result<()> {
        self.clock += 1;
        let now = paper::moment(self.clock);
        let (stories, tags) = (library.stories(), library.tags());
        let ids = |numbers: &[u32]| -> Vec<StoryId> {
            let ids = numbers.iter().filter_map(|number| self.stories.get(number));
            ids.copied().collect()
        };
        match act {
            Act::Link(number) => {
                let errand = Errand::Typed(paper::address(*number)?);
                let story = stories.expect(&errand, now)?;
                self.stories.insert(*number, story);
            }
            Act::Clip(number, version) => {
                let page = paper::page(*number, *version)?;
                let filed = stories.file(&page, &clip(&page), now)?;
                self.stories.insert(*number, filed.story);
            }
            Act::Picture(number) => {
                let page = paper::page(*number, 0)?;
                for story in ids(&[*number]) {
                    library.pictures().expect(story, &page, now)?;
                    let address = paper::picture_address(*number)?;
                    let bytes = paper::picture(*number);
                    library
                        .pictures()
                        .receive(story, &address, Ok(&bytes), now)?;
                }
            }
            Act::Tag(numbers, tag) => {
                tags.tag(&ids(numbers), std::slice::from_ref(tag), &[], now)?;
            }
            Act::Untag(numbers, tag) => {
                tags.tag(&ids(numbers), &[], std::slice::from_ref(tag), now)?;
            }
            Act::Star(numbers) => {
                stories.mark(&ids(numbers), &[Mark::Starred, Mark::Read], now)?;
            }
            Act::Unstar(numbers) => {
                stories.mark(&ids(numbers), &[Mark::Unstarred, Mark::Unread], now)?;
            }
            Act::Spike(numbers) => {
                stories.spike(&ids(numbers), now)?;
            }
            Act::BringBack(numbers) => {
                stories.bring_back(&ids(numbers), now)?;
            }
            Act::Topic(name) => {
                library.topics().make(name, now)?;
            }
            Act::Gather(numbers, topic) => {
                let topic = library.topics().find(topic)?;
                library.topics().gather(&ids(numbers), topic, None, now)?;
            }
            Act::Headline(number, words) => {
                let correction = Correction::read(PartName::Headline, words)?;
                for story in ids(&[*number]) {
                    stories.correct(story, &correction, now)?;
                }
            }
            Act::Undo => {
                library.acts().undo()?;
            }
            Act::Redo => {
                library.acts().redo()?;
            }
            Act::Reopen => {}
        }
        Ok(())
    }
}

/// Opens a library, and says so: for the experiment that kills in the middle of it.
pub(crate) fn open(folder: &Path) -> Result<()> {
    let library = Library::open(folder)?;
    say(&Line::Did)?;
    drop(library);
    say(&Line::End)
}
