//! Links that other programs open: `clipdesk://clip?url=…`. Any page of the web can make one, so a link only
//! ever brings addresses, which wait until a person says yes; and they are fetched as what a page pointed to,
//! which may not be private.
//!
//! A second start leaves its link in the library's folder, where the desk that has the library open finds it
//! within a second; without a link it asks that desk to come forward. That needs nothing of the system, and
//! each library has a desk of its own.

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{io, process, thread};

use newsroom::library::DeskLock;
use newsroom::page::Errand;
use newsroom::{Address, settings};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::desk::Desk;

/// The scheme of these links.
pub(crate) const SCHEME: &str = "clipdesk";

/// What a second start without a link leaves. No link says that.
const FORWARD: &str = "forward";

/// Addresses that wait at once.
const MOST: usize = 20;
/// Characters of one address.
const LONGEST: usize = 4_000;
/// Bytes of a link, whatever is in it.
const LONGEST_LINK: usize = 3 * MOST * LONGEST;
/// Addresses that are known to have come by a link, since the desk was opened.
const REMEMBERED: usize = 2_000;

/// What links have brought.
#[derive(Debug, Default)]
pub(crate) struct Links {
    brought: Mutex<Brought>,
}

#[derive(Debug, Default)]
struct Brought {
    waiting: Vec<Address>,
    /// All that came, the latest last.
    known: VecDeque<Address>,
}

impl Links {
    /// What waits for a person's answer. It is taken once.
    pub(crate) fn take(&self) -> Vec<String> {
        let waiting = std::mem::take(&mut self.brought().waiting);
        waiting.into_iter().map(String::from).collect()
    }

    /// On whose word an address is fetched: a link's is that of the page that held it.
    pub(crate) fn errand(&self, address: Address) -> Errand {
        match self.brought().known.contains(&address) {
            true => Errand::Pointed(address),
            false => Errand::Typed(address),
        }
    }

    /// Lets what a link says wait.
    fn bring(&self, link: &str) -> Result<(), String> {
        let addresses = read(link)?;
        let mut brought = self.brought();
        for address in addresses {
            if brought.waiting.contains(&address) {
                continue;
            }
            if brought.waiting.len() >= MOST {
                return Err(format!(
                    "links brought more than {MOST} addresses at once, and the others were not taken; \
                     answer those that wait, and open the link again"
                ));
            }
            if brought.known.len() >= REMEMBERED {
                brought.known.pop_front();
            }
            brought.known.push_back(address.clone());
            brought.waiting.push(address);
        }
        Ok(())
    }

    fn brought(&self) -> MutexGuard<'_, Brought> {
        self.brought.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Brings what links say to the window. What is wrong with one is said there.
pub(crate) fn bring<'l>(desk: &Desk, links: impl IntoIterator<Item = &'l str>) {
    let all: Vec<&str> = links.into_iter().collect();
    if all.is_empty() {
        return;
    }
    let links = all.into_iter().filter(|link| *link != FORWARD);
    let wrong = links.filter_map(|link| desk.links.bring(link).err());
    let mut wrong: Vec<_> = wrong.collect();
    wrong.dedup();
    // A page that makes many bad links is complained of once.
    wrong.truncate(1);
    desk.warn(wrong);
    desk.ring("link-brought", ());
    desk.come_forward();
}

/// Leaves links for the desk that has a library open, and asks it to come forward if there are none; answers
/// whether there is such a desk.
///
/// # Errors
/// If a link is none, or the folder cannot be written.
pub(crate) fn leave(folder: &Path, links: &[String]) -> Result<bool, String> {
    if !DeskLock::is_taken(folder) {
        return Ok(false);
    }
    if links.is_empty() {
        return Ok(knock(folder));
    }
    for (number, link) in links.iter().enumerate() {
        read(link)?;
        let name = format!("{}-{number}.link", process::id());
        settings::write(&folder.join("links").join(name), link.as_bytes()).map_err(|error| {
            format!(
                "the link could not be handed to the desk that is open on {}: {error}",
                folder.display()
            )
        })?;
    }
    Ok(true)
}

/// Asks the desk that has a library open to come forward, and answers whether one did. What holds a library
/// may be no desk, or the desk of another computer.
fn knock(folder: &Path) -> bool {
    /// How often it is looked whether somebody took the note, and how many times: for three seconds.
    const LOOK: Duration = Duration::from_millis(50);
    const LOOKS: u32 = 60;
    let note = folder
        .join("links")
        .join(format!("{}-forward.link", process::id()));
    if settings::write(&note, FORWARD.as_bytes()).is_err() {
        return false;
    }
    for _ in 0..LOOKS {
        if !note.exists() {
            return true;
        }
        thread::sleep(LOOK);
    }
    // Nobody came for it; if it cannot be taken away either, it only asks a later desk to come forward.
    let _ = fs::remove_file(&note);
    false
}

/// Takes the links that were left in a library's folder.
pub(crate) fn collect(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join("links")) else {
        return Vec::new();
    };
    let entries = entries.flatten().map(|entry| entry.path());
    let left = entries.filter(|path| path.extension().is_some_and(|end| end == "link"));
    left.take(MOST)
        .filter_map(|path| taken(&path).ok())
        .collect()
}

/// Reads a link that was left, and takes it away. One that stays would come back every second.
fn taken(path: &Path) -> io::Result<String> {
    let file = path.symlink_metadata()?;
    let fits = file.is_file() && file.len() <= LONGEST_LINK as u64;
    let link = match fits {
        true => fs::read_to_string(path),
        false => Err(io::ErrorKind::InvalidData.into()),
    };
    match file.is_dir() {
        true => fs::remove_dir(path)?,
        false => fs::remove_file(path)?,
    }
    link
}

/// Reads a link: the addresses that it brings, and nothing else that it says.
fn read(link: &str) -> Result<Vec<Address>, String> {
    let refused = |why: &str| Err(format!("a link was not taken: {why}"));
    if link.len() > LONGEST_LINK || link.chars().any(is_unseen) {
        return refused("it is too long, or holds characters that nobody sees");
    }
    let Ok(url) = Url::parse(link) else {
        return refused("it is no address");
    };
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.port().is_none()
        && url.fragment().is_none()
        && matches!(url.path(), "" | "/");
    if url.scheme() != SCHEME || url.host_str() != Some("clip") || !plain {
        return refused("the desk knows only clipdesk://clip?url=…");
    }
    let mut addresses = Vec::new();
    for said in url.query().unwrap_or_default().split('&') {
        let Some(address) = said.strip_prefix("url=") else {
            return refused(
                "it says more than an address, and a link brings nothing else (an address with & in it has to \
                 be encoded)",
            );
        };
        let Ok(address) = percent_decode_str(address).decode_utf8() else {
            return refused("its address is not written in UTF-8");
        };
        if address.chars().any(is_unseen) || address.contains(char::is_whitespace) {
            return refused("its address holds spaces, or characters that nobody sees");
        }
        if address.chars().count() > LONGEST {
            return refused("its address is too long");
        }
        let begins = |scheme: &str| {
            address
                .get(..scheme.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
        };
        if !begins("http://") && !begins("https://") {
            return refused("it brings something else than a web address");
        }
        match Address::read(&address) {
            Ok(address) => addresses.push(address),
            Err(_) => return refused("it brings something that is no web address"),
        }
        if addresses.len() > MOST {
            return Err(format!(
                "a link was not taken: it brings more than {MOST} addresses"
            ));
        }
    }
    Ok(addresses)
}

/// Whether a character is a control, or turns the direction of what stands around it.
fn is_unseen(character: char) -> bool {
    let turns = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    character.is_control() || turns || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests;
