//! What a page says of itself in its head: `<meta>`, `<link>`, `<title>`, `<html lang>`.

use crate::clipping::marks::Marks;
use crate::clipping::{dom, entities, text};

/// The head of a page.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    /// Names in lower case, and what they hold, in the order of the page.
    named: Vec<(String, String)>,
    /// Relations in lower case, and where they lead.
    links: Vec<(String, String)>,
    /// The text of `<title>`.
    pub(crate) title: Option<String>,
    /// `<html lang>`.
    pub(crate) language: Option<String>,
    /// `<base href>`.
    pub(crate) base: Option<String>,
}

/// Reads the head of a page.
pub(crate) fn read(marks: &Marks<'_>) -> Meta {
    let mut meta = Meta::default();
    for at in marks.head.iter().copied() {
        match dom::name(at) {
            "html" => {
                let language = dom::attr(at, "lang").or_else(|| dom::attr(at, "xml:lang"));
                meta.language = language.and_then(text::cleaned);
            }
            "meta" => {
                // Some templates write "value" where "content" is meant, and escape twice.
                let content = dom::attr(at, "content").or_else(|| dom::attr(at, "value"));
                let content =
                    content.and_then(|content| text::cleaned(&entities::unescaped(content)));
                for key in ["property", "name", "itemprop"] {
                    if let (Some(name), Some(content)) = (dom::attr(at, key), &content) {
                        meta.named
                            .push((name.trim().to_ascii_lowercase(), content.clone()));
                    }
                }
            }
            "link" => {
                if let (Some(rel), Some(href)) = (dom::attr(at, "rel"), dom::attr(at, "href")) {
                    meta.links
                        .push((rel.to_ascii_lowercase(), href.trim().to_owned()));
                }
            }
            "base" if meta.base.is_none() => meta.base = dom::attr(at, "href").map(str::to_owned),
            "title" if meta.title.is_none() && !inside_a_drawing(at) => {
                meta.title = text::cleaned(&dom::source_of(at));
            }
            _ => {}
        }
    }
    meta
}

fn inside_a_drawing(at: dom::At<'_>) -> bool {
    at.ancestors()
        .take(dom::DEEPEST)
        .any(|above| dom::name(above) == "svg")
}

impl Meta {
    /// The first value of the first of some names that the page uses.
    pub(crate) fn first(&self, names: &[&str]) -> Option<&str> {
        let one = |name: &&str| self.named.iter().find(|(known, _)| known == name);
        names
            .iter()
            .find_map(one)
            .map(|(_, content)| content.as_str())
    }

    /// All values of a name, in the order of the page.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.named.iter().filter(move |(known, _)| known == name);
        named.map(|(_, content)| content.as_str())
    }

    /// All values of the names that are like something, in the order of the page.
    pub(crate) fn like(&self, is: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        let named = self.named.iter().filter(move |(name, _)| is(name));
        named.map(|(_, content)| content.as_str())
    }

    /// Where the first link of a relation leads.
    pub(crate) fn link(&self, relation: &str) -> Option<&str> {
        let related = |rel: &str| rel.split_whitespace().any(|word| word == relation);
        let link = self.links.iter().find(|(rel, _)| related(rel));
        link.map(|(_, href)| href.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{marks, survey};

    #[test]
    fn the_head_is_read_wherever_it_stands() {
        let page = "<html lang=uk><title> Міст </title><body><meta property='og:title' content='A  b'>\
            <meta name=AUTHOR value='Ann &amp;amp; Bo'><link rel='x canonical' href='/a'><svg><title>icon</title></svg>";
        let (html, _) = dom::parse(page);
        let meta = read(&marks::read(&survey::survey(html.root())));
        assert_eq!(meta.title.as_deref(), Some("Міст"));
        assert_eq!(meta.language.as_deref(), Some("uk"));
        assert_eq!(meta.first(&["twitter:title", "og:title"]), Some("A b"));
        assert_eq!(meta.first(&["author"]), Some("Ann & Bo"));
        assert_eq!(meta.link("canonical"), Some("/a"));
    }
}
