//! The language of a story: what its text is written in, and what its page says.

use whatlang::Lang;

use crate::clipping::jsonld::Story;
use crate::clipping::meta::Meta;
use crate::clipping::{Block, Evidence, Part};

/// How much of the text is read to know its language, in characters.
const ENOUGH: usize = 1_500;

/// Shortest text whose language can be told, in characters.
const SHORTEST: usize = 120;

/// The language, as a tag. What a page says of itself is often left over from a template, so where
/// the text is clearly in another language, the text is believed.
pub(crate) fn find(story: &Story, meta: &Meta, body: &[Block]) -> Option<Part<String>> {
    let said = said(story, meta);
    let mut text = String::new();
    for block in body {
        if let Block::Paragraph { text: runs } = block {
            text.extend(runs.iter().map(|run| run.text.as_str()));
            text.push(' ');
        }
        if text.len() > ENOUGH * 2 {
            break;
        }
    }
    let Some(written) = written(&text) else {
        return said;
    };
    match said {
        Some(said) if main(&said.value) == written => Some(said),
        _ => Some(Part {
            value: written.to_owned(),
            evidence: Evidence::Text,
        }),
    }
}

/// The language that a text is surely in, as a tag of two letters where there is one.
fn written(text: &str) -> Option<&'static str> {
    let end = text
        .char_indices()
        .nth(ENOUGH)
        .map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    if text.chars().count() < SHORTEST {
        return None;
    }
    let info = whatlang::detect(text)?;
    // Its trigrams confuse close kin (Norwegian and Danish, Croatian and Serbian) with confidence.
    let kin = matches!(
        info.lang(),
        Lang::Nob | Lang::Dan | Lang::Hrv | Lang::Srp | Lang::Ind | Lang::Jav | Lang::Afr
    );
    (info.is_reliable() && info.confidence() > 0.9 && !kin).then(|| tag(info.lang()))?
}

fn main(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The tag of a language that news is written in.
fn tag(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ukr => "uk",
        Lang::Rus => "ru",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Mal => "ml",
        Lang::Kan => "kn",
        Lang::Guj => "gu",
        Lang::Pan => "pa",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Ell => "el",
        Lang::Cat => "ca",
        _ => return None,
    })
}

/// What the page says of its language.
fn said(story: &Story, meta: &Meta) -> Option<Part<String>> {
    let tag = |line: &str| {
        let line = line.trim().replace('_', "-");
        let mut parts = line.split('-');
        let main = parts.next()?.to_ascii_lowercase();
        let known =
            (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic());
        let script = parts
            .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        known.then(|| script.map_or(main.clone(), |script| format!("{main}-{script}")))
    };
    let part = |value, evidence| Part { value, evidence };
    let written = meta
        .language
        .as_deref()
        .and_then(tag)
        .map(|tag| part(tag, Evidence::Markup));
    written
        .or_else(|| {
            story
                .language
                .as_deref()
                .and_then(tag)
                .map(|tag| part(tag, Evidence::JsonLd))
        })
        .or_else(|| {
            meta.first(&["og:locale", "content-language", "language", "dc.language"])
                .and_then(tag)
                .map(|tag| part(tag, Evidence::Meta))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_believed_where_it_is_clear() {
        let english = "The bridge over the river was opened again on Thursday after two years of \
            repairs, and the mayor said that the ferry would stop running before the end of the year.";
        for (text, language) in [
            (english, Some("en")),
            ("The bridge", None),
            ("", None),
            (
                "Міст через річку знову відкрили в четвер після двох років ремонту, і мер сказав, що \
                 пором перестане ходити до кінця року, бо на нього більше немає пасажирів.",
                Some("uk"),
            ),
        ] {
            assert_eq!(written(text), language, "{text}");
        }
    }
}
