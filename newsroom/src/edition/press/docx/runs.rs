//! Runs of text as a document says them: style, language and direction.

use crate::clipping::Run;
use crate::edition::press::language::{direction, is_right_to_left};
use crate::edition::press::markup::text;

/// In which language words are, and from which side they are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Voice<'v> {
    /// A well-formed BCP 47 tag; empty if it is unknown.
    pub(super) language: &'v str,
    /// Whether their paragraph is read from right to left.
    pub(super) right_to_left: bool,
}

/// Words in the style of a run, in a document of a language. Word draws what it is told is read from right
/// to left in another font, so each run is of one direction.
pub(super) fn set(words: &str, run: &Run, voice: Voice<'_>, document: &str) -> String {
    let mut out = String::new();
    for (right_to_left, words) in parts(words, voice.right_to_left) {
        out.push_str("<w:r>");
        out.push_str(&properties(run, right_to_left, voice.language, document));
        out.push_str(&letters(&text(words)));
        out.push_str("</w:r>");
    }
    out
}

/// Words that hold their spaces, line breaks and tabs.
fn letters(escaped: &str) -> String {
    let mut out = String::with_capacity(escaped.len() + 48);
    let mut rest = escaped;
    loop {
        let end = rest.find(['\n', '\t']).unwrap_or(rest.len());
        let (words, after) = rest.split_at(end);
        if !words.is_empty() {
            out.push_str("<w:t xml:space=\"preserve\">");
            out.push_str(words);
            out.push_str("</w:t>");
        }
        match after.as_bytes().first() {
            Some(b'\n') => out.push_str("<w:br/>"),
            Some(_) => out.push_str("<w:tab/>"),
            None => return out,
        }
        rest = after.get(1..).unwrap_or_default();
    }
}

/// The order is that of the schema.
fn properties(run: &Run, right_to_left: bool, language: &str, document: &str) -> String {
    let mut out = String::new();
    if run.link.is_some() {
        out.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
    }
    if run.strong {
        out.push_str("<w:b/><w:bCs/>");
    }
    if run.emphasis {
        out.push_str("<w:i/><w:iCs/>");
    }
    if right_to_left {
        out.push_str("<w:rtl/>");
    }
    if !language.is_empty() && language != document {
        let script = script(language);
        out.push_str(&format!("<w:lang w:{script}=\"{language}\"/>"));
    }
    match &*out {
        "" => out,
        _ => format!("<w:rPr>{out}</w:rPr>"),
    }
}

/// Word keeps three languages for a text, one for each kind of script.
pub(super) fn script(language: &str) -> &'static str {
    let plain = language.split('-').next().unwrap_or_default();
    match plain.to_ascii_lowercase().as_str() {
        "zh" | "ja" | "ko" | "yue" => "eastAsia",
        _ if is_right_to_left(language) => "bidi",
        _ => "val",
    }
}

/// Words cut where their direction changes. What has none goes with what is before it.
fn parts(words: &str, paragraph: bool) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let (mut from, mut now) = (0, paragraph);
    for (at, c) in words.char_indices() {
        match direction(c) {
            Some(other) if other != now => {
                if at > from {
                    parts.push((now, words.get(from..at).unwrap_or_default()));
                }
                (from, now) = (at, other);
            }
            _ => {}
        }
    }
    let rest = words.get(from..).unwrap_or_default();
    if !rest.is_empty() {
        parts.push((now, rest));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_their_direction_changes() {
        let cut = parts("שלום, world 7 — שוב", true);
        assert_eq!(
            cut,
            [(true, "שלום, "), (false, "world 7 — "), (true, "שוב")]
        );
        assert_eq!(parts("“שלום", false), [(false, "“"), (true, "שלום")]);
        assert_eq!(parts("", true), []);
    }

    #[test]
    fn breaks_and_tabs_are_kept() {
        assert_eq!(
            letters("a\n\n b\t"),
            "<w:t xml:space=\"preserve\">a</w:t><w:br/><w:br/><w:t xml:space=\"preserve\"> b</w:t><w:tab/>"
        );
    }
}
