//! Packs: folders of pages with answers, as benchmarks of extractors come. The answers are left alone.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use chrono::{DateTime, Utc};
use flate2::read::MultiGzDecoder;
use newsroom::page::{self, How};
use newsroom::{Address, Error, Page, Result};
use serde::Deserialize;

/// The list of a pack's pages.
const LIST: &str = "gold.jsonl";

/// A page of a pack, and all that the cut may know of it.
pub(crate) struct Packed {
    /// What the scorer knows it by.
    pub(crate) id: String,
    /// Where its file lies.
    pub(crate) file: PathBuf,
    address: Option<Address>,
}

/// A line of the list. It holds the answers as well, which are not even read.
#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    url: Option<String>,
    file: String,
}

/// The pages of a pack, read from its list as they are asked for.
///
/// # Errors
/// Each line that names no page is an error of its own; a list that cannot be read ends with one.
pub(crate) fn pages(folder: &Path) -> Box<dyn Iterator<Item = Result<Packed>> + '_> {
    let list = folder.join(LIST);
    let failed = |why: String| Error::File {
        path: folder.join(LIST),
        why,
    };
    let file = match open(&list) {
        Ok(file) => file,
        Err(error) => return Box::new(std::iter::once(Err(error))),
    };
    let lines = BufReader::new(file).split(b'\n').zip(1..);
    // What cannot be read once would be tried for ever.
    let lines = lines.scan(false, |broken, (line, number): (_, u64)| {
        (!std::mem::replace(broken, line.is_err())).then_some((line, number))
    });
    let lines = lines.filter(|(line, _)| !matches!(line, Ok(line) if line.trim_ascii().is_empty()));
    Box::new(lines.map(move |(line, number)| {
        let line = line.map_err(|error| failed(format!("cannot be read: {error}")))?;
        packed(folder, &line).map_err(|why| failed(format!("line {number} {why}")))
    }))
}

fn packed(folder: &Path, line: &[u8]) -> Result<Packed, String> {
    let line: Line =
        serde_json::from_slice(line).map_err(|error| format!("names no page: {error}"))?;
    let file = Path::new(&line.file);
    let stays = file
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !stays || line.file.is_empty() {
        return Err(format!(
            "names “{}”, which is no file inside the pack; it was not read",
            line.file
        ));
    }
    // Benchmarks also write labels there ("hard::page.html"): such a page has no address, as with null.
    let address = line.url.and_then(|url| Address::read(&url).ok());
    Ok(Packed {
        id: line.id,
        file: folder.join(file),
        address,
    })
}

impl Packed {
    /// Reads the page, as if it had just been fetched from its address.
    ///
    /// # Errors
    /// Names the file that is missing, damaged, empty, binary or larger than a page may be.
    pub(crate) fn read(&self, now: DateTime<Utc>) -> Result<Page> {
        let unread = |error| Error::File {
            path: self.file.clone(),
            why: format!("cannot be read: {error}"),
        };
        let file = open(&self.file)?;
        let is_packed = self.file.extension().is_some_and(|end| end == "gz");
        let name = if is_packed {
            self.file.with_extension("")
        } else {
            self.file.clone()
        };
        let mut text: Box<dyn Read> = match is_packed {
            true => Box::new(MultiGzDecoder::new(file)),
            false => Box::new(file),
        };
        let mut bytes = Vec::new();
        // One byte more than may be, to know that there is more.
        let most = page::LARGEST as u64 + 1;
        text.by_ref()
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(unread)?;
        let page = page::dropped(&name.to_string_lossy(), bytes, now)?;
        Ok(Page {
            address: self.address.clone(),
            // Packs are kept in UTF-8, whatever a page was in once and still says.
            charset: Some("utf-8".to_owned()),
            how: How::Fetched,
            ..page
        })
    }
}

fn open(path: &Path) -> Result<File> {
    let failed = |why: String| Error::File {
        path: path.to_owned(),
        why,
    };
    let unread = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => failed("does not exist".to_owned()),
        _ => failed(format!("cannot be read: {error}")),
    };
    let file = File::open(path).map_err(unread)?;
    match file.metadata().map_err(unread)?.is_dir() {
        true => Err(failed("is a folder, and no file".to_owned())),
        false => Ok(file),
    }
}
