//! What stands at the head, in the middle and at the end of a body and is not the story.

use crate::clipping::lists::{self, Heading};
use crate::clipping::{Block, Clipping, Evidence, Lead, Part, Run};
use crate::clipping::{agency, byline, furniture, headline, outlet, runs, text};

/// How many blocks before the story may repeat the headline, the byline and the date.
const HEAD: usize = 8;

/// Takes out of a body what is not the story, and keeps what it says for the other parts.
pub(crate) fn trim(body: Vec<Block>, clipping: &mut Clipping) -> Vec<Block> {
    let mut body = without_pointers(body, clipping);
    trim_head(&mut body, clipping);
    cut_at_lists(&mut body);
    trim_tail(&mut body, clipping);
    read_dateline(&body, clipping);
    body
}

/// The words of a block of one line.
fn line(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => Some(runs::words(text)),
        _ => None,
    }
}

fn trim_head(body: &mut Vec<Block>, clipping: &mut Clipping) {
    let title = clipping
        .headline
        .as_ref()
        .map(|part| part.value.clone())
        .unwrap_or_default();
    let standfirst = clipping
        .standfirst
        .as_ref()
        .map(|part| text::fold(&part.value))
        .unwrap_or_default();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < body.len().min(HEAD) {
        let Some(words) = line(&body[at]) else {
            at += 1;
            continue;
        };
        let short = words.chars().count() < 200;
        let repeats = short && headline::agreement(&words, &title) > 0.8;
        let stands_above = !standfirst.is_empty() && text::fold(&words) == standfirst;
        let credit = short && (byline::is_byline(&words) || agency::credit(&words).is_some());
        let bare = short
            && clipping.byline.as_ref().is_some_and(|byline| {
                byline::read(&words).is_some_and(|names| names == byline.value)
            });
        if credit
            && clipping.byline.is_none()
            && let Some(names) = byline::read(&words)
        {
            clipping.byline = Some(Part {
                value: names,
                evidence: Evidence::Text,
            });
        }
        if credit && let Some(agency) = agency::credit(&words) {
            clipping.agency.get_or_insert_with(|| said(agency));
        }
        let dateline = clipping.dateline.as_ref().is_some_and(|dateline| {
            agency::place_alone(&words).is_some_and(|place| place == dateline.value)
        });
        if stands_above && let Some(standfirst) = &mut clipping.standfirst {
            // It is printed where the text begins, whatever else says so.
            standfirst.evidence = Evidence::Text;
        }
        if repeats
            || stands_above
            || dateline
            || credit
            || bare
            || furniture::before_the_story(&words)
        {
            kept.push(at);
        } else if words.chars().count() > 80 && matches!(body[at], Block::Paragraph { .. }) {
            break;
        }
        at += 1;
    }
    for at in kept.into_iter().rev() {
        body.remove(at);
    }
}

/// Pointers to other stories inside the text become leads.
fn without_pointers(body: Vec<Block>, clipping: &mut Clipping) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::new();
    let mut open: Option<String> = None;
    for block in body {
        let Some(words) = line(&block) else {
            let listed = open.take().filter(|_| matches!(block, Block::List { .. }));
            match listed {
                Some(list) if is_linked_list(&block) => keep_list(&block, &list, clipping),
                _ if is_linked_list(&block) => keep_list(&block, "", clipping),
                _ if is_list_of_leads(&block, &clipping.leads) => {}
                _ => kept.push(block),
            }
            continue;
        };
        let runs = match &block {
            Block::Paragraph { text } | Block::Heading { text, .. } => text.as_slice(),
            _ => &[],
        };
        if lists::heading(&words) == Some(Heading::After) {
            open = Some(words.trim_end_matches([':', ' ']).to_owned());
            kept.push(block);
            continue;
        }
        if lists::heading(&words) == Some(Heading::Inside) {
            // "Watch" and "More" are pointers only where something follows.
            open = Some(words.trim_end_matches([':', ' ']).to_owned());
            keep_links(runs, open.as_deref().unwrap_or(""), clipping);
            continue;
        }
        if let Some((list, headline)) = lists::pointer(&words) {
            keep(headline, first_link(runs), list, clipping);
            continue;
        }
        if let Some(list) = open.take().filter(|_| linked(runs) > 0.8) {
            keep_links(runs, &list, clipping);
            open = Some(list);
            continue;
        }
        if is_linked_pointer(runs) {
            keep_links(runs, "", clipping);
            continue;
        }
        kept.push(block);
    }
    kept
}

/// "Read more Bridge reopens", where all but the first words are a link.
fn is_linked_pointer(runs: &[Run]) -> bool {
    match runs {
        [first, rest @ ..] if !rest.is_empty() && first.link.is_none() => {
            lists::heading(first.text.trim()) == Some(Heading::Inside) && linked(rest) > 0.9
        }
        _ => false,
    }
}

/// The share of a line that is links.
fn linked(runs: &[Run]) -> f32 {
    let count = |run: &Run| u16::try_from(run.text.trim().chars().count()).unwrap_or(u16::MAX);
    let all: u32 = runs.iter().map(|run| u32::from(count(run))).sum();
    let links: u32 = runs
        .iter()
        .filter(|run| run.link.is_some())
        .map(|run| u32::from(count(run)))
        .sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share needs no more than 24 bits"
    )]
    let share = links as f32 / all.max(1) as f32;
    share
}

fn first_link(runs: &[Run]) -> Option<crate::Address> {
    runs.iter().find_map(|run| run.link.clone())
}

fn keep(headline: &str, address: Option<crate::Address>, list: &str, clipping: &mut Clipping) {
    let headline = text::clean(headline);
    if text::words(&headline) < 3 {
        return;
    }
    let own = clipping.address.as_ref().map(crate::Address::key);
    if own.is_some() && own == address.as_ref().map(crate::Address::key) {
        return;
    }
    lists::add(
        &mut clipping.leads,
        Lead {
            headline,
            summary: None,
            address,
            lists: if list.is_empty() {
                Vec::new()
            } else {
                vec![text::clean(list)]
            },
        },
    );
}

fn keep_links(runs: &[Run], list: &str, clipping: &mut Clipping) {
    for run in runs.iter().filter(|run| run.link.is_some()) {
        if lists::heading(&run.text).is_none() {
            keep(&run.text, run.link.clone(), list, clipping);
        }
    }
}

/// Whether a list holds headlines of other stories: two items or more, each a link or several and
/// no more.
fn is_linked_list(block: &Block) -> bool {
    let Block::List { items, .. } = block else {
        return false;
    };
    let is_link = |block: &Block| match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => linked(text) > 0.9,
        _ => false,
    };
    items.len() > 1 && items.iter().flatten().all(is_link)
}

/// Whether most items of a list hold the headline of a lead that is known already: cards with a
/// date and a name beside the headline.
fn is_list_of_leads(block: &Block, leads: &[Lead]) -> bool {
    let Block::List { items, .. } = block else {
        return false;
    };
    let is_lead = |block: &Block| match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => {
            linked(text) > 0.9
                && first_link(text).is_some_and(|link| {
                    let leads = leads.iter().filter_map(|lead| lead.address.as_ref());
                    leads.into_iter().any(|known| *known == link)
                })
        }
        _ => false,
    };
    let cards = items.iter().filter(|item| item.iter().any(is_lead)).count();
    items.len() > 1 && cards * 2 > items.len()
}

fn keep_list(block: &Block, list: &str, clipping: &mut Clipping) {
    if let Block::List { items, .. } = block {
        for item in items.iter().flatten() {
            if let Block::Paragraph { text } | Block::Heading { text, .. } = item {
                let words = runs::words(text);
                if text::words(&words) >= 4 {
                    keep(&words, first_link(text), list, clipping);
                }
            }
        }
    }
}

/// Ends the body where a list of other stories begins, if it stands near the end.
fn cut_at_lists(body: &mut Vec<Block>) {
    let all: usize = body.iter().map(length).sum();
    let mut before = 0;
    let cut = body.iter().position(|block| {
        let heads = line(block).is_some_and(|words| lists::heading(&words) == Some(Heading::After));
        let late = before * 10 >= all * 6 && before > 0;
        before += length(block);
        heads && late
    });
    if let Some(cut) = cut {
        body.truncate(cut);
    }
    body.retain(|block| {
        !line(block).is_some_and(|words| lists::heading(&words) == Some(Heading::After))
    });
}

fn length(block: &Block) -> usize {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => {
            text.iter().map(|run| run.text.len()).sum()
        }
        Block::List { items, .. } => items.iter().flatten().map(length).sum(),
        Block::Quote { blocks } => blocks.iter().map(length).sum(),
        Block::Code { text } => text.len(),
        Block::Table { rows } => rows
            .iter()
            .flatten()
            .map(|cell| runs::words(&cell.text).len())
            .sum(),
        Block::Figure { .. } | Block::Embed { .. } => 0,
    }
}

fn trim_tail(body: &mut Vec<Block>, clipping: &mut Clipping) {
    while let Some(last) = body.last() {
        if body.len() == 1 {
            break;
        }
        let Some(words) = line(last) else {
            break;
        };
        let heading = matches!(last, Block::Heading { .. });
        if agency::is_copyright(&words) {
            clipping.rights.get_or_insert_with(|| said(&words));
        }
        if let Some(agency) = agency::credit(&words) {
            clipping.agency.get_or_insert_with(|| said(agency));
        } else if clipping.author_note.is_none() && outlet::is_author_note(&words) {
            clipping.author_note = Some(Part {
                value: words,
                evidence: Evidence::Text,
            });
        } else if byline::is_byline(&words) {
            if clipping.byline.is_none() {
                clipping.byline = byline::read(&words).map(|value| Part {
                    value,
                    evidence: Evidence::Text,
                });
            }
        } else if let Some(unknown) = agency::shape(&words).filter(|_| !heading) {
            clipping.agency.get_or_insert(unknown);
        } else if !heading
            && !furniture::after_the_story(&words)
            && !furniture::is_dated(&words)
            && !agency::is_copyright(&words)
            && !is_only_a_link(last)
        {
            break;
        }
        body.pop();
    }
    let closing = body
        .last()
        .and_then(line)
        .and_then(|words| agency::closing(&words));
    if let Some(agency) = closing {
        clipping.agency.get_or_insert_with(|| said(agency));
    }
}

fn is_only_a_link(block: &Block) -> bool {
    matches!(block, Block::Paragraph { text } if linked(text) > 0.95 && !text::ends_a_sentence(&runs::words(text)))
}

fn read_dateline(body: &[Block], clipping: &mut Clipping) {
    let first = body.iter().find_map(|block| match block {
        Block::Paragraph { text } => Some(runs::words(text)),
        _ => None,
    });
    let dateline = agency::dateline(first.as_deref().unwrap_or(""));
    if let Some(place) = dateline.place {
        clipping.dateline.get_or_insert_with(|| said(&place));
    }
    if let Some(agency) = dateline.agency {
        clipping.agency.get_or_insert_with(|| said(&agency));
    }
}

fn said(words: &str) -> Part<String> {
    Part {
        value: words.to_owned(),
        evidence: Evidence::Text,
    }
}
