//! A body as Markdown.

use crate::clipping::{Block, Cell, Run, runs};

/// Writes blocks as Markdown that [`blocks_from_markdown`](super::blocks_from_markdown) reads as the
/// same blocks, if they are tidy as a cut leaves them: white space single, neighbours of one style
/// merged. A picture's caption and credit stand in its title; an embed is written as a link.
pub fn markdown_of(blocks: &[Block]) -> String {
    let mut written = String::new();
    write_blocks(blocks, &mut written);
    written
}

fn write_blocks(blocks: &[Block], out: &mut String) {
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
        write_block(block, lists % 2 == 0, out);
    }
}

fn write_block(block: &Block, second: bool, out: &mut String) {
    match block {
        Block::Paragraph { text } => write_runs(text, "\\\n", out),
        Block::Heading { level, text } => {
            out.push_str(&"#".repeat(usize::from(*level).clamp(2, 6)));
            out.push(' ');
            write_runs(text, "<br>", out);
        }
        Block::List { ordered, items } => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str("\n\n");
                }
                let mark = match (ordered, second) {
                    (true, false) => format!("{}. ", at + 1),
                    (true, true) => format!("{}) ", at + 1),
                    (false, false) => "- ".to_owned(),
                    (false, true) => "* ".to_owned(),
                };
                let mut inner = String::new();
                write_blocks(item, &mut inner);
                write_indented(&inner, &mark, &" ".repeat(mark.len()), out);
            }
        }
        Block::Quote { blocks } => {
            let mut inner = String::new();
            write_blocks(blocks, &mut inner);
            write_indented(&inner, "> ", "> ", out);
        }
        Block::Figure {
            image,
            caption,
            credit,
        } => {
            let alt = image.alt.as_deref().unwrap_or("").replace('\n', " ");
            out.push_str("![");
            write_text(&alt, " ", out);
            out.push_str("](");
            write_address(image.address.as_str(), out);
            let caption = runs::words(caption).replace('\n', " ");
            let title = match credit {
                Some(credit) => format!("{caption} | {credit}"),
                None => caption,
            };
            if !title.is_empty() {
                out.push_str(" \"");
                let mut words = String::new();
                write_text(&title, " ", &mut words);
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
            write_text(label, " ", out);
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
            write_runs(&cell.text, "<br>", out);
        }
        out.push_str(" |");
    }
}

fn write_runs(runs: &[Run], line_break: &str, out: &mut String) {
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
        out.push_str(open);
        out.push_str(&before);
        write_text(&run.text, line_break, out);
        out.push_str(&after);
        if let Some(link) = &run.link {
            out.push_str("](");
            write_address(link.as_str(), out);
            out.push(')');
        }
    }
}

/// Whether `*` around a run can only be read as its emphasis: words inside, spaces outside.
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
    let inside = words.next().is_some_and(char::is_alphanumeric);
    let inside = inside && words.next_back().is_none_or(char::is_alphanumeric);
    opens && closes && inside && run.link.is_none()
}

/// Text in which nothing is a mark of Markdown.
fn write_text(text: &str, line_break: &str, out: &mut String) {
    let starts_line = |out: &String| out.is_empty() || out.ends_with('\n') || out.ends_with(' ');
    let mut digits = starts_line(out);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => {
                out.push_str(line_break);
                digits = true;
                continue;
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' => out.push('\\'),
            '+' | '-' | '=' if starts_line(out) => out.push('\\'),
            // The end of a run may meet the bracket of a link, or the name of an entity.
            '!' if chars.peek().is_none() => out.push('\\'),
            '&' if chars
                .peek()
                .is_none_or(|c| c.is_alphanumeric() || *c == '#') =>
            {
                out.push('\\')
            }
            '.' | ')' if digits && out.ends_with(|c: char| c.is_ascii_digit()) => out.push('\\'),
            _ => {}
        }
        digits = digits && c.is_ascii_digit();
        out.push(c);
    }
}

fn write_address(address: &str, out: &mut String) {
    for c in address.chars() {
        if matches!(c, '(' | ')' | '&' | '\\' | '*' | '_' | '<' | '>' | '|') {
            // An ampersand may look like an entity, a bracket like the end.
            if c != '&' || address.contains(';') {
                out.push('\\');
            }
        }
        out.push(c);
    }
}
