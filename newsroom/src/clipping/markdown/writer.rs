//! A body as Markdown.

use crate::Address;
use crate::clipping::{Block, Cell, Run, runs};

/// Writes blocks as Markdown that [`blocks_from_markdown`](super::blocks_from_markdown) reads as the
/// same blocks, if they are tidy as a cut leaves them: white space single, neighbours of one style
/// merged. A picture's caption and credit stand in its title; an embed is written as a link.
pub fn markdown_of(blocks: &[Block]) -> String {
    markdown_with(blocks, &|address| address.to_string())
}

/// Writes blocks as Markdown, with each picture at the place that is said for its address.
pub(crate) fn markdown_with(blocks: &[Block], place: &dyn Fn(&Address) -> String) -> String {
    let mut written = String::new();
    write_blocks(blocks, place, &mut written);
    written
}

fn write_blocks(blocks: &[Block], place: &dyn Fn(&Address) -> String, out: &mut String) {
    let mut lists = 0;
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            out.push_str("\n\n");
        }
        // Two lists in a row are two lists only if their marks differ.
        lists = if matches!(block, Block::List { .. }) {
            lists + 1
        } else {
            0
        };
        write_block(block, lists % 2 == 0, place, out);
    }
}

fn write_block(block: &Block, second: bool, place: &dyn Fn(&Address) -> String, out: &mut String) {
    match block {
        Block::Paragraph { text } => write_runs(text, Place::Paragraph, out),
        Block::Heading { level, text } => {
            out.push_str(&"#".repeat(usize::from(*level).clamp(2, 6)));
            out.push(' ');
            write_runs(text, Place::Heading, out);
        }
        Block::List { ordered, items } => {
            // Items of one paragraph each stand together, as a person would write them. An embed is
            // written as one.
            let line = |item: &Vec<Block>| {
                matches!(
                    item.as_slice(),
                    [Block::Paragraph { .. } | Block::Embed { .. }]
                )
            };
            let tight = items.iter().all(line);
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(if tight { "\n" } else { "\n\n" });
                }
                let mark = match (ordered, second) {
                    (true, false) => format!("{}. ", at + 1),
                    (true, true) => format!("{}) ", at + 1),
                    (false, false) => "- ".to_owned(),
                    (false, true) => "* ".to_owned(),
                };
                let mut inner = String::new();
                write_blocks(item, place, &mut inner);
                write_indented(&inner, &mark, &" ".repeat(mark.len()), out);
            }
        }
        Block::Quote { blocks } => {
            let mut inner = String::new();
            write_blocks(blocks, place, &mut inner);
            write_indented(&inner, "> ", "> ", out);
        }
        Block::Figure {
            image,
            caption,
            credit,
        } => {
            let alt = image.alt.as_deref().unwrap_or("").replace('\n', " ");
            out.push_str("![");
            write_text(&alt, Place::Label, out);
            out.push_str("](");
            write_address(&place(&image.address), out);
            let caption = runs::words(caption).replace('\n', " ");
            let title = match credit {
                Some(credit) if caption.is_empty() => format!("| {credit}"),
                Some(credit) => format!("{caption} | {credit}"),
                None => caption,
            };
            if !title.is_empty() {
                out.push_str(" \"");
                let mut words = String::new();
                write_text(&title, Place::Label, &mut words);
                out.push_str(&words.replace('"', "\\\""));
                out.push('"');
            }
            out.push(')');
        }
        Block::Table { rows } => write_table(rows, out),
        Block::Code { text } => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            out.push_str(&format!("{fence}\n{text}\n{fence}"));
        }
        Block::Embed { label, address } => {
            out.push('[');
            write_text(label, Place::Label, out);
            out.push_str("](");
            write_address(address.as_str(), out);
            out.push(')');
        }
    }
}

fn write_indented(inner: &str, first: &str, rest: &str, out: &mut String) {
    for (at, line) in inner.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let mark = if at == 0 { first } else { rest };
        // A blank line inside a list stays blank.
        out.push_str(if line.is_empty() {
            mark.trim_end()
        } else {
            mark
        });
        out.push_str(line);
    }
}

fn write_table(rows: &[Vec<Cell>], out: &mut String) {
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    let headed = rows
        .first()
        .is_some_and(|row| row.iter().all(|cell| cell.heading));
    let empty = Vec::new();
    // A table of Markdown always has a head; an empty one is not read back.
    let head = if headed {
        rows.first().unwrap_or(&empty)
    } else {
        &empty
    };
    let body = rows.iter().skip(usize::from(headed));
    write_row(head, wide, out);
    out.push('\n');
    out.push('|');
    out.push_str(&" --- |".repeat(wide));
    for row in body {
        out.push('\n');
        write_row(row, wide, out);
    }
}

fn write_row(row: &[Cell], wide: usize, out: &mut String) {
    out.push('|');
    for at in 0..wide {
        out.push(' ');
        if let Some(cell) = row.get(at) {
            write_runs(&cell.text, Place::Cell, out);
        }
        out.push_str(" |");
    }
}

fn write_runs(runs: &[Run], place: Place, out: &mut String) {
    for (at, run) in runs.iter().enumerate() {
        let open = if run.link.is_some() { "[" } else { "" };
        let clear = clear_marks(run, out, runs.get(at + 1));
        let (mut before, mut after) = (String::new(), String::new());
        for (on, mark, tag) in [(run.strong, "**", "strong"), (run.emphasis, "*", "em")] {
            if on && clear {
                before.push_str(mark);
                after.insert_str(0, mark);
            } else if on {
                before.push_str(&format!("<{tag}>"));
                after.insert_str(0, &format!("</{tag}>"));
            }
        }
        // "Stop!" before a link is no picture.
        if run.link.is_some() && out.ends_with('!') {
            out.pop();
            out.push_str("\\!");
        }
        out.push_str(open);
        out.push_str(&before);
        write_text(
            &run.text,
            if run.link.is_some() {
                Place::Label
            } else {
                place
            },
            out,
        );
        out.push_str(&after);
        if let Some(link) = &run.link {
            out.push_str("](");
            write_address(link.as_str(), out);
            out.push(')');
        }
    }
}

/// Whether `*` around a run can only be read as its emphasis: no spaces just inside, and spaces or
/// signs outside.
fn clear_marks(run: &Run, before: &str, next: Option<&Run>) -> bool {
    let plain = |run: &&Run| !run.strong && !run.emphasis && run.link.is_none();
    let opens = before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || c == '(');
    let closes = match next {
        None => true,
        Some(next) => {
            plain(&next)
                && next
                    .text
                    .starts_with([' ', '\n', ',', '.', ';', ':', '?', ')'])
        }
    };
    let mut words = run.text.chars();
    let is_close = |c: char| !c.is_whitespace() && c != '*';
    let inside = words.next().is_some_and(is_close) && words.next_back().is_none_or(is_close);
    opens && closes && inside && run.link.is_none()
}

/// Where text stands: what Markdown takes for its own depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    Heading,
    Cell,
    /// The words of a link or a picture, which may stand in a cell.
    Label,
}

/// Writes text in which nothing is a mark of Markdown (CommonMark 0.31). Only what would be read as
/// a mark where it stands is escaped: people read what is written here.
fn write_text(text: &str, place: Place, out: &mut String) {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\n' {
            out.push_str(match place {
                Place::Paragraph => "\\\n",
                Place::Heading | Place::Cell => "<br>",
                Place::Label => " ",
            });
            continue;
        }
        if is_mark(c, chars.as_str(), place, out) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether a sign is a mark after what is written and before the rest of its run. Where a run ends,
/// marks of its style follow.
fn is_mark(c: char, rest: &str, place: Place, written: &str) -> bool {
    let next = rest.chars().next();
    let is_next = |signs: &[char]| next.is_none_or(|next| signs.contains(&next));
    let after_space = written.is_empty() || written.ends_with(char::is_whitespace);
    let starts_line = place == Place::Paragraph && (written.is_empty() || written.ends_with('\n'));
    match c {
        '`' => true,
        // Before a letter a backslash is itself.
        '\\' => next.is_none_or(|next| next == '\n' || next.is_ascii_punctuation()),
        // Between spaces a star neither opens nor closes.
        '*' => starts_line || !(after_space && next.is_some_and(char::is_whitespace)),
        // Inside a word neither does a line below.
        '_' => {
            let inside = next.is_some_and(char::is_alphanumeric);
            !(inside && written.ends_with(char::is_alphanumeric))
        }
        // What only opens, a space before it, strikes nothing out: "~20".
        '~' => !(after_space && next.is_some_and(|next| next.is_ascii_digit())),
        '[' => place == Place::Label || !is_plain_bracket(rest),
        ']' => place == Place::Label || !closes_plain_bracket(written, next),
        '<' => {
            next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next))
                || is_mail_address(rest)
        }
        '&' => is_entity(rest),
        '|' => starts_line || matches!(place, Place::Cell | Place::Label),
        // It may close a heading as it opens one.
        '#' if place == Place::Heading => {
            (after_space && is_next(&['#'])) || written.ends_with('#')
        }
        '#' => starts_line,
        '>' => starts_line,
        '+' => starts_line && is_next(&[' ', '\n']),
        '-' => starts_line && is_next(&[' ', '\n', '-']),
        '=' => starts_line && is_next(&[' ', '\n', '=']),
        ':' => starts_line && is_next(&['-']),
        '.' | ')' => place == Place::Paragraph && is_next(&[' ', '\n']) && numbers_a_line(written),
        _ => false,
    }
}

/// Whether what follows a closing bracket makes no link of it: `[sic] ` is none, `[sic](` may be.
fn leads_nowhere(next: Option<char>) -> bool {
    next.is_some_and(|next| !matches!(next, '(' | '[' | ':'))
}

/// Whether the bracket that opens before some text closes in it and is no link's.
fn is_plain_bracket(rest: &str) -> bool {
    let Some(at) = rest.find(['[', ']', '\\', '\n']) else {
        return false;
    };
    let closes = rest.get(at..).and_then(|rest| rest.strip_prefix(']'));
    closes.is_some_and(|after| leads_nowhere(after.chars().next()))
}

/// Whether a bracket closes one that [`is_plain_bracket`] let stand.
fn closes_plain_bracket(written: &str, next: Option<char>) -> bool {
    let open = written.rfind(['[', ']']);
    let open = open.filter(|&at| written[at..].starts_with('['));
    open.is_some_and(|at| !written[..at].ends_with('\\')) && leads_nowhere(next)
}

/// Whether an ampersand before some text would be read as an entity: `&amp;`, `&#38;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
    name.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}

/// Whether all of the last line is a number: with a full stop it would be an item of a list.
fn numbers_a_line(written: &str) -> bool {
    let line = written.rsplit('\n').next().unwrap_or("");
    !line.is_empty() && line.len() <= 9 && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes an address between brackets: brackets that do not pair would end it, an ampersand may
/// look like an entity, a bar would end the cell it stands in.
fn write_address(address: &str, out: &mut String) {
    let mut depth = 0_i32;
    let pairs = address.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (0..8).contains(&depth)
    }) && depth == 0;
    for (at, c) in address.char_indices() {
        let rest = &address[at + c.len_utf8()..];
        let marks = match c {
            '(' | ')' => !pairs,
            '&' => is_entity(rest),
            '\\' | '<' | '>' | '|' => true,
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether what stands between angle brackets would be read as the address of a mail: "<7@b.example>".
fn is_mail_address(rest: &str) -> bool {
    let inside = rest.split(['<', '>', ' ', '\n']).next();
    inside.is_some_and(|inside| inside.contains('@'))
}
