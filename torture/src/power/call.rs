//! One call in a log of `strace`, taken apart.

use std::path::PathBuf;

use anyhow::{Context, Result};

/// A call, taken apart.
pub(super) struct Call<'a> {
    pub(super) name: &'a str,
    pub(super) words: Vec<&'a str>,
    answer: &'a str,
}

impl<'a> Call<'a> {
    /// Takes a line apart; nothing for a call that failed, and for what is no call.
    pub(super) fn read(line: &'a str) -> Option<Call<'a>> {
        let (call, answer) = line.rsplit_once(") = ").or(line.rsplit_once(" = "))?;
        let (name, words) = call.split_once('(')?;
        let answer = answer.trim();
        let words = words.trim_end_matches([')', ' ']).split(", ").collect();
        (!answer.starts_with(['-', '?'])).then_some(Call {
            name,
            words,
            answer,
        })
    }

    pub(super) fn word(&self, place: usize) -> Result<&str> {
        self.words
            .get(place)
            .copied()
            .with_context(|| format!("word {place} of {}", self.name))
    }

    pub(super) fn number(&self, place: usize) -> Result<u64> {
        number(self.word(place)?)
    }

    pub(super) fn answered(&self) -> Result<u64> {
        number(self.answer.split(['<', ' ']).next().unwrap_or_default())
    }
}

fn number(word: &str) -> Result<u64> {
    let read = match word.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => word.parse(),
    };
    read.with_context(|| format!("{word} is no number"))
}

/// `\x2f\x74…`, with or without quotation marks.
pub(super) fn bytes(word: &str) -> Result<Vec<u8>> {
    let digits = word.trim_matches('"');
    let read = digits
        .split("\\x")
        .skip(1)
        .map(|pair| u8::from_str_radix(pair, 16));
    read.collect::<Result<_, _>>()
        .context("a text that is not in hexadecimal, or was cut short")
}

pub(super) fn path(word: &str) -> Result<PathBuf> {
    Ok(PathBuf::from(String::from_utf8(bytes(word)?)?))
}

/// `4</tmp/x>`: the descriptor and its path.
pub(super) fn descriptor(word: &str) -> Result<(i64, PathBuf)> {
    let (number, rest) = word.split_once('<').unwrap_or((word, ""));
    let number = match number {
        "AT_FDCWD" => -100,
        digits => digits.parse().context("a descriptor")?,
    };
    Ok((number, path(rest.split('>').next().unwrap_or_default())?))
}

/// The buffers of `[{iov_base="…", iov_len=2}, …]`.
pub(super) fn buffers(words: &[&str]) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    for word in words {
        if let Some((_, buffer)) = word.split_once("iov_base=") {
            all.extend(bytes(buffer)?);
        }
    }
    Ok(all)
}

/// A path as the calls ending in `at` take it: within the folder of a descriptor, or whole.
pub(super) fn at(folder: &str, name: &str) -> Result<PathBuf> {
    let name = path(name)?;
    let (_, folder) = descriptor(folder)?;
    Ok(match name.as_os_str().is_empty() {
        true => folder,
        false => folder.join(name),
    })
}
