//! Tables, read after the letter of RFC 4180.

use newsroom::edition::Format;

use crate::expected::{bare, printed};
use crate::stories::{self, Story};

/// Rows of cells. Panics at whatever RFC 4180 does not allow.
fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    while !rest.is_empty() {
        let mut cell = String::new();
        if let Some(mut quoted) = rest.strip_prefix('"') {
            loop {
                let end = quoted.find('"').expect("a quoted cell ends");
                cell.push_str(&quoted[..end]);
                quoted = &quoted[end + 1..];
                match quoted.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        quoted = more;
                    }
                    None => break,
                }
            }
            rest = quoted;
        } else {
            let end = rest.find([',', '\r', '\n', '"']).expect("a row ends");
            cell.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        rows.last_mut().unwrap().push(cell);
        if let Some(more) = rest.strip_prefix(',') {
            rest = more;
        } else {
            rest = rest.strip_prefix("\r\n").expect("a row ends in CRLF");
            if !rest.is_empty() {
                rows.push(Vec::new());
            }
        }
    }
    rows
}

#[test]
fn a_table_has_a_row_a_story_and_no_formula() {
    for (name, edition) in stories::editions() {
        let text = String::from_utf8(printed(&edition, Format::Csv, name)).unwrap();
        let rows = read(&text);
        let column = |named: &str| rows[0].iter().position(|name| name == named).unwrap();
        let expected = stories::of(&edition);
        assert_eq!(rows.len(), expected.len() + 1, "{name}");
        for (row, story) in rows[1..].iter().zip(&expected) {
            assert_eq!(row.len(), rows[0].len());
            for cell in row {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell:?}"
                );
                assert!(
                    cell.chars()
                        .all(|c| c == '\n' || c == '\t' || !c.is_control())
                );
            }
            let cell = |named: &str| {
                row[column(named)]
                    .strip_prefix('\'')
                    .unwrap_or(&row[column(named)])
            };
            let Story {
                headline,
                url,
                comment,
                quotes,
                highlights,
                standfirst,
            } = story;
            assert_eq!(bare(cell("headline")), *headline);
            assert_eq!(cell("url"), url.as_deref().unwrap_or_default());
            assert_eq!(
                bare(cell("standfirst")),
                standfirst.clone().unwrap_or_default()
            );
            let words = bare(cell("comment"));
            if !comment.is_empty()
                && !words.contains("<https://")
                && !cell("comment").contains("\n- ")
            {
                assert_eq!(words, *comment);
            }
            let lines: Vec<_> = cell("quotes").lines().collect();
            assert_eq!(lines.len(), quotes.len(), "{:?}", cell("quotes"));
            for (line, quote) in lines.iter().zip(quotes) {
                let speaker = quote
                    .speaker
                    .clone()
                    .unwrap_or_else(|| "speakerunknown".to_owned());
                let start = format!("“{}”—{speaker}—", quote.text);
                assert!(bare(line).starts_with(&start), "{line:?}: {start:?}");
                assert!(line.ends_with(url.as_deref().unwrap_or("address unknown")));
            }
            let mut rest = bare(cell("highlights"));
            for highlight in highlights {
                let at = rest.find(highlight.as_str()).expect("a highlight is there");
                rest.drain(..at + highlight.len());
            }
        }
    }
}

#[test]
fn a_table_is_quick_and_stops() {
    stories::is_quick_and_stops(Format::Csv);
}
