//! What was measured, as Markdown.

use std::fmt::Write;
use std::fs;

use crate::folder::{Setup, Side};
use crate::measure::Beside;
use crate::plan::{Part, ROWS, Row};
use crate::run::{Findings, Measured};

/// Goals that are no times at one question, at 100,000 and at 1,000,000 stories: stories a second
/// while filling, MiB after lists, bytes a story without its evidence.
const PACE: (f64, f64) = (4_000.0, 3_500.0);
const MEMORY: (f64, f64) = (150.0, 250.0);
const BYTES: f64 = 4_300.0;

/// Nothing that an editor does by hand takes longer, in milliseconds.
const BY_HAND: f64 = 50.0;

/// A section of `docs/benchmarks.md`.
pub(crate) fn section(found: &Findings) -> String {
    let Setup {
        seed,
        stories,
        peer_stories,
        ..
    } = found.setup;
    let mut out = format!("### {} stories\n\n", grouped(stories));
    let _ = writeln!(
        out,
        "`cargo xtask bench library --stories {stories} --seed {seed}`, on {}. Milliseconds; the goal is for \
         the 95th percentile. Each row is asked in one process on a library that was closed and reopened, \
         after three questions of its kind that do not count, with the disk's cache as it comes.",
        machine()
    );
    if found.peer.is_some() {
        let fewer = match peer_stories == stories {
            true => String::new(),
            false => format!(", and holds {} stories only", grouped(peer_stories)),
        };
        let _ = writeln!(
            out,
            "\nThe peer is the same SQLite ({}) as most would use it: a table of stories with their texts, a \
             table of tags, FTS5, `synchronous=FULL`, a cache of 64 MB{fewer}. It keeps no evidence, no \
             history and no counts.",
            rusqlite::version()
        );
    }
    out.push_str(
        "\n| | p50 | p95 | most | times | goal | | peer p95 | peer / desk |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for row in &ROWS {
        out.push_str(&line(row, found));
    }
    out.push_str(&filling(found));
    if let Some(beside) = &found.desk.beside {
        out.push_str(&while_importing(beside));
    }
    out.push_str(&sentences(found));
    out
}

fn line(row: &Row, found: &Findings) -> String {
    let ours = found.desk.times.get(row.key);
    let theirs = found.peer.as_ref().and_then(|peer| peer.times.get(row.key));
    if ours.is_none() && theirs.is_none() {
        return String::new();
    }
    let ours = ours.and_then(|times| Spread::of(times));
    let theirs = theirs.and_then(|times| Spread::of(times));
    let goal = row.goal(found.setup.stories);
    let own = match &ours {
        Some(spread) => format!(
            "{} | {} | {} | {}",
            ms(spread.middle),
            ms(spread.p95),
            ms(spread.most),
            spread.times
        ),
        None => "not yet | | |".to_owned(),
    };
    let verdict = match (&ours, goal) {
        (Some(spread), Some(goal)) => verdict(spread.p95, goal),
        _ => String::new(),
    };
    let ratio = match (&ours, &theirs) {
        (Some(ours), Some(theirs)) => times(theirs.p95 / ours.p95),
        _ => String::new(),
    };
    format!(
        "| {} | {own} | {} | {verdict} | {} | {ratio} |\n",
        row.words,
        goal.map(ms).unwrap_or_default(),
        theirs.map(|spread| ms(spread.p95)).unwrap_or_default()
    )
}

fn filling(found: &Findings) -> String {
    let setup = &found.setup;
    let large = setup.stories >= 316_000;
    let goal = |(at_100k, at_1m): (f64, f64)| if large { at_1m } else { at_100k };
    let mut out = String::from("\n| | desk | goal | | peer |\n| --- | --- | --- | --- | --- |\n");
    let sides = [
        (&setup.desk, Some(&found.desk), Side::Desk),
        (&setup.peer, found.peer.as_ref(), Side::Peer),
    ];
    let of = |value: &dyn Fn(&Measured, Side) -> Option<f64>| {
        sides.map(|(_, measured, side)| measured.and_then(|measured| value(measured, side)))
    };
    let mut push =
        |words: &str, [ours, theirs]: [Option<f64>; 2], goal: Option<f64>, least: Aim| {
            let shown = |value: Option<f64>| {
                value
                    .map(|value| grouped(value.round() as u64))
                    .unwrap_or_default()
            };
            let judged = match (ours, goal) {
                (Some(ours), Some(goal)) => match least {
                    Aim::AtMost => verdict(ours, goal),
                    Aim::AtLeast => verdict(goal, ours),
                },
                _ => String::new(),
            };
            if ours.is_some() || theirs.is_some() {
                let _ = writeln!(
                    out,
                    "| {words} | {} | {} | {judged} | {} |",
                    shown(ours),
                    shown(goal),
                    shown(theirs)
                );
            }
        };
    let filled = |side| match side {
        Side::Desk => setup.desk.as_ref(),
        Side::Peer => setup.peer.as_ref(),
    };
    let pace = of(&|_, side| filled(side).map(|filled| filled.stories as f64 / filled.seconds));
    push(
        "stories a second while filling, searchable at the end",
        pace,
        Some(goal(PACE)),
        Aim::AtLeast,
    );
    let disk = |evidence: bool| {
        of(&move |_, side| {
            let filled = filled(side)?;
            let bytes = filled.disk.stories + if evidence { filled.disk.evidence } else { 0 };
            Some(bytes as f64 / filled.stories as f64)
        })
    };
    push(
        "bytes a story on disk, without its evidence",
        disk(false),
        Some(BYTES),
        Aim::AtMost,
    );
    push(
        "bytes a story on disk, with its evidence",
        disk(true),
        None,
        Aim::AtMost,
    );
    let mib = |kib: u64| kib as f64 / 1_024.0;
    let before = of(&|_, side| filled(side).map(|filled| mib(filled.before.peak)));
    let peak = of(&|_, side| filled(side).map(|filled| mib(filled.after.peak)));
    push("most memory while filling, MiB", peak, None, Aim::AtMost);
    push(
        "… of which what makes the stories",
        before,
        None,
        Aim::AtMost,
    );
    for after in ["opening", "lists", "facets", "searches"] {
        let memory = |value: fn(&crate::memory::Memory) -> u64| {
            of(&move |measured: &Measured, _| {
                let memory = measured.memory.iter().find(|(known, _)| known == after);
                memory.map(|(_, memory)| mib(value(memory)))
            })
        };
        let share = format!("memory after {after}, MiB (proportional set)");
        push(
            &share,
            memory(|memory| memory.share),
            Some(goal(MEMORY)),
            Aim::AtMost,
        );
        push("… its own", memory(|memory| memory.own), None, Aim::AtMost);
        push(
            "… files mapped",
            memory(|memory| memory.mapped),
            None,
            Aim::AtMost,
        );
        push(
            "… the most so far",
            memory(|memory| memory.peak),
            None,
            Aim::AtMost,
        );
    }
    out
}

/// Which side of a goal is the good one.
#[derive(Debug, Clone, Copy)]
enum Aim {
    AtMost,
    AtLeast,
}

fn while_importing(beside: &Beside) -> String {
    let mut out = format!(
        "\nWhile {} stories were imported in the background ({:.0} a second), with a question every 20 ms; the \
         goal is at most twice the quiet 95th percentile:\n\n| | quiet p95 | p95 beside the import | most | \
         times | ratio | |\n| --- | --- | --- | --- | --- | --- | --- |\n",
        grouped(beside.stories),
        beside.stories as f64 / beside.seconds
    );
    for (words, quiet, busy) in &beside.rows {
        if let (Some(quiet), Some(busy)) = (Spread::of(quiet), Spread::of(busy)) {
            let ratio = busy.p95 / quiet.p95;
            let _ = writeln!(
                out,
                "| {words} | {} | {} | {} | {} | {} | {} |",
                ms(quiet.p95),
                ms(busy.p95),
                ms(busy.most),
                busy.times,
                times(ratio),
                verdict(ratio, 2.0)
            );
        }
    }
    out
}

fn sentences(found: &Findings) -> String {
    let mut out = String::new();
    let (compared, differ) = &found.compared;
    if *compared > 0 {
        let _ = writeln!(
            out,
            "\nOf {compared} lists that both sides were asked for, {} agree: the same stories in the same order by \
             date, and for words all that FTS5 finds.",
            compared - differ.len()
        );
        for list in differ.iter().take(5) {
            let _ = writeln!(out, "- differs: {list}");
        }
    }
    let slow = ROWS
        .iter()
        .filter(|row| row.part != Part::Cold && !row.key.contains("bulk"));
    let slow = slow.filter_map(|row| {
        let spread = Spread::of(found.desk.times.get(row.key)?)?;
        (spread.p95 > BY_HAND).then(|| format!("{} ({})", row.words, ms(spread.p95)))
    });
    let slow: Vec<String> = slow.collect();
    if !slow.is_empty() {
        let _ = writeln!(out, "\nOver {BY_HAND} ms: {}.", slow.join(", "));
    }
    let more = found.before - found.setup.stories;
    if more > 0 {
        let _ = writeln!(
            out,
            "\nThe desk held {} stories more, clipped and imported by earlier runs.",
            grouped(more)
        );
    }
    if let Some(filled) = &found.setup.desk {
        let _ = writeln!(
            out,
            "\nThe corpus by itself comes about at {} stories a second.",
            grouped(filled.made_a_second as u64)
        );
    }
    out
}

/// The middle, the 95th percentile and the most of some times.
#[derive(Debug)]
struct Spread {
    middle: f64,
    p95: f64,
    most: f64,
    times: usize,
}

impl Spread {
    fn of(times: &[f64]) -> Option<Spread> {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        // The nearest rank: the least time that so many did not exceed.
        let rank = |share: f64| (share * sorted.len() as f64).ceil() as usize;
        let at = |share: f64| sorted.get(rank(share).saturating_sub(1)).copied();
        Some(Spread {
            middle: at(0.5)?,
            p95: at(0.95)?,
            most: at(1.0)?,
            times: sorted.len(),
        })
    }
}

fn verdict(got: f64, goal: f64) -> String {
    match got <= goal {
        true => "met".to_owned(),
        false => format!("missed by {}", times(got / goal)),
    }
}

fn times(ratio: f64) -> String {
    match ratio {
        10.0.. => format!("× {}", grouped(ratio.round() as u64)),
        1.0.. => format!("× {ratio:.1}"),
        _ => format!("× {ratio:.2}"),
    }
}

fn ms(milliseconds: f64) -> String {
    match milliseconds {
        100.0.. => grouped(milliseconds.round() as u64),
        10.0.. => format!("{milliseconds:.1}"),
        _ => format!("{milliseconds:.2}"),
    }
}

/// 1,000,000
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Processors and memory, as the kernel tells of them.
fn machine() -> String {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let cores = read("/proc/cpuinfo")
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count();
    let memory = read("/proc/meminfo");
    let memory = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"));
    let kib = memory.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    let load = read("/proc/loadavg");
    format!(
        "{cores} cores with {:.0} GiB (load {} at the end)",
        kib.unwrap_or_default() / f64::from(1 << 20),
        load.split_whitespace().next().unwrap_or("?")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_people_read_them() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
        assert_eq!(ms(0.123), "0.12");
        assert_eq!(verdict(3.0, 2.0), "missed by × 1.5");
        let times: Vec<f64> = (1..=100).map(f64::from).collect();
        let spread = Spread::of(&times).unwrap();
        assert_eq!(
            (spread.middle, spread.p95, spread.most),
            (50.0, 95.0, 100.0)
        );
    }
}
