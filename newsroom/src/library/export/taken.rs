//! An export taken into a library: checked whole, then the evidence, then what stands on it.

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::Serialize;

use super::check::{self, Checked};
use super::folder::{Folder, Lines};
use super::lines::{EditionLine, PictureLine, SnapshotLine, StoryLine};
use super::{Heard, Step, evidence, merge, whole};
use crate::Result;
use crate::library::Library;
use crate::picture::Media;

/// Said when somebody stops an import.
pub(super) const STOPPED: &str =
    "the import was stopped; what was taken in until then stays; import again, and it goes on";

/// Stories in one write. More make the log of the database large.
const AT_ONCE: usize = 1_000;
/// Bytes in one write, about.
const BYTES_AT_ONCE: usize = 32 << 20;

/// What an import took in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TakenIn {
    /// What was done, as the history says it; `None` if everything was here already.
    pub words: Option<String>,
    /// Stories that are new.
    pub stories: u64,
    /// Stories that were here and got something that they lacked.
    pub added_to: u64,
    /// Pages as they were received that are new.
    pub snapshots: u64,
    /// Pictures that are new.
    pub pictures: u64,
    /// Collections that are new.
    pub collections: u64,
    /// Editions that are new.
    pub editions: u64,
    /// How many things were damaged when the export was made, and are not in it.
    pub damaged_count: u64,
}

impl Library {
    /// Takes an export in. Into a library that never held anything everything comes back as it was: numbers,
    /// moments, history. One that holds stories gets what it lacks and keeps what it has, as one act that
    /// can be undone: new stories go to the bin then. The export is checked whole before anything is
    /// written, and one that broke off goes on when it is taken in again.
    ///
    /// # Errors
    /// Names the file and line of an export that is damaged, made by a newer version, or none at all; or
    /// if the library cannot be written, or `heard` answers [`std::ops::ControlFlow::Break`].
    pub fn take_in_export(
        &self,
        from: &Path,
        now: DateTime<Utc>,
        heard: Heard<'_>,
    ) -> Result<TakenIn> {
        let folder = Folder::at(from);
        let checked = check::all(&folder, heard)?;
        let mut taken = TakenIn {
            damaged_count: checked.manifest.damaged_count,
            ..TakenIn::default()
        };
        match whole::is_wanted(self, &checked)? {
            true => {
                whole::begin(self, &checked)?;
                take_evidence(self, &folder, &checked, heard, &mut taken)?;
                whole::take(self, &folder, &checked, heard, &mut taken)?;
            }
            false => {
                merge::begin(self, &checked)?;
                let done = take_evidence(self, &folder, &checked, heard, &mut taken);
                let done = done
                    .and_then(|()| merge::take(self, &folder, &checked, now, heard, &mut taken));
                merge::end(self)?;
                done?;
            }
        }
        Ok(taken)
    }
}

/// The next lines of a file that go into one write; none after the last.
pub(super) fn batch<T: serde::de::DeserializeOwned>(lines: &mut Lines<'_, T>) -> Result<Vec<T>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < AT_ONCE && bytes < BYTES_AT_ONCE {
        let Some(line) = lines.next()? else { break };
        bytes += lines.size();
        batch.push(line);
    }
    Ok(batch)
}

/// Does something with the stories of an export, as many at once as go into one write.
pub(super) fn stories(
    folder: &Folder,
    checked: &Checked,
    heard: Heard<'_>,
    mut put: impl FnMut(Vec<StoryLine>) -> Result<()>,
) -> Result<()> {
    let mut lines: Lines<'_, StoryLine> = folder.lines("stories.jsonl")?;
    let of = checked.manifest.lines("stories.jsonl");
    loop {
        let stories = batch(&mut lines)?;
        if stories.is_empty() {
            return Ok(());
        }
        put(stories)?;
        step(heard, Step::Stories, lines.number(), of)?;
    }
}

/// Does something with the editions of an export, as many at once as go into one write.
pub(super) fn editions(
    folder: &Folder,
    checked: &Checked,
    heard: Heard<'_>,
    mut put: impl FnMut(Vec<EditionLine>) -> Result<()>,
) -> Result<()> {
    if !checked.manifest.files.contains_key("editions.jsonl") {
        return Ok(());
    }
    let mut lines: Lines<'_, EditionLine> = folder.lines("editions.jsonl")?;
    let of = checked.manifest.lines("editions.jsonl");
    loop {
        let editions = batch(&mut lines)?;
        if editions.is_empty() {
            return Ok(());
        }
        put(editions)?;
        step(heard, Step::Editions, lines.number(), of)?;
    }
}

/// Says how far it is after each write.
pub(super) fn step(heard: Heard<'_>, step: Step, done: u64, of: u64) -> Result<()> {
    match heard(super::HowFar { step, done, of }).is_break() {
        true => Err(crate::Error::Refused(STOPPED.to_owned())),
        false => Ok(()),
    }
}

/// The evidence comes first: what breaks off leaves pages without a story, never a story without its page.
fn take_evidence(
    library: &Library,
    folder: &Folder,
    checked: &Checked,
    heard: Heard<'_>,
    taken: &mut TakenIn,
) -> Result<()> {
    take_snapshots(library, folder, checked, heard, taken)?;
    take_pictures(library, folder, checked, heard, taken)
}

fn take_snapshots(
    library: &Library,
    folder: &Folder,
    checked: &Checked,
    heard: Heard<'_>,
    taken: &mut TakenIn,
) -> Result<()> {
    let mut lines: Lines<'_, SnapshotLine> = folder.lines("snapshots.jsonl")?;
    let of = checked.manifest.lines("snapshots.jsonl");
    loop {
        let (mut pages, mut bytes) = (Vec::new(), 0);
        let before = lines.number();
        while pages.len() < AT_ONCE && bytes < BYTES_AT_ONCE {
            let Some(line) = lines.next()? else { break };
            let name = evidence::name_of_page(&line.sha256, &line.form);
            let name = name.ok_or_else(|| lines.wrong("names no page of ours"))?;
            if !has_page(&library.snapshots.lock(), &line.sha256)? {
                let packed = evidence::page(folder, &line, &name)?;
                bytes += packed.len();
                pages.push((line, packed));
            }
        }
        let mut conn = library.snapshots.lock();
        let tx = conn.transaction()?;
        for (line, packed) in &pages {
            let new = tx
                .prepare_cached(
                    "INSERT INTO snapshots (sha256, seen_at, form, charset, bytes, zstd)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                )?
                .execute((
                    &line.sha256,
                    &line.seen_at,
                    &line.form,
                    &line.charset,
                    line.bytes,
                    packed,
                ))?;
            taken.snapshots += new as u64;
        }
        tx.commit()?;
        drop(conn);
        if lines.number() == before {
            return Ok(());
        }
        step(heard, Step::Snapshots, lines.number(), of)?;
    }
}

fn has_page(snapshots: &Connection, sha: &str) -> Result<bool> {
    let known = "SELECT 1 FROM snapshots WHERE sha256 = ?1";
    Ok(snapshots.prepare_cached(known)?.exists([sha])?)
}

fn take_pictures(
    library: &Library,
    folder: &Folder,
    checked: &Checked,
    heard: Heard<'_>,
    taken: &mut TakenIn,
) -> Result<()> {
    let mut lines: Lines<'_, PictureLine> = folder.lines("pictures.jsonl")?;
    let of = checked.manifest.lines("pictures.jsonl");
    while let Some(line) = lines.next()? {
        let name = evidence::name_of_picture(&line.sha256, &line.media);
        let media = Media::named(&line.media);
        let (Some(name), Some(media)) = (name, media) else {
            return Err(lines.wrong("names no picture of ours"));
        };
        if library
            .pictures
            .read(&format!("{}.{}", line.sha256, line.media))
            .is_err()
        {
            library
                .pictures
                .keep(&evidence::picture(folder, &line, &name)?, media)?;
            taken.pictures += 1;
        }
        super::tell(heard, Step::Pictures, lines.number(), of, STOPPED)?;
    }
    Ok(())
}

/// So many of something, in words.
pub(super) fn many(number: u64, one: &str, several: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{} {several}", grouped(number)),
    }
}

/// A number as a person reads it: 1,234,567.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::many;

    #[test]
    fn numbers_are_read_at_a_glance() {
        for (number, words) in [
            (0, "0 stories"),
            (1, "1 story"),
            (999, "999 stories"),
            (1_234, "1,234 stories"),
            (12_345_678, "12,345,678 stories"),
        ] {
            assert_eq!(many(number, "story", "stories"), words);
        }
    }
}
