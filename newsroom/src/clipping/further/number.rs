//! The number of a page in its address, and in words.

use crate::Address;

/// The highest number that a page of a story has. Higher ones are of stories, years and lists.
const HIGHEST: u32 = 40;

/// Keys of a query that name a page.
const KEYS: &[&str] = &[
    "page",
    "p",
    "pg",
    "paged",
    "pagina",
    "pagine",
    "seite",
    "sayfa",
    "strona",
    "pagenumber",
    "page_no",
    "pageno",
    "sida",
    "side",
];

/// Words before a number in a path.
const WORDS: &[&str] = &[
    "page", "p", "seite", "pagina", "strana", "strona", "sayfa", "sida", "side", "part",
];

/// Whether one address is that of the page after another's: they are the same but for the number.
pub(super) fn follows(from: &Address, to: &Address) -> bool {
    let (Some(from), Some(to)) = (numbered(from), numbered(to)) else {
        return false;
    };
    from.0 == to.0 && to.1 == from.1 + 1
}

/// An address without the number of its page, and the number; 1 where it has none.
fn numbered(address: &Address) -> Option<(String, u32)> {
    let url = address.url().ok()?;
    let mut number = None;
    let mut kept = Vec::new();
    for (key, value) in url.query_pairs() {
        let page = KEYS
            .contains(&key.to_lowercase().as_str())
            .then(|| count(&value))
            .flatten();
        match page {
            Some(page) => number = Some(page),
            None => kept.push(format!("{key}={value}")),
        }
    }
    let path = url.path().trim_end_matches('/');
    let (path, number) = match number {
        Some(number) => (path.to_owned(), number),
        None => in_path(path).unwrap_or((path.to_owned(), 1)),
    };
    Some((
        format!("{}{path}?{}", address.site(), kept.join("&")),
        number,
    ))
}

/// `/story/2`, `/story/page/2`, `/story/seite-2`, `/story-2.html`, `/story,2.html`, `/story_p2.html`.
fn in_path(path: &str) -> Option<(String, u32)> {
    let (before, last) = path.rsplit_once('/')?;
    let (name, end) = match last.rsplit_once('.') {
        Some((name, end)) if end.chars().all(char::is_alphabetic) => (name, format!(".{end}")),
        _ => (last, String::new()),
    };
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (stem, number) = name.split_at_checked(name.len() - digits)?;
    let number = count(number)?;
    let bare = stem.trim_end_matches(['-', '_', ',']);
    let marked = WORDS
        .iter()
        .filter_map(|word| bare.strip_suffix(word))
        .find(|rest| rest.is_empty() || rest.ends_with(['-', '_', ',']));
    let stem = marked.unwrap_or(stem);
    if stem.is_empty() {
        // A part of its own; before it may stand the word for a page.
        let before = before
            .rsplit_once('/')
            .filter(|(_, word)| WORDS.contains(word))
            .map_or(before, |(before, _)| before);
        return Some((format!("{before}{end}"), number))
            .filter(|(stem, _)| stem.rsplit('/').next().is_some_and(|slug| slug.len() > 3));
    }
    let stem = stem.strip_suffix(['-', '_', ','])?;
    Some((format!("{before}/{stem}{end}"), number)).filter(|_| !stem.is_empty())
}

fn count(digits: &str) -> Option<u32> {
    digits
        .parse()
        .ok()
        .filter(|number| (1..=HIGHEST).contains(number) && !digits.starts_with('0'))
}

/// Whether the text of a link says that it leads to a further page: "2", "Next page", "Seite 2".
pub(super) fn is_label(label: &str) -> bool {
    const NEXT: &[&str] = &[
        "next page",
        "continue reading on the next page",
        "nächste seite",
        "weiter auf seite 2",
        "page suivante",
        "página siguiente",
        "pagina successiva",
        "наступна сторінка",
        "следующая страница",
        "sonraki sayfa",
        "下一页",
        "下一頁",
        "次のページ",
        "다음 페이지",
    ];
    let label = label
        .trim()
        .trim_matches(['›', '»', '→', '>', ' ', '…'])
        .to_lowercase();
    let label = label.trim();
    let number = label
        .rsplit(' ')
        .next()
        .and_then(count)
        .is_some_and(|number| number > 1);
    let bare = label.split_whitespace().count() == 1;
    let word = label
        .split(' ')
        .next()
        .is_some_and(|word| WORDS.contains(&word) || matches!(word, "страница" | "сторінка"));
    NEXT.contains(&label) || (number && label.split_whitespace().count() <= 2 && (bare || word))
}

/// A headline without what says which page it is: "Rivers (page 2)", "Rivers – Seite 2", "Rivers 2/3".
pub(super) fn without(headline: &str) -> String {
    let low = headline.to_lowercase();
    let cut = WORDS
        .iter()
        .filter(|word| word.len() > 1)
        .filter_map(|word| {
            let at = low.rfind(&format!("{word} "))?;
            let after = low
                .get(at + word.len()..)?
                .trim()
                .trim_end_matches([')', ']']);
            after
                .chars()
                .all(|c| c.is_ascii_digit() || " /of".contains(c))
                .then_some(at)
        });
    let end = cut.min().unwrap_or_else(|| {
        let bare = low.trim_end_matches([')', ']', ' ']);
        let number = bare.trim_end_matches(|c: char| c.is_ascii_digit() || c == '/');
        let fraction = bare.get(number.len()..).is_some_and(|end| {
            end.split_once('/')
                .is_some_and(|(one, of)| count(one).is_some() && count(of).is_some())
        });
        if fraction { number.len() } else { low.len() }
    });
    // Lower-casing may change the length of a text; then nothing is cut.
    let kept = headline
        .get(..end)
        .filter(|_| low.len() == headline.len())
        .unwrap_or(headline);
    kept.trim_end_matches([' ', '(', '[', '-', '–', '—', '|', ',', ':'])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_page_differs_by_its_number() {
        let address =
            |path: &str| Address::read(&format!("https://courier.example{path}")).unwrap();
        for (from, to) in [
            ("/river/ferry", "/river/ferry?page=2"),
            ("/river/ferry?page=2", "/river/ferry?page=3"),
            ("/river/ferry?id=7", "/river/ferry?id=7&page=2"),
            ("/river/ferry", "/river/ferry/2"),
            ("/river/ferry/", "/river/ferry/page/2/"),
            ("/river/ferry/page/2", "/river/ferry/page/3"),
            ("/river/ferry", "/river/ferry/seite-2"),
            ("/river/ferry.html", "/river/ferry-2.html"),
            ("/river/ferry-2.html", "/river/ferry-3.html"),
            ("/river/ferry.html", "/river/ferry,2.html"),
            ("/river/ferry.html", "/river/ferry_p2.html"),
        ] {
            assert!(follows(&address(from), &address(to)), "{from} to {to}");
        }
        for (from, to) in [
            ("/river/ferry", "/river/lock"),
            ("/river/ferry", "/river/ferry"),
            ("/river/ferry", "/river/ferry/3"),
            ("/river/ferry?page=2", "/river/ferry?page=1"),
            ("/river/ferry?id=7", "/river/ferry?id=8"),
            ("/river/1234567", "/river/1234568"),
            ("/2025/10/15", "/2025/10/16"),
            ("/river/ferry?id=7", "/river/ferry?page=2"),
            ("/a/ferry", "/b/ferry/2"),
        ] {
            assert!(!follows(&address(from), &address(to)), "{from} to {to}");
        }
    }

    #[test]
    fn a_headline_is_the_same_on_each_page() {
        for (printed, same) in [
            ("Rivers (page 2)", "Rivers"),
            ("Rivers – Seite 2", "Rivers"),
            ("Rivers - Page 2 of 3", "Rivers"),
            ("Rivers 2/3", "Rivers"),
            ("Rivers", "Rivers"),
            ("A page of history", "A page of history"),
            ("Ferry carries 24", "Ferry carries 24"),
        ] {
            assert_eq!(without(printed), same);
        }
    }

    #[test]
    fn a_link_says_that_it_leads_to_a_page() {
        for label in ["2", "Next page ›", "Seite 2", "page 3"] {
            assert!(is_label(label), "{label}");
        }
        for label in [
            "1",
            "Next",
            "Next story",
            "2 comments",
            "24 boats",
            "2025",
            "",
        ] {
            assert!(!is_label(label), "{label}");
        }
    }
}
