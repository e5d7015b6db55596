//! Lines as plain text: for mails, notes of citations, and files that programs read.

use crate::clipping::{Block, Image, Run};
use crate::edition::{Line, OwnPicture, Piece, Role};
use crate::picture::is_in_page;

/// A text without what neither XML nor most programs can hold: control characters, but for tabs and line
/// breaks.
pub(super) fn clean(text: &str) -> String {
    let held = |c: &char| {
        matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
    };
    text.chars().filter(held).collect()
}

/// The same on one line.
pub(super) fn one_line(text: &str) -> String {
    let clean = clean(text);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line of a sheet, its links written out.
pub(super) fn line(line: &Line<'_>) -> String {
    match line.role {
        Role::Divider => "* * *".to_owned(),
        Role::Highlight => quoted(&blocks(&line.blocks)),
        _ => blocks(&line.blocks),
    }
}

/// Blocks with their links written out, parted by blank lines.
pub(super) fn blocks(all: &[Block]) -> String {
    let said = all.iter().map(block).filter(|said| !said.is_empty());
    said.collect::<Vec<_>>().join("\n\n")
}

/// A picture that belongs to no story: its words, which stand for it.
pub(super) fn own(own: &OwnPicture) -> String {
    let words = [&own.caption, &own.credit].into_iter().flatten();
    let words: Vec<_> = words.map(|words| one_line(words)).collect();
    let alt = own.alt.as_deref().map(one_line);
    let alt = alt.map_or_else(|| "[Picture]".to_owned(), |alt| format!("[Picture: {alt}]"));
    match &*words.join(" · ") {
        "" => alt,
        words => format!("{alt}\n{words}"),
    }
}

/// A quote as it is printed, with who said it and where that stands in the text.
pub(super) struct Said<'p> {
    /// The words, without the marks around them.
    pub(super) text: String,
    /// Who said them, if that is known.
    pub(super) speaker: Option<&'p str>,
    /// In which paragraph, counted from 1; 0 is the standfirst.
    pub(super) paragraph: Option<u32>,
}

/// The quotes of a story, as its lines have them.
pub(super) fn quotes<'p>(piece: &'p Piece, lines: &[Line<'_>]) -> Vec<Said<'p>> {
    let set = lines.iter().filter(|line| line.role == Role::Quote);
    let said = set.zip(&piece.quotes).map(|(line, quote)| {
        let words = one_line(&line.words());
        let inner = words.strip_prefix('“').and_then(|w| w.strip_suffix('”'));
        Said {
            text: inner.unwrap_or(&words).to_owned(),
            speaker: quote.speaker.as_deref(),
            paragraph: quote.paragraph,
        }
    });
    said.collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => runs(text),
        Block::List { ordered, items } => {
            let item = |(at, item): (usize, &Vec<Block>)| {
                let mark = match ordered {
                    true => format!("{}. ", at + 1),
                    false => "- ".to_owned(),
                };
                let inner = blocks(item).replace('\n', &format!("\n{}", " ".repeat(mark.len())));
                format!("{mark}{inner}")
            };
            let items: Vec<_> = items.iter().enumerate().map(item).collect();
            items.join("\n")
        }
        Block::Quote { blocks: inner } => quoted(&blocks(inner)),
        Block::Figure {
            image,
            caption,
            credit,
        } => figure(image, caption, credit.as_deref()),
        Block::Table { rows } => {
            let row = |row: &Vec<crate::clipping::Cell>| {
                let cells: Vec<_> = row.iter().map(|cell| runs(&cell.text)).collect();
                cells.join(" | ")
            };
            let rows = rows.iter().filter(|row| !row.is_empty());
            rows.map(row).collect::<Vec<_>>().join("\n")
        }
        Block::Code { text } => clean(text.trim_end()),
        Block::Embed { label, address } => format!("{} <{address}>", one_line(label)),
    }
}

fn figure(image: &Image, caption: &[Run], credit: Option<&str>) -> String {
    let alt = image.alt.as_deref().map(one_line);
    let mut out = alt.map_or_else(|| "[Picture]".to_owned(), |alt| format!("[Picture: {alt}]"));
    if !is_in_page(&image.address) {
        out.push_str(&format!(" <{}>", image.address));
    }
    let words = [Some(runs(caption)), credit.map(one_line)];
    let words: Vec<_> = words.into_iter().flatten().collect();
    let words: Vec<_> = words.iter().filter(|words| !words.is_empty()).collect();
    for (at, words) in words.into_iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { " · " });
        out.push_str(words);
    }
    out
}

fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| format!("> {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Runs, each address after the words that lead there; once, where several runs lead to one.
fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    let mut runs = runs.iter().peekable();
    while let Some(run) = runs.next() {
        out.push_str(&clean(&run.text));
        let goes_on = runs.peek().is_some_and(|next| next.link == run.link);
        if let Some(address) = run.link.as_ref().filter(|_| !goes_on)
            && run.text.trim() != address.as_str()
        {
            let space = out.len() - out.trim_end().len();
            out.truncate(out.len() - space);
            out.push_str(&format!(" <{address}>"));
            out.push_str(if space > 0 { " " } else { "" });
        }
    }
    out.trim().to_owned()
}
