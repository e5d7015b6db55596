//! What a page says of itself in JSON-LD, by the words of schema.org.

use serde_json::{Map, Value};

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
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) images: Vec<String>,
    pub(crate) body: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) section: Option<String>,
}

/// The JSON-LD documents of a page, in its order.
pub(crate) fn documents(html: &scraper::Html) -> Vec<Value> {
    let mut documents = Vec::new();
    for script in dom::elements(html.tree.root()).filter(|at| dom::name(*at) == "script") {
        let kind = dom::attr(script, "type").unwrap_or("").to_ascii_lowercase();
        if kind.contains("ld+json") {
            let source: String = script
                .children()
                .filter_map(|child| child.value().as_text().map(|text| &**text))
                .collect();
            documents.extend(parse(&source));
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
    let story = objects
        .iter()
        .filter_map(|object| Some((rank(object)?, *object)));
    // A page's first Article of any kind comes before its WebPage.
    let weak = STORIES.len() - 3;
    let story = story.min_by_key(|(rank, _)| usize::from(*rank >= weak) * rank);
    let Some((rank, story)) = story else {
        return Story::default();
    };
    let mut read = story_of(story, &objects);
    if rank >= weak {
        // A WebPage names the page, and its publisher; whether there is a story is not said.
        read.body = None;
        read.authors.truncate(4);
    }
    read
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
            collect_urls(value, objects, &mut images, 0);
        }
    }
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    Story {
        headline: line("headline").or_else(|| line("name")),
        description: line("description"),
        authors,
        publisher: names("publisher").into_iter().next(),
        published: line("datePublished")
            .or_else(|| line("dateCreated"))
            .or_else(|| line("uploadDate")),
        images,
        body: story
            .get("articleBody")
            .or_else(|| story.get("text"))
            .and_then(Value::as_str)
            .map(str::to_owned),
        language: line("inLanguage"),
        section: line("articleSection"),
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
            .is_some_and(|name| name.rsplit(['/', ':', '#']).next() == Some(kind))
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

fn collect_urls(
    value: &Value,
    objects: &[&Map<String, Value>],
    urls: &mut Vec<String>,
    depth: usize,
) {
    if depth > DEEPEST || urls.len() > 20 {
        return;
    }
    match value {
        Value::String(url) => urls.push(url.trim().to_owned()),
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect_urls(value, objects, urls, depth + 1)),
        Value::Object(object) => {
            if let Some(url) = object.get("url").or_else(|| object.get("contentUrl")) {
                collect_urls(url, objects, urls, depth + 1);
            } else if let Some(id) = object.get("@id") {
                let other = objects
                    .iter()
                    .find(|other| other.get("@id") == Some(id) && other.contains_key("url"));
                urls.extend(other.and_then(|other| Some(other.get("url")?.as_str()?.to_owned())));
            }
        }
        _ => {}
    }
}

/// JSON-LD is often written by templates that escape for HTML first.
pub(crate) fn unescaped(line: &str) -> String {
    if !line.contains('&') {
        return line.to_owned();
    }
    let mut line = line.to_owned();
    for (entity, character) in [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#034;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&#8230;", "…"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&rdquo;", "”"),
        ("&ldquo;", "“"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
        ("&#38;", "&"),
        ("&#038;", "&"),
        ("&amp;", "&"),
    ] {
        line = line.replace(entity, character);
    }
    line
}

/// JSON, also where a template left it a little broken: in a comment or CDATA, with line ends in
/// strings, with commas after the last item, with a semicolon at the end.
fn parse(source: &str) -> Option<Value> {
    let mut source = source.trim().trim_start_matches('\u{FEFF}');
    for (open, close) in [
        ("<!--", "-->"),
        ("//<![CDATA[", "//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<![CDATA[", "]]>"),
    ] {
        source = source.strip_prefix(open).unwrap_or(source).trim();
        source = source.strip_suffix(close).unwrap_or(source).trim();
    }
    let source = source.trim_end_matches(';');
    serde_json::from_str(source)
        .ok()
        .or_else(|| serde_json::from_str(&mended(source)).ok())
}

fn mended(source: &str) -> String {
    let mut mended = String::with_capacity(source.len());
    let (mut inside, mut escaped) = (false, false);
    for c in source.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            '\n' | '\r' | '\t' if inside => {
                mended.push(' ');
                continue;
            }
            '}' | ']' if !inside => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
            }
            c if inside && c.is_control() => continue,
            _ => {}
        }
        mended.push(c);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, headline: Option<&str>, authors: &[&str]) {
        let page = format!("<script type='application/ld+json'>{source}</script>");
        let story = read(&documents(&dom::parse(&page).0));
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
        check("{\"@type\":\"Article\",\"headline\":", None, &[]);
        check("", None, &[]);
    }
}
