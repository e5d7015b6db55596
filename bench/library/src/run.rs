//! Runs the parts, each in a process of its own, and gathers what they say.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::ask::{Answers, Ask, PAGE};
use crate::corpus::Corpus;
use crate::desk::Desk;
use crate::folder::{Folder, Setup, Side};
use crate::measure::{Beside, Said};
use crate::memory::Memory;
use crate::peer::Peer;
use crate::plan::{self, Part, Questions, ROWS, Row};

/// What a person asked for.
#[derive(Debug)]
pub(crate) struct Wish {
    pub(crate) seed: u64,
    pub(crate) stories: u64,
    /// None leaves the peer out.
    pub(crate) peer_stories: Option<u64>,
    /// Rows by their keys, and `memory`, `beside`; all if none is named.
    pub(crate) only: Vec<String>,
}

/// What can be asked for beside the rows.
pub(crate) const MORE: [&str; 2] = ["memory", "beside"];

/// Fresh processes of each kind.
const PROCESSES: usize = 20;

/// What was measured of one side.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    /// Milliseconds, by the row's key; none where the side cannot answer.
    pub(crate) times: BTreeMap<String, Vec<f64>>,
    pub(crate) memory: Vec<(String, Memory)>,
    pub(crate) beside: Option<Beside>,
}

/// All that was measured.
#[derive(Debug)]
pub(crate) struct Findings {
    pub(crate) setup: Setup,
    /// How many stories the desk held before this run clipped any.
    pub(crate) before: u64,
    pub(crate) desk: Measured,
    pub(crate) peer: Option<Measured>,
    /// How many lists both sides were asked for, and the questions whose answers differed.
    pub(crate) compared: (usize, Vec<String>),
}

impl Wish {
    fn wants(&self, key: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == key)
    }

    fn wants_part(&self, part: Part) -> bool {
        ROWS.iter()
            .any(|row| row.part == part && self.wants(row.key))
    }
}

/// Fills what is not filled, and measures.
pub(crate) fn run(wish: &Wish, folder: &Folder) -> Result<Findings> {
    let mut setup = folder.prepare(&Setup {
        seed: wish.seed,
        stories: wish.stories,
        peer_stories: wish.peer_stories.unwrap_or(wish.stories),
        next: wish.stories + 1,
        desk: None,
        peer: None,
    })?;
    let before = setup.next - 1;
    if let (None, Some(peer_stories)) = (&setup.peer, wish.peer_stories) {
        setup.peer_stories = peer_stories;
    }
    let mut sides = vec![Side::Desk];
    if wish.peer_stories.is_some() {
        sides.push(Side::Peer);
    }
    for &side in &sides {
        if setup.filled(side).is_none() {
            eprintln!(
                "filling the {} with {} stories",
                side.name(),
                setup.stories_of(side)
            );
            folder.clear(side)?;
            for said in ask(&["fill", side.name()], folder)? {
                if let Said::Filled(filled) = said {
                    *setup.filled(side) = Some(*filled);
                }
            }
            folder.keep_setup(&setup)?;
        }
    }
    let questions = plan::questions(&Corpus::new(setup.seed, setup.stories));
    folder.keep_questions(&questions)?;
    let mut all: Vec<Measured> = Vec::new();
    for &side in &sides {
        let mut measured = Measured::default();
        measured.quietly(wish, side, folder, &questions)?;
        all.push(measured);
    }
    let alike = wish.peer_stories.is_some() && setup.stories == setup.peer_stories;
    let compared = match alike && setup.next == setup.stories + 1 {
        true => compare(folder, &questions)?,
        false => (0, Vec::new()),
    };
    for (&side, measured) in sides.iter().zip(&mut all) {
        measured.with_acts(wish, side, folder, &mut setup)?;
    }
    let mut all = all.into_iter();
    Ok(Findings {
        setup,
        before,
        desk: all.next().unwrap_or_default(),
        peer: all.next(),
        compared,
    })
}

impl Measured {
    /// What leaves the library as it is.
    fn quietly(
        &mut self,
        wish: &Wish,
        side: Side,
        folder: &Folder,
        questions: &Questions,
    ) -> Result<()> {
        let rows = wish.only.join(",");
        if wish.wants_part(Part::Read) {
            eprintln!("asking the {}", side.name());
            self.take(ask(&["read", side.name(), &rows], folder)?);
        }
        if wish.wants_part(Part::Cold) {
            eprintln!("opening the {} in fresh processes", side.name());
            self.cold(side, folder, questions)?;
        }
        if wish.wants("memory") {
            self.take(ask(&["memory", side.name()], folder)?);
        }
        Ok(())
    }

    /// What changes it.
    fn with_acts(
        &mut self,
        wish: &Wish,
        side: Side,
        folder: &Folder,
        setup: &mut Setup,
    ) -> Result<()> {
        if wish.wants_part(Part::Write) {
            eprintln!("acting on the {}", side.name());
            let rows = wish.only.join(",");
            self.take(ask(&["write", side.name(), &rows], folder)?);
        }
        if wish.wants("beside") && side == Side::Desk {
            eprintln!("asking the desk while it imports");
            self.take(ask(&["beside", side.name()], folder)?);
        }
        // Numbers that one side has used are no longer new to the bench.
        if side == Side::Desk {
            let imported = self.beside.as_ref().map_or(0, |beside| beside.stories);
            let clipped = self.times.get("clip").map_or(0, Vec::len) as u64;
            setup.next += imported.max(clipped);
            if imported == 0 && clipped == 0 {
                return Ok(());
            }
            let used = Setup {
                next: setup.next,
                ..folder.setup()?
            };
            return folder.keep_setup(&used);
        }
        Ok(())
    }

    fn cold(&mut self, side: Side, folder: &Folder, questions: &Questions) -> Result<()> {
        let words = questions
            .get("mid")
            .into_iter()
            .flatten()
            .filter_map(|ask| match ask {
                Ask::List(want) => want.words.as_ref()?.words.first(),
                _ => None,
            });
        for word in words.take(PROCESSES) {
            let began = Instant::now();
            let said = ask(&["cold", side.name()], folder)?;
            let whole = began.elapsed().as_secs_f64() * 1_000.0;
            self.take(said);
            let whole = Said::Times {
                key: "cold-process".to_owned(),
                times: vec![whole],
            };
            self.take(vec![whole]);
            self.take(ask(&["cold", side.name(), word], folder)?);
        }
        Ok(())
    }

    fn take(&mut self, said: Vec<Said>) {
        for said in said {
            match said {
                Said::Times { key, times } => self.times.entry(key).or_default().extend(times),
                Said::Memory { after, memory } => self.memory.push((after, memory)),
                Said::Beside(beside) => self.beside = Some(beside),
                Said::Filled(_) => {}
            }
        }
    }
}

/// Has a part done by a process of its own.
fn ask(words: &[&str], folder: &Folder) -> Result<Vec<Said>> {
    let mut child = Command::new(env::current_exe()?)
        .arg("part")
        .arg(folder.path())
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let out = child.stdout.take().context("it is piped")?;
    let said = BufReader::new(out)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?));
    let said = said.collect::<Result<Vec<Said>>>();
    let status = child.wait()?;
    match status.success() {
        true => said,
        false => bail!("the part `{}` ended with {status}", words.join(" ")),
    }
}

/// Whether both sides answer alike: how many lists were compared, and which differ. Lists by date must
/// show the same stories in the same order. Searches rank and stem as they please, but where all that
/// the desk finds is on one page, what the peer finds must be among it.
fn compare(folder: &Folder, questions: &Questions) -> Result<(usize, Vec<String>)> {
    const EACH: usize = 5;
    let (desk, peer) = (Desk::open(folder.path())?, Peer::open(folder.path())?);
    let (mut compared, mut differ) = (0, Vec::new());
    for (key, asks) in questions {
        let lists = asks.iter().filter_map(|ask| match ask {
            Ask::List(want) => Some(want),
            _ => None,
        });
        for want in lists.take(EACH) {
            let Some(ours) = desk.list(want)? else {
                continue;
            };
            let ours = desk.numbers(&ours)?;
            let theirs = peer.numbers(&peer.list(want)?.unwrap_or_default())?;
            let alike = match want.words {
                None => ours == theirs,
                Some(_) => {
                    ours.len() == PAGE as usize || theirs.iter().all(|number| ours.contains(number))
                }
            };
            compared += 1;
            if !alike {
                let row = Row::named(key).map_or(key.as_str(), |row| row.words);
                differ.push(format!("{row} ({})", serde_json::to_string(want)?));
            }
        }
    }
    Ok((compared, differ))
}
