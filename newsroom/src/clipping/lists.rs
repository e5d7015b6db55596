//! The lists of other stories that stand on a page, and the leads in them.

use crate::Address;
use crate::clipping::{Lead, text};

/// Headings of lists that stand after a story, folded.
const AFTER: &[&str] = &[
    "related articles",
    "related stories",
    "related news",
    "related",
    "related content",
    "related topics stories",
    "related posts",
    "related coverage",
    "related reading",
    "latest news",
    "latest",
    "latest stories",
    "latest articles",
    "latest headlines",
    "latest updates",
    "most read",
    "most popular",
    "most viewed",
    "most shared",
    "most commented",
    "popular",
    "popular stories",
    "popular posts",
    "popular news",
    "popular articles",
    "trending",
    "trending now",
    "trending news",
    "trending stories",
    "top stories",
    "top news",
    "top headlines",
    "more stories",
    "more news",
    "more from this section",
    "more in this section",
    "other news",
    "other stories",
    "similar stories",
    "similar articles",
    "similar news",
    "recommended",
    "recommended stories",
    "recommended for you",
    "recommended articles",
    "you may like",
    "you may also like",
    "you might also like",
    "you might like",
    "up next",
    "next story",
    "don t miss",
    "dont miss",
    "editors picks",
    "editor s picks",
    "editors pick",
    "editors choice",
    "must read",
    "in other news",
    "more on this",
    "more on this story",
    "more on this topic",
    "recent posts",
    "recent news",
    "recent stories",
    "recent articles",
    "in case you missed it",
    "what to read next",
    "keep reading",
    "further reading",
    "more like this",
    "from the web",
    "around the web",
    "news in pictures",
    "à lire aussi",
    "a lire aussi",
    "sur le même sujet",
    "les plus lus",
    "articles liés",
    "dernières nouvelles",
    "dernières actualités",
    "à la une",
    "articles similaires",
    "mehr zum thema",
    "weitere artikel",
    "weitere nachrichten",
    "meistgelesen",
    "das könnte sie auch interessieren",
    "neueste nachrichten",
    "ähnliche artikel",
    "aktuelle nachrichten",
    "noticias relacionadas",
    "artículos relacionados",
    "últimas noticias",
    "lo más leído",
    "lo más visto",
    "te puede interesar",
    "más noticias",
    "notícias relacionadas",
    "últimas notícias",
    "mais lidas",
    "leia mais",
    "articoli correlati",
    "ultime notizie",
    "i più letti",
    "potrebbe interessarti",
    "lees meer",
    "gerelateerde artikelen",
    "meest gelezen",
    "laatste nieuws",
    "läs mer",
    "mest läst",
    "les også",
    "mest lest",
    "læs også",
    "mest læste",
    "przeczytaj także",
    "czytaj także",
    "najczęściej czytane",
    "najnowsze",
    "polecane",
    "powiązane artykuły",
    "новини за темою",
    "за темою",
    "останні новини",
    "схожі новини",
    "популярне",
    "популярні новини",
    "найпопулярніше",
    "головні новини",
    "інші новини",
    "вас може зацікавити",
    "по теме",
    "новости по теме",
    "последние новости",
    "популярное",
    "самое читаемое",
    "похожие новости",
    "другие новости",
    "ilgili haberler",
    "son haberler",
    "en çok okunanlar",
    "berita terkait",
    "berita terbaru",
    "terpopuler",
    "related news stories",
    "latest from world",
    "more world news",
];

/// Headings that also stand alone, or before a colon, in the middle of a story, folded.
const INSIDE: &[&str] = &[
    "read more",
    "also read",
    "read also",
    "see also",
    "read",
    "read next",
    "read this",
    "related story",
    "more",
    "also see",
    "watch",
    "watch also",
    "related article",
    "lire aussi",
    "lire la suite",
    "lire également",
    "voir aussi",
    "lesen sie auch",
    "lesen sie mehr",
    "auch interessant",
    "mehr",
    "lea también",
    "lea además",
    "leer más",
    "lee también",
    "ver también",
    "vea también",
    "leia também",
    "leia mais",
    "veja também",
    "leggi anche",
    "lees ook",
    "läs också",
    "läs även",
    "les også",
    "læs også",
    "czytaj też",
    "zobacz też",
    "zobacz także",
    "czytaj również",
    "читайте також",
    "читати також",
    "читайте ще",
    "дивіться також",
    "читайте также",
    "читать также",
    "смотрите также",
    "ayrıca okuyun",
    "baca juga",
    "lue myös",
    "citește și",
    "citește şi",
    "číst také",
    "čtěte také",
    "прочетете още",
    "olvasta már",
];

/// What a line is the heading of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// A list after the story.
    After,
    /// A pointer that may also stand inside it.
    Inside,
}

/// Whether a line heads a list of other stories.
pub(crate) fn heading(line: &str) -> Option<Heading> {
    if line.chars().count() > 48 {
        return None;
    }
    let folded = text::fold(line);
    if AFTER.contains(&folded.as_str()) {
        return Some(Heading::After);
    }
    if INSIDE.contains(&folded.as_str()) {
        return Some(Heading::Inside);
    }
    // "More from Ann Lee", "Latest in World", "More on Ukraine".
    let opens = [
        "more from ",
        "more in ",
        "more on ",
        "latest in ",
        "latest from ",
        "read more on ",
        "read more about ",
        "mehr aus ",
        "mehr zu ",
        "plus de ",
    ];
    let short = folded.split(' ').count() <= 6 && !text::ends_a_sentence(line);
    (short && opens.iter().any(|opening| folded.starts_with(opening))).then_some(Heading::After)
}

/// A pointer in one line, as its heading and the headline: "Also read: Bridge reopens".
pub(crate) fn pointer(line: &str) -> Option<(&str, &str)> {
    let (head, rest) = line.split_once([':', '|', '»', '→'])?;
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '→' | ':' | '|'));
    let pointing = heading(head) == Some(Heading::Inside)
        // A paragraph may begin with "More: …"; only the longer words are sure.
        && (text::fold(head).contains(' ') || head.chars().count() > 6);
    (pointing && text::words(rest) >= 2 && rest.chars().count() <= 220)
        .then_some((head.trim(), rest))
}

/// Adds a lead, or what it says to the lead that is already there.
///
/// Two leads are one story if they have one address, or one headline and no two addresses.
pub(crate) fn add(leads: &mut Vec<Lead>, lead: Lead) {
    let headline = text::fold(&lead.headline);
    let key = lead.address.as_ref().map(Address::key);
    let same = leads.iter_mut().find(|known| {
        let known_key = known.address.as_ref().map(Address::key);
        match (&key, known_key) {
            (Some(key), Some(known_key)) if *key == known_key => true,
            (Some(_), Some(_)) => false,
            _ => text::fold(&known.headline) == headline,
        }
    });
    let Some(known) = same else {
        leads.push(lead);
        return;
    };
    for list in lead.lists {
        if !known.lists.contains(&list) {
            known.lists.push(list);
        }
    }
    known.summary = known.summary.take().or(lead.summary);
    known.address = known.address.take().or(lead.address);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Heading>) {
        assert_eq!(heading(line), expected, "reading {line:?}");
    }

    #[test]
    fn headings_of_lists_are_known_in_several_languages() {
        check("Related Articles", Some(Heading::After));
        check("LATEST NEWS:", Some(Heading::After));
        check("Mehr zum Thema", Some(Heading::After));
        check("Lire aussi", Some(Heading::Inside));
        check("Читайте також:", Some(Heading::Inside));
        check("Читайте также", Some(Heading::Inside));
        check("More from Ann Lee", Some(Heading::After));
        check("More from the talks is expected on Monday.", None);
        check("Bridge reopens after talks", None);
        check("", None);
    }

    #[test]
    fn a_pointer_stands_in_one_line() {
        assert_eq!(
            pointer("Also read: Bridge reopens"),
            Some(("Also read", "Bridge reopens"))
        );
        assert_eq!(pointer("Read: nothing"), None);
        assert_eq!(pointer("He said: go home"), None);
    }

    #[test]
    fn a_story_is_led_to_once() {
        let lead = |headline: &str, address: &str, list: &str| Lead {
            headline: headline.to_owned(),
            summary: None,
            address: Address::read(address).ok(),
            lists: vec![list.to_owned()],
        };
        let mut leads = Vec::new();
        add(
            &mut leads,
            lead("Bridge reopens", "https://example.org/a", "Related"),
        );
        add(
            &mut leads,
            lead("The bridge", "https://m.example.org/a/", "Latest"),
        );
        add(&mut leads, lead("Bridge Reopens!", "", "Latest"));
        add(
            &mut leads,
            lead("Bridge reopens", "https://example.org/b", "Latest"),
        );
        let lists: Vec<_> = leads.iter().map(|lead| lead.lists.join("+")).collect();
        assert_eq!(lists, ["Related+Latest", "Latest"]);
    }
}
