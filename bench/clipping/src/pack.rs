//! Packs: pages with known answers.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What the answers of a pack say of one page. What is absent or empty is not asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Gold {
    pub(crate) id: String,
    pub(crate) body: Option<String>,
    /// Texts that belong to the body.
    pub(crate) with: Option<Vec<String>>,
    /// Texts that do not.
    pub(crate) without: Option<Vec<String>>,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<Vec<String>>,
    pub(crate) date: Option<String>,
    pub(crate) dek: Option<String>,
    /// Addresses of the lead image; any of them will do.
    pub(crate) lead_image: Option<Vec<String>>,
}

/// What a candidate may know of a page before it cuts it.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    url: Option<String>,
    file: String,
}

/// A page, read and unpacked.
pub(crate) struct Given {
    pub(crate) html: String,
    pub(crate) url: Option<url::Url>,
}

/// The packs at a folder: itself, or those directly inside, by name.
pub(crate) fn within(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_pack = |folder: &Path| folder.join("gold.jsonl").is_file();
    if is_pack(folder) {
        return Ok(vec![folder.to_owned()]);
    }
    let listed =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut packs: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    packs.retain(|path| is_pack(path));
    packs.sort();
    match packs.is_empty() {
        true => bail!(
            "{} holds no gold.jsonl, nor does a folder in it",
            folder.display()
        ),
        false => Ok(packs),
    }
}

/// The lines of a pack's list, one by one.
pub(crate) fn lines<T: DeserializeOwned>(pack: &Path) -> Result<impl Iterator<Item = Result<T>>> {
    let list = pack.join("gold.jsonl");
    let file = File::open(&list).with_context(|| format!("{} cannot be read", list.display()))?;
    let lines = BufReader::new(file).lines();
    let lines = lines.filter(|line| !matches!(line, Ok(line) if line.trim().is_empty()));
    Ok(lines.map(move |line| {
        serde_json::from_str(&line?)
            .with_context(|| format!("{}: a line names no page", list.display()))
    }))
}

impl Entry {
    /// Reads and unpacks the page: packs are in UTF-8.
    pub(crate) fn read(&self, pack: &Path) -> Result<Given> {
        let path = pack.join(&self.file);
        let file =
            File::open(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let mut bytes = Vec::new();
        match self.file.ends_with(".gz") {
            true => MultiGzDecoder::new(file).read_to_end(&mut bytes)?,
            false => BufReader::new(file).read_to_end(&mut bytes)?,
        };
        let html = match String::from_utf8(bytes) {
            Ok(html) => html,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        // Some lists write labels where an address belongs.
        let url = self
            .url
            .as_deref()
            .and_then(|url| url::Url::parse(url).ok());
        let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
        Ok(Given { html, url })
    }
}
