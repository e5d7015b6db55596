//! A story that its outlet parts over several addresses, fetched whole.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::fetch::fetch_within;
use super::reach::Reach;
use tokio::task::spawn_blocking;

use super::{Errand, Fetched, Limits, Page, fetch, largest};
use crate::clipping::{clip, further};
use crate::settings::Network;
use crate::{Clipping, Error, Result};

/// Pages of one story that are fetched.
const PAGES: usize = 20;

/// A story's page, with its further pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The page that was asked for.
    pub first: Page,
    /// The pages after it, in their order; mostly there are none.
    pub further: Vec<Page>,
    /// Why a page that there is could not be had, as a clause.
    pub unread: Option<String>,
    /// How far what the pages show may be fetched from.
    pub reach: Reach,
}

impl Whole {
    /// A page that is here already. What it shows has to be public.
    pub fn of(page: Page) -> Whole {
        Whole {
            first: page,
            further: Vec::new(),
            unread: None,
            reach: Reach::Public,
        }
    }

    /// All the pages, in their order.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        std::iter::once(&self.first).chain(&self.further)
    }
}

/// Fetches a page as [`fetch()`] does, and where it says that its story goes on, the further pages: at
/// most 20 on the same site, of the same headline, together no larger than one page may be.
///
/// A further page that is not to be had does not undo the others; `hear` is told the bytes of all.
///
/// # Errors
/// [`Error::Unfetched`] if the first page is not to be had.
pub async fn fetch_whole(
    errand: &Errand,
    network: &Network,
    limits: Limits,
    now: DateTime<Utc>,
    mut hear: impl FnMut(u64),
) -> Result<Whole> {
    let Fetched { page: first, reach } = fetch(errand, network, limits, now, &mut hear).await?;
    let (first, cut) = cut_aside(first).await?;
    let mut whole = Whole {
        // Where a person asked for this machine, its further pages are on it as well.
        reach,
        ..Whole::of(first)
    };
    if !further::may_go_on(&whole.first, &cut) {
        return Ok(whole);
    }
    let mut seen: HashSet<String> = whole
        .first
        .address
        .iter()
        .map(|address| address.to_string())
        .collect();
    let mut bodies = vec![cut.body.clone()];
    while let Some(next) = whole.pages().last().and_then(further::next) {
        if !seen.insert(next.address.to_string()) {
            break;
        }
        if whole.further.len() + 1 >= PAGES {
            whole.unread = Some(format!("it has more than {PAGES} pages"));
            break;
        }
        let held: usize = whole.pages().map(|page| page.bytes.len()).sum();
        let left = Limits {
            bytes: limits.bytes.saturating_sub(held),
            ..limits
        };
        let hear = |received| hear(held as u64 + received);
        match fetch_within(&next.address, whole.reach.clone(), network, left, now, hear).await {
            Ok(Fetched { page, .. }) => {
                let (page, cut_next) = cut_aside(page).await?;
                let known = page.address.as_ref().is_some_and(|address| {
                    *address != next.address && !seen.insert(address.to_string())
                });
                if known
                    || bodies.contains(&cut_next.body)
                    || !further::goes_on(&cut, &cut_next, next.numbered)
                {
                    break;
                }
                bodies.push(cut_next.body);
                whole.further.push(page);
            }
            // What is only called next may be another story, of which nothing is missed.
            Err(_) if !next.numbered => break,
            Err(Error::Unfetched { why, .. }) => {
                whole.unread = Some(match left.bytes < limits.bytes / 2 {
                    true => format!(
                        "{why}; all pages together may hold {}",
                        largest(limits.bytes)
                    ),
                    false => why,
                });
                break;
            }
            Err(other) => {
                whole.unread = Some(other.to_string());
                break;
            }
        }
    }
    Ok(whole)
}

/// Cuts a page off the threads that wait for the network: a hostile one may take seconds.
async fn cut_aside(page: Page) -> Result<(Page, Clipping)> {
    let cutting = spawn_blocking(move || {
        let cut = clip(&page);
        (page, cut)
    });
    let fell = |_| Error::Refused("the page could not be cut, which is a fault of ours".to_owned());
    cutting.await.map_err(fell)
}
