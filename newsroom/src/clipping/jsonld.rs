//! What a page says of itself in JSON-LD, by the words of schema.org.

mod pictures;
mod source;

use serde_json::{Map, Value};

pub(crate) use pictures::Picture;

use crate::clipping::entities::unescaped;
use crate::clipping::marks::Marks;
use crate::clipping::{dom, text};

/// Types that are a story: schema.org's subtypes of Article, and what news sites use beside them.
const STORIES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "SocialMediaPosting",
    "Blog",
    "WebPage",
    "VideoObject",
];

/// Deepest JSON that is looked into.
const DEEPEST: usize = 12;

/// A story as the page's JSON-LD describes it.
#[derive(Debug, Default)]
pub(crate) struct Story {
    pub(crate) headline: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) alternative: Option<String>,
    pub(crate) authors: Vec<String>,
    /// Those of the authors that it says are no people.
    pub(crate) organisations: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) images: Vec<Picture>,
    pub(crate) body: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) rights: Option<String>,
    pub(crate) free: Option<bool>,
}

/// The JSON-LD documents of a page, in its order.
pub(crate) fn documents(marks: &Marks<'_>) -> Vec<Value> {
    let mut documents = Vec::new();
    for script in marks.scripts.iter().copied() {
        let kind = dom::attr(script, "type").unwrap_or("");
        if kind.len() < 60 && kind.to_ascii_lowercase().contains("ld+json") {
            documents.extend(source::parse(&dom::source_of(script)));
        }
    }
    documents
}

/// The objects of some documents that may be a story or be referred to, in their order.
pub(crate) fn objects(documents: &[Value]) -> Vec<&Map<String, Value>> {
    let mut objects = Vec::new();
    for document in documents {
        gather(document, &mut objects, 0);
    }
    objects
}

/// The story that a page's JSON-LD describes; of several, the first of the most telling type.
pub(crate) fn read(documents: &[Value]) -> Story {
    let objects = objects(documents);
    let rank = |object: &Map<String, Value>| STORIES.iter().position(|kind| is_a(object, kind));
    // A page's first Article of any kind comes before its WebPage; one that has a headline and a
    // date before one that a template left bare.
    let weak = STORIES.len() - 3;
    let mut stories: Vec<(usize, usize, &Map<String, Value>)> = objects
        .iter()
        .filter_map(|object| {
            let rank = rank(object)?;
            let bare = ["headline", "datePublished"]
                .iter()
                .filter(|key| !object.contains_key(**key))
                .count();
            Some((usize::from(rank >= weak) * rank, bare, *object))
        })
        .collect();
    stories.sort_by_key(|(rank, bare, _)| (*rank, *bare));
    let Some((rank, _, story)) = stories.first() else {
        return Story::default();
    };
    let mut read = story_of(story, &objects);
    if *rank >= weak {
        // A WebPage names the page, and its publisher; whether there is a story is not said.
        read.body = None;
        read.authors.truncate(4);
    }
    for (_, _, other) in stories.iter().skip(1).take(8) {
        read.fill_from(other, &objects);
    }
    read
}

impl Story {
    /// Takes what is missing from another object about the same page.
    fn fill_from(&mut self, other: &Map<String, Value>, objects: &[&Map<String, Value>]) {
        let other = story_of(other, objects);
        let other_headline = other.headline.as_deref().map(text::fold);
        let same =
            other_headline.is_none() || self.headline.as_deref().map(text::fold) == other_headline;
        if !same {
            return;
        }
        if self.authors.is_empty() {
            self.authors = other.authors;
            self.organisations = other.organisations;
        }
        if self.images.is_empty() {
            self.images = other.images;
        }
        self.publisher = self.publisher.take().or(other.publisher);
        self.description = self.description.take().or(other.description);
        self.published = self.published.take().or(other.published);
        self.modified = self.modified.take().or(other.modified);
        self.language = self.language.take().or(other.language);
        self.section = self.section.take().or(other.section);
        self.free = self.free.or(other.free);
    }
}

fn story_of(story: &Map<String, Value>, objects: &[&Map<String, Value>]) -> Story {
    let line = |key: &str| story.get(key).and_then(first_text);
    let names = |key: &str| {
        let mut names = Vec::new();
        if let Some(value) = story.get(key) {
            collect_names(value, objects, &mut names, 0);
        }
        names
    };
    let mut images = Vec::new();
    for key in ["image", "thumbnailUrl"] {
        if let Some(value) = story.get(key) {
            pictures::collect(value, objects, &mut images, 0);
        }
    }
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    let mut organisations = Vec::new();
    for key in ["author", "creator"] {
        let objects = values(story.get(key)).iter().filter_map(Value::as_object);
        let bodies = objects
            .filter(|object| is_a(object, "Organization") || is_a(object, "NewsMediaOrganization"));
        organisations.extend(bodies.filter_map(|body| first_text(body.get("name")?)));
    }
    Story {
        headline: line("headline").or_else(|| line("name")),
        description: line("description").or_else(|| line("abstract")),
        alternative: line("alternativeHeadline"),
        authors,
        organisations,
        publisher: names("publisher").into_iter().next(),
        published: line("datePublished")
            .or_else(|| line("dateCreated"))
            .or_else(|| line("uploadDate")),
        modified: line("dateModified"),
        images,
        body: story
            .get("articleBody")
            .or_else(|| story.get("text"))
            .and_then(Value::as_str)
            .map(str::to_owned),
        language: line("inLanguage"),
        section: line("articleSection"),
        keywords: keywords(story.get("keywords")),
        rights: line("copyrightNotice").or_else(|| names("copyrightHolder").into_iter().next()),
        free: story.get("isAccessibleForFree").and_then(truth),
    }
}

/// Yes or no, as templates write it: `true`, `"False"`, `"http://schema.org/True"`.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(word) => {
            let word = word.rsplit('/').next()?.trim().to_ascii_lowercase();
            match word.as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Keywords: a list, or one line of them.
fn keywords(value: Option<&Value>) -> Vec<String> {
    values(value).iter().filter_map(first_text).collect()
}

/// A value that may be one or a list.
fn values(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(values)) => values,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}

/// All objects of a document that may be a story or be referred to, in its order.
fn gather<'a>(value: &'a Value, objects: &mut Vec<&'a Map<String, Value>>, depth: usize) {
    if depth > DEEPEST || objects.len() > 4_000 {
        return;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| gather(value, objects, depth + 1)),
        Value::Object(object) => {
            objects.push(object);
            // The stories of a list are other stories; "hasPart" are the pieces of this one.
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "publisher",
                "author",
                "isPartOf",
            ] {
                if let Some(value) = object.get(key) {
                    gather(value, objects, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// Whether an object is of a type of schema.org.
pub(crate) fn is_a(object: &Map<String, Value>, kind: &str) -> bool {
    let is = |value: &Value| {
        value
            .as_str()
            .and_then(|name| name.rsplit(['/', ':', '#']).next())
            .is_some_and(|name| name.eq_ignore_ascii_case(kind))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// The first text that a value holds: itself, or its name.
pub(crate) fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(line) => text::cleaned(&unescaped(line)),
        Value::Array(values) => values.iter().find_map(first_text),
        Value::Object(object) => object
            .get("name")
            .or_else(|| object.get("@value"))
            .or_else(|| object.get("alternateName"))
            .and_then(Value::as_str)
            .and_then(text::cleaned),
        _ => None,
    }
}

fn collect_names(
    value: &Value,
    objects: &[&Map<String, Value>],
    names: &mut Vec<String>,
    depth: usize,
) {
    if depth > DEEPEST || names.len() > 40 {
        return;
    }
    match value {
        Value::String(name) => names.extend(text::cleaned(&unescaped(name))),
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect_names(value, objects, names, depth + 1)),
        Value::Object(object) => match (object.get("name"), object.get("@id")) {
            (Some(name), _) => collect_names(name, objects, names, depth + 1),
            _ if object.contains_key("familyName") => {
                let part = |key| object.get(key).and_then(first_text).unwrap_or_default();
                let name = format!("{} {}", part("givenName"), part("familyName"));
                names.extend(text::cleaned(&name));
            }
            (None, Some(id)) => {
                let named = objects
                    .iter()
                    .find(|other| other.get("@id") == Some(id) && other.contains_key("name"));
                names.extend(named.and_then(|other| first_text(other.get("name")?)));
            }
            (None, None) => {}
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{marks, survey};

    #[track_caller]
    fn check(source: &str, headline: Option<&str>, authors: &[&str]) {
        let page = format!("<script type='application/ld+json'>{source}</script>");
        let (html, _) = dom::parse(&page);
        let story = read(&documents(&marks::read(&survey::survey(html.root()))));
        assert_eq!(story.headline.as_deref(), headline, "{source}");
        assert_eq!(story.authors, authors, "{source}");
    }

    #[test]
    fn a_story_is_found_in_whatever_it_is_wrapped() {
        let ann = r#""author":{"@type":"Person","name":"Ann Lee"}"#;
        check(
            &format!(r#"{{"@type":"NewsArticle","headline":"Bridge",{ann}}}"#),
            Some("Bridge"),
            &["Ann Lee"],
        );
        check(
            &format!(r#"[{{"@type":["X","NewsArticle"],"headline":"Bridge",{ann},}}]"#),
            Some("Bridge"),
            &["Ann Lee"],
        );
        check(
            r##"{"@graph":[{"@type":"WebPage","name":"Page"},{"@type":"Article","headline":"Bridge &amp; lock","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ann Lee"}]}"##,
            Some("Bridge & lock"),
            &["Ann Lee"],
        );
        check(
            "<!-- {\"@type\":\"Article\",\"headline\":\"Bridge\nlock\"}; -->",
            Some("Bridge lock"),
            &[],
        );
        check(
            "{\"@type\":\"Article\",\"headline\":\"Bridge\nlock\"};",
            Some("Bridge lock"),
            &[],
        );
        check(
            "//<![CDATA[\n{\"@type\":\"http://schema.org/Article\",\"headline\":\"Bridge\"}\n//]]>",
            Some("Bridge"),
            &[],
        );
        check(
            r#"/* by us */ {"@type":"Article","headline":"Bridge \ud83d lock \'a\'",}"#,
            Some("Bridge \u{FFFD} lock 'a'"),
            &[],
        );
        check(
            r#"{"@type":"Article","headline":"Br&uuml;cke","author":[{"givenName":"Ann","familyName":"Lee"},{"@type":"Organization","name":"AFP"}]}"#,
            Some("Brücke"),
            &["Ann Lee", "AFP"],
        );
        check(
            r#"{"@type":"Article"}</script><script type='application/ld+json'>{"@type":"newsarticle","headline":"Bridge","datePublished":"2025-10-16"}"#,
            Some("Bridge"),
            &[],
        );
        check("{\"@type\":\"Article\",\"headline\":", None, &[]);
        check("", None, &[]);
    }
}
