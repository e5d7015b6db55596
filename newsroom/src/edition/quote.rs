//! Whether a quote is verbatim.

use crate::clipping::Block;
use crate::clipping::markdown::plain_text;

/// What stands where something was cut out of a quote.
const CUTS: [&str; 4] = ["[…]", "[...]", "(…)", "(...)"];

/// Where a quote stands in a story's kept text: the paragraph in which it begins, counted from 1; 0 is the
/// standfirst. `None` if the text does not hold these words in this order. Quote marks and white space are
/// left aside, and so is what stands as `[…]`: there something was cut out.
pub fn stands(quote: &str, standfirst: Option<&str>, body: &[Block]) -> Option<u32> {
    let mut text = String::new();
    let mut starts = Vec::new();
    let standfirst = standfirst.unwrap_or_default().to_owned();
    let paragraphs = body
        .iter()
        .map(|block| plain_text(std::slice::from_ref(block)));
    for paragraph in std::iter::once(standfirst).chain(paragraphs) {
        starts.push(text.len());
        let words = bare(&paragraph);
        if !words.is_empty() {
            text.push(' ');
            text.push_str(&words);
        }
    }
    text.push(' ');
    let mut from = 0;
    let mut begins = None;
    for piece in pieces(quote) {
        let at = from + text.get(from..)?.find(&piece)?;
        begins = begins.or(Some(at));
        from = at + piece.len();
    }
    let begins = begins?;
    // The first character of a paragraph is the space before it.
    let after = starts.partition_point(|start| *start <= begins);
    u32::try_from(after.checked_sub(1)?).ok()
}

/// How many words of others a quote has.
pub(super) fn words_quoted(quote: &str) -> usize {
    pieces(quote)
        .map(|piece| piece.split_whitespace().count())
        .sum()
}

/// The pieces of a quote between what was cut out of it, bare; empty ones are left out.
fn pieces(quote: &str) -> impl Iterator<Item = String> {
    let mut text = quote.to_owned();
    for cut in CUTS.into_iter().skip(1) {
        text = text.replace(cut, "[…]");
    }
    let pieces: Vec<_> = text.split("[…]").map(bare).collect();
    pieces.into_iter().filter(|piece| !piece.is_empty())
}

/// A text without quote marks, and with one space wherever it has white space.
fn bare(text: &str) -> String {
    let unmarked = |c: &char| !is_quote_mark(*c) && *c != '\u{AD}';
    let text: String = text.chars().filter(unmarked).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』'
    ) || ('\u{2018}'..='\u{201F}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::markdown::blocks_from_markdown;

    #[test]
    fn a_quote_is_verbatim_or_it_is_none() {
        let body = blocks_from_markdown(
            "The ferry left on time.\n\n“We are still arguing about the verb,” one said. “Everyone  agrees.”\n\n\
             A third paragraph speaks of the harbour's board.",
        );
        let standfirst = Some("Forty passengers and one dog");
        for (quote, place) in [
            ("The ferry left on time.", Some(1)),
            ("\"We are still arguing about the verb\"", Some(2)),
            ("We are still arguing about the verb,", Some(2)),
            ("«We are still arguing […] Everyone agrees.»", Some(2)),
            ("arguing [...] harbour’s board", Some(2)),
            ("one dog", Some(0)),
            ("on time. We are", Some(1)),
            ("Everyone […] arguing", None),
            ("everyone agrees", None),
            ("Everyone disagrees.", None),
            ("[…]", None),
            ("", None),
        ] {
            assert_eq!(stands(quote, standfirst, &body), place, "{quote:?}");
        }
        assert_eq!(words_quoted("“We are […] arguing”"), 3);
    }
}
