//! What a page marks by tag, attribute or class, found in one walk, so that the reader of each part
//! looks at its own few elements only.

use std::sync::LazyLock;

// The keys are ours, so nobody can choose them to collide.
use rustc_hash::FxHashMap;

use crate::clipping::dom::{self, At};
use crate::clipping::survey::Survey;

/// The marked elements of a page, each list in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Marks<'a> {
    /// `<html>`, `<meta>`, `<link>`, `<title>`, `<base>`.
    pub(crate) head: Vec<At<'a>>,
    /// `<script>`.
    pub(crate) scripts: Vec<At<'a>>,
    /// `<h1>`, and what is marked as the headline.
    pub(crate) titles: Vec<At<'a>>,
    /// `<h2>`.
    pub(crate) seconds: Vec<At<'a>>,
    /// `<footer>`.
    pub(crate) footers: Vec<At<'a>>,
    /// Where the first `<h1>` stands among the elements of the page.
    pub(crate) headline: Option<usize>,
    /// Elements whose markup says what they are.
    pub(crate) named: Vec<Mark<'a>>,
}

/// An element whose markup says what it is.
#[derive(Debug, Clone)]
pub(crate) struct Mark<'a> {
    pub(crate) at: At<'a>,
    /// What its class and id say: [`dom::class_words`].
    pub(crate) words: String,
    /// What of the story it may be.
    pub(crate) parts: u8,
    /// Whether the first `<h1>` stands before it.
    pub(crate) below: bool,
    /// Where it stands among the elements of the page.
    pub(crate) place: usize,
}

/// Who wrote the story.
pub(crate) const WRITER: u8 = 1;
/// When it was published.
pub(crate) const DATE: u8 = 2;
/// What stands under the headline.
pub(crate) const STANDFIRST: u8 = 4;
/// What stands over it.
pub(crate) const KICKER: u8 = 8;
/// The place it comes from.
pub(crate) const DATELINE: u8 = 16;
/// About the author.
pub(crate) const NOTE: u8 = 32;
/// Whose rights are reserved.
pub(crate) const RIGHTS: u8 = 64;
/// That the rest is sold.
pub(crate) const PAYWALL: u8 = 128;

/// Finds what a page marks.
pub(crate) fn read<'a>(survey: &Survey<'a>) -> Marks<'a> {
    let mut marks = Marks::default();
    // Most names stand on many elements.
    let parts_of = |words: &str| {
        words
            .split(' ')
            .fold(0, |parts, word| parts | by_word(word))
    };
    let by_name: Vec<u8> = survey.names().map(parts_of).collect();
    let named = survey.elements().zip(survey.numbers());
    for (place, ((at, words, _), number)) in named.enumerate() {
        let name = dom::name(at);
        match name {
            "html" | "meta" | "link" | "title" | "base" => marks.head.push(at),
            "script" => marks.scripts.push(at),
            "h1" => {
                marks.headline.get_or_insert(place);
                marks.titles.push(at);
            }
            "h2" => marks.seconds.push(at),
            "footer" => marks.footers.push(at),
            _ => {}
        }
        let prop = dom::attr(at, "itemprop").or_else(|| dom::attr(at, "property"));
        if prop.is_some_and(|prop| said(prop, "headline")) && name != "h1" && name != "meta" {
            marks.titles.push(at);
        }
        let mut parts = by_name[number];
        parts |= prop.map_or(0, by_prop);
        parts |= match name {
            "time" | "relative-time" | "time-ago" | "local-time" => DATE,
            "address" => WRITER,
            "a" if dom::attr(at, "rel").is_some_and(|rel| said(rel, "author")) => WRITER,
            "a" if dom::attr(at, "href").is_some_and(is_profile) => WRITER,
            _ => 0,
        };
        if parts != 0 && !matches!(name, "html" | "body" | "script" | "style") {
            marks.named.push(Mark {
                at,
                words: words.to_owned(),
                parts,
                below: marks.headline.is_some(),
                place,
            });
        }
    }
    marks
}

impl<'a> Marks<'a> {
    /// The elements that may be a part of the story.
    pub(crate) fn of(&self, part: u8) -> impl Iterator<Item = &Mark<'a>> {
        self.named.iter().filter(move |mark| mark.parts & part != 0)
    }
}

/// Whether a list of words in an attribute holds one.
pub(crate) fn said(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|said| said == word)
}

/// Whether a link leads to the page of a writer: `/author/ann-lee`.
pub(crate) fn is_profile(link: &str) -> bool {
    let mut parts = link.split('/');
    // What stands before the first stroke and after the last is no folder.
    parts.next();
    parts.next_back();
    parts.any(|part| {
        matches!(
            part,
            "author"
                | "authors"
                | "autor"
                | "autoren"
                | "auteur"
                | "auteurs"
                | "autores"
                | "staff"
                | "reporter"
                | "reporters"
                | "by"
                | "profile"
                | "people"
                | "journalist"
                | "journalists"
                | "contributor"
                | "contributors"
                | "columnist"
                | "writers"
                | "writer"
                | "editors"
                | "byline"
                | "autore"
                | "autori"
                | "firma"
                | "user"
                | "correspondents"
        )
    })
}

fn by_prop(prop: &str) -> u8 {
    let prop = prop.rsplit(':').next().unwrap_or(prop);
    match prop {
        "author" | "creator" => WRITER,
        "datePublished" | "dateCreated" | "dateModified" => DATE,
        "description" | "alternativeHeadline" | "abstract" => STANDFIRST,
        "articleSection" => KICKER,
        "copyrightHolder" | "copyrightNotice" => RIGHTS,
        "isAccessibleForFree" => PAYWALL,
        _ if said(prop, "author") || said(prop, "creator") => WRITER,
        _ => 0,
    }
}

/// What the words of classes and ids say.
const WORDS: &[(u8, &[&str])] = &[
    (WRITER | NOTE, &["author"]),
    (
        WRITER,
        &[
            "authors",
            "authorname",
            "byline",
            "bylines",
            "writer",
            "reporter",
            "auteur",
            "autor",
            "autoren",
            "autore",
            "by",
            "credits",
            "signature",
            "firma",
            "journalist",
            "contributor",
        ],
    ),
    (
        DATE,
        &[
            "date",
            "time",
            "published",
            "timestamp",
            "pubdate",
            "datetime",
            "postdate",
            "posted",
            "datum",
            "fecha",
            "data",
            "publish",
            "dates",
        ],
    ),
    (DATE | DATELINE, &["dateline"]),
    (
        STANDFIRST,
        &[
            "standfirst",
            "stand",
            "dek",
            "deck",
            "subheadline",
            "sub",
            "subhead",
            "subtitle",
            "summary",
            "lead",
            "intro",
            "excerpt",
            "chapo",
            "vorspann",
            "entradilla",
            "bajada",
            "copete",
            "description",
            "strapline",
            "ingress",
            "sommario",
            "occhiello",
            "lede",
            "strap",
            "subheading",
            "teaser",
            "chapeau",
            "abstract",
            "introduction",
            "descr",
            "synopsis",
            "spot",
            "sapo",
            "perex",
            "preamble",
            "lid",
            "anons",
            "leadtext",
            "desc",
        ],
    ),
    (KICKER, &["kicker", "eyebrow", "overline", "dachzeile"]),
    (NOTE, &["bio", "about", "authorbox"]),
    (RIGHTS, &["copyright", "rights"]),
    (
        PAYWALL,
        &[
            "paywall",
            "paywalled",
            "paid",
            "premium",
            "piano",
            "subscribers",
        ],
    ),
];

/// What a word of a class or an id says. Phrases are looked at by the readers.
fn by_word(word: &str) -> u8 {
    static PARTS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
        let each = WORDS.iter();
        each.flat_map(|(parts, words)| words.iter().map(|word| (*word, *parts)))
            .collect()
    });
    let known = PARTS.get(word).copied();
    known.unwrap_or(if word.ends_with("byline") { WRITER } else { 0 })
}
