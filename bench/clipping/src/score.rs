//! How well a page was cut, by the measures in which extractors are usually compared.
//!
//! - Body: 4-gram shingles counted with their multiplicity, as in Zyte's article extraction benchmark.
//!   Over a set, precision and recall are plain means over pages (a page that has no text on either
//!   side is no page for precision, one without gold none for recall), and F1 is that of the means.
//! - Words: F1 of lower-cased bags of words, averaged over pages, as in WCXB.
//! - Segments: texts that have to be in the body, and texts that must not be, counted over a set, as
//!   in trafilatura's evaluation.
//! - Parts: the share of pages with exactly the right answer, of those that have one. Case, marks and
//!   spaces do not count, the order of authors neither; of a date only the day, of a picture its name.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::hash::Hash;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::candidate::Prediction;
use crate::pack::Gold;

/// The measures of one page. What its gold does not know is not measured.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    pub(crate) body: Option<Body>,
    pub(crate) segments: Option<Segments>,
    pub(crate) title: Option<bool>,
    pub(crate) author: Option<bool>,
    pub(crate) date: Option<bool>,
    pub(crate) dek: Option<bool>,
    pub(crate) lead_image: Option<bool>,
}

/// How much of the body was found, and how much else.
#[derive(Debug)]
pub(crate) struct Body {
    shingles: Overlap,
    /// Whether all tokens are the same.
    pub(crate) exact: bool,
    /// F1 of the words.
    pub(crate) words: f64,
}

/// What two multisets have in common, and what each has alone.
#[derive(Debug, Clone, Copy, Default)]
struct Overlap {
    both: usize,
    only_found: usize,
    only_gold: usize,
}

/// Texts that have to be in the body and are or are not, and texts that must not be.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Segments {
    kept: usize,
    lost: usize,
    wrongly_kept: usize,
}

static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").ok());
static BETWEEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\s*[;|\n,&]\s*|\s+(?:and|und|et|y|e|og|och|en)\s+").ok());
static BY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:by|von|par|por|da|door|av|di|de|text|words by|written by)\s*:?\s+").ok()
});

/// Measures what was found on a page against what is known of it.
pub(crate) fn mark(gold: &Gold, found: &Prediction) -> Marks {
    let same = |gold: &Option<String>, found: &Option<String>| {
        let gold = asked(gold)?;
        Some(plain(gold) == plain(found.as_deref().unwrap_or_default()))
    };
    Marks {
        body: asked(&gold.body).map(|gold| body(gold, &found.body)),
        segments: segments(gold, &found.body),
        title: same(&gold.title, &found.title),
        author: authors_of(gold).map(|authors| authors == names(&found.author)),
        date: gold
            .date
            .as_deref()
            .and_then(day)
            .map(|gold| found.date.as_deref().and_then(day) == Some(gold)),
        dek: same(&gold.dek, &found.dek),
        lead_image: gold
            .lead_image
            .as_ref()
            .filter(|images| !images.is_empty())
            .map(|images| {
                let found = found.lead_image.as_deref().and_then(file_name);
                found.is_some() && images.iter().any(|image| file_name(image) == found)
            }),
    }
}

fn asked(gold: &Option<String>) -> Option<&str> {
    gold.as_deref().filter(|text| !text.is_empty())
}

fn body(gold: &str, found: &str) -> Body {
    let (gold_words, found_words) = (words(gold), words(found));
    let lower = |text: &str| bag(words(&text.to_lowercase()).into_iter().map(str::to_owned));
    Body {
        shingles: overlap(&shingles(&gold_words), &shingles(&found_words)),
        exact: gold_words == found_words,
        words: overlap(&lower(gold), &lower(found)).f1(),
    }
}

fn words(text: &str) -> Vec<&str> {
    WORD.iter()
        .flat_map(|word| word.find_iter(text))
        .map(|word| word.as_str())
        .collect()
}

fn shingles<'a>(words: &[&'a str]) -> HashMap<Vec<&'a str>, usize> {
    match words.len() {
        0 => HashMap::new(),
        1..4 => bag([words.to_vec()]),
        _ => bag(words.windows(4).map(<[_]>::to_vec)),
    }
}

fn bag<T: Hash + Eq>(things: impl IntoIterator<Item = T>) -> HashMap<T, usize> {
    let mut bag = HashMap::new();
    for thing in things {
        *bag.entry(thing).or_default() += 1;
    }
    bag
}

fn overlap<T: Hash + Eq>(gold: &HashMap<T, usize>, found: &HashMap<T, usize>) -> Overlap {
    let common = |(thing, count): (&T, &usize)| *count.min(found.get(thing).unwrap_or(&0));
    let both = gold.iter().map(common).sum();
    Overlap {
        both,
        only_found: found.values().sum::<usize>() - both,
        only_gold: gold.values().sum::<usize>() - both,
    }
}

impl Overlap {
    /// Precision and recall. Nothing to find and nothing found is perfect.
    fn precision_and_recall(self) -> (f64, f64) {
        let share = |missed: usize| match self.both {
            0 => 0.0,
            both => both as f64 / (both + missed) as f64,
        };
        match self.only_found + self.only_gold {
            0 => (1.0, 1.0),
            _ => (share(self.only_found), share(self.only_gold)),
        }
    }

    fn f1(self) -> f64 {
        let (precision, recall) = self.precision_and_recall();
        harmonic(precision, recall)
    }
}

impl fmt::Display for Segments {
    /// Kept, lost and wrongly kept: "3/0/1".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.kept, self.lost, self.wrongly_kept)
    }
}

impl Body {
    pub(crate) fn precision_and_recall(&self) -> (f64, f64) {
        self.shingles.precision_and_recall()
    }

    pub(crate) fn f1(&self) -> f64 {
        self.shingles.f1()
    }
}

/// F1 over pages, of the means of their precision and recall; none if no page has a body.
pub(crate) fn body_f1<'a>(pages: impl Iterator<Item = &'a Body> + Clone) -> Option<f64> {
    let found = pages
        .clone()
        .filter(|page| page.shingles.both + page.shingles.only_found > 0);
    let precision = mean(found.map(|page| page.precision_and_recall().0));
    let has_gold = |page: &&Body| page.shingles.both + page.shingles.only_gold > 0;
    let recall = mean(
        pages
            .filter(has_gold)
            .map(|page| page.precision_and_recall().1),
    )?;
    Some(harmonic(precision.unwrap_or_default(), recall))
}

/// F1 of the segments of pages; none if no page has any.
pub(crate) fn segments_f1<'a>(pages: impl Iterator<Item = &'a Segments>) -> Option<f64> {
    let all = pages.copied().reduce(|all, page| Segments {
        kept: all.kept + page.kept,
        lost: all.lost + page.lost,
        wrongly_kept: all.wrongly_kept + page.wrongly_kept,
    })?;
    let share = |missed: usize| all.kept as f64 / (all.kept + missed).max(1) as f64;
    Some(harmonic(share(all.wrongly_kept), share(all.lost)))
}

/// The mean; none of nothing.
pub(crate) fn mean(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = numbers.fold((0_usize, 0.0), |(count, sum), number| {
        (count + 1, sum + number)
    });
    (count > 0).then(|| sum / count as f64)
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    match precision + recall {
        0.0 => 0.0,
        sum => 2.0 * precision * recall / sum,
    }
}

fn segments(gold: &Gold, found: &str) -> Option<Segments> {
    let (with, without) = (
        gold.with.as_deref().unwrap_or_default(),
        gold.without.as_deref().unwrap_or_default(),
    );
    if with.is_empty() && without.is_empty() {
        return None;
    }
    let text = one_space(found);
    let count = |texts: &[String]| {
        let holds = |part: &&String| !found.is_empty() && text.contains(&one_space(part));
        texts.iter().filter(holds).count()
    };
    let kept = count(with);
    Some(Segments {
        kept,
        lost: with.len() - kept,
        wrongly_kept: count(without),
    })
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text, without case, marks and forms of compatibility.
fn plain(text: &str) -> String {
    let composed: String = text.nfkc().collect();
    words(&caseless::default_case_fold_str(&composed)).join(" ")
}

fn authors_of(gold: &Gold) -> Option<BTreeSet<String>> {
    gold.author
        .as_ref()
        .filter(|authors| !authors.is_empty())
        .map(|authors| names(authors))
}

fn names(authors: &[String]) -> BTreeSet<String> {
    let pieces = authors
        .iter()
        .flat_map(|author| BETWEEN.iter().flat_map(|between| between.split(author)));
    let names = pieces.flat_map(|piece| BY.iter().map(move |by| plain(&by.replace(piece, ""))));
    names.filter(|name| !name.is_empty()).collect()
}

/// The day at the head of a date: 2026-11-24.
fn day(date: &str) -> Option<&str> {
    let head = date.trim_start().get(..10)?;
    let is_day = head.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_day.then_some(head)
}

/// The name of a picture's file, which variants in other sizes mostly keep.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?.trim_end_matches('/');
    let name = path.rsplit('/').next()?.to_lowercase();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold_body(body: &str) -> Gold {
        Gold {
            body: Some(body.to_owned()),
            ..Gold::default()
        }
    }

    #[track_caller]
    fn check_body(gold: &str, found: &str, (precision, recall): (f64, f64)) {
        let found = Prediction {
            body: found.to_owned(),
            ..Prediction::default()
        };
        let marks = mark(&gold_body(gold), &found);
        assert_eq!(
            marks.body.unwrap().precision_and_recall(),
            (precision, recall)
        );
    }

    #[test]
    fn a_body_is_compared_by_runs_of_four_words() {
        check_body("a b c d e", "a b c d e", (1.0, 1.0));
        check_body("a b c d e", "a, b – c d! e", (1.0, 1.0));
        check_body("a b c d e", "a b c d", (1.0, 0.5));
        check_body("a b c d", "a b c d e f", (1.0 / 3.0, 1.0));
        check_body("a b", "a b", (1.0, 1.0));
        check_body("a b", "a b c", (0.0, 0.0));
        check_body("a b c d", "", (0.0, 0.0));
        check_body("a b c d a b c d", "a b c d", (1.0, 0.2));
    }

    #[test]
    fn a_set_has_the_f1_of_its_means_and_what_found_nothing_counts_for_recall_only() {
        let of = |gold, found: &str| body(gold, found);
        let pages = [of("a b c d", "a b c d"), of("a b c d", "")];
        assert_eq!(body_f1(pages.iter()), Some(2.0 / 3.0));
        assert_eq!(body_f1([].iter()), None);
    }

    #[test]
    fn parts_are_compared_without_case_marks_and_order() {
        let gold = Gold {
            title: Some("The “Ferry” runs: again".to_owned()),
            author: Some(vec!["Ann Lee".to_owned(), "Béla Kőrösi".to_owned()]),
            date: Some("2026-03-14".to_owned()),
            dek: Some("Straße frei".to_owned()),
            lead_image: Some(vec!["https://courier.example/a/ferry.jpg?w=1".to_owned()]),
            ..Gold::default()
        };
        let right = Prediction {
            title: Some("the ferry RUNS again".to_owned()),
            author: vec!["By Béla Kőrösi and Ann Lee".to_owned()],
            date: Some("2026-03-14T23:00:00Z".to_owned()),
            dek: Some("STRASSE FREI".to_owned()),
            lead_image: Some("https://pictures.example/Ferry.jpg".to_owned()),
            ..Prediction::default()
        };
        let all = |marks: &Marks| {
            [
                marks.title,
                marks.author,
                marks.date,
                marks.dek,
                marks.lead_image,
            ]
        };
        assert_eq!(all(&mark(&gold, &right)), [Some(true); 5]);
        assert_eq!(all(&mark(&gold, &Prediction::default())), [Some(false); 5]);
        assert_eq!(all(&mark(&Gold::default(), &right)), [None; 5]);
    }

    #[test]
    fn segments_are_looked_up_whatever_the_spaces() {
        let gold = Gold {
            with: Some(vec!["on  time".to_owned(), "not there".to_owned()]),
            without: Some(vec!["read also".to_owned()]),
            ..Gold::default()
        };
        let found = segments(&gold, "It left on\ntime. Read also").unwrap();
        assert_eq!((found.kept, found.lost, found.wrongly_kept), (1, 1, 0));
        let found = segments(&gold, "").unwrap();
        assert_eq!((found.kept, found.lost, found.wrongly_kept), (0, 2, 0));
    }
}
