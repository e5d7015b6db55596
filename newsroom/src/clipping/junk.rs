//! Which parts of a page are not the story, by what the page calls them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::clipping::dom::{self, At};

/// What an element claims to be, as the share of the page's prose above which the claim is not
/// believed: a page that wraps its story in `<form>` or in `class="has-sidebar"` is still a story.
pub(crate) fn claim(at: At<'_>, named: Named) -> Option<f32> {
    const NEVER: f32 = 2.0;
    const NEARLY_NEVER: f32 = 0.8;
    const HARDLY: f32 = 0.5;
    const RATHER: f32 = 0.3;
    match dom::name(at) {
        "nav" | "button" | "select" | "input" | "dialog" | "menu" | "datalist" | "progress" => {
            return Some(NEVER);
        }
        "footer" => return Some(HARDLY),
        "aside" | "form" | "header" | "fieldset" => return Some(RATHER),
        "body" | "html" | "main" => return None,
        _ => {}
    }
    if dom::is_hidden(at) {
        return Some(HARDLY);
    }
    match dom::attr(at, "role").unwrap_or("") {
        "navigation" | "search" | "menu" | "menubar" | "dialog" | "alertdialog" | "tablist"
        | "toolbar" => return Some(NEVER),
        "complementary" | "banner" | "contentinfo" | "form" | "alert" => return Some(HARDLY),
        _ => {}
    }
    let prop = dom::attr(at, "itemprop").unwrap_or("");
    if prop == "articleBody" {
        return None;
    }
    if matches!(prop, "comment" | "publisher" | "author") {
        return Some(RATHER);
    }
    if named.is(Named::SURELY_JUNK) && dom::name(at) == "article" {
        return Some(RATHER);
    }
    if named.is(Named::OTHERS) {
        return Some(NEARLY_NEVER);
    }
    if named.is(Named::SURELY_JUNK) {
        return Some(HARDLY);
    }
    named.is(Named::RATHER_JUNK).then_some(RATHER)
}

/// What the words of a class and an id say about an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Named(u8);

impl Named {
    const SURELY_JUNK: u8 = 1;
    const RATHER_JUNK: u8 = 2;
    const BODY: u8 = 4;
    const CONTENT: u8 = 8;
    const LIST: u8 = 16;
    const BOX: u8 = 32;
    const OTHERS: u8 = 64;

    /// Reads the words of [`dom::class_words`].
    pub(crate) fn read(words: &str) -> Named {
        let mut named = 0;
        let mut starts = [0; 3];
        let mut from = 1;
        // The words stand one space apart, so that a phrase is a slice.
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let end = from + word.len();
            starts = [from, starts[0], starts[1]];
            for start in starts.into_iter().filter(|start| *start > 0) {
                let phrase = words.get(start..end).unwrap_or("");
                named |= PHRASES.get(phrase).copied().unwrap_or(0);
            }
            for (stems, kind) in STEMS {
                if stems.iter().any(|stem| word.starts_with(stem)) {
                    named |= kind;
                }
            }
            from = end + 1;
        }
        Named(named)
    }

    fn is(self, kind: u8) -> bool {
        self.0 & kind != 0
    }

    /// Whether a box is named as a list of other stories.
    pub(crate) fn is_list_of_stories(self) -> bool {
        self.is(Named::LIST)
    }

    /// Whether a box is named as one about another story, or as comments.
    pub(crate) fn is_box(self) -> bool {
        self.is(Named::BOX | Named::LIST)
    }
}

/// Whether an element is named as the body of the story, and how surely: 0, 1 or 2.
pub(crate) fn body_rank(at: At<'_>, named: Named) -> u8 {
    let prop = dom::attr(at, "itemprop").unwrap_or("");
    if named.is(Named::BODY) || prop.split_whitespace().any(|word| word == "articleBody") {
        return 2;
    }
    u8::from(named.is(Named::CONTENT) || matches!(dom::name(at), "article" | "main"))
}

/// What each phrase of the lists below says.
static PHRASES: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let mut phrases: HashMap<&str, u8> = HashMap::new();
    for (list, kind) in [
        (SURE, Named::SURELY_JUNK),
        (LIKELY, Named::RATHER_JUNK),
        (BODIES, Named::BODY),
        (CONTENT, Named::CONTENT),
        (LISTS, Named::LIST),
        (BOXES, Named::BOX),
        (OTHERS, Named::OTHERS),
    ] {
        for phrase in list {
            *phrases.entry(phrase).or_default() |= kind;
        }
    }
    phrases
});

/// What words say that begin in a certain way.
const STEMS: &[(&[&str], u8)] = &[
    (SURE_STEMS, Named::SURELY_JUNK),
    (LIKELY_STEMS, Named::RATHER_JUNK),
    (
        &["related", "recommend", "trending", "readmore", "alsoread"],
        Named::LIST,
    ),
];

/// What others wrote, which is often longer than the story.
const OTHERS: &[&str] = &[
    "comments",
    "comment list",
    "commentlist",
    "respond",
    "disqus",
    "related",
    "outbrain",
    "taboola",
    "recommended",
];

/// Boxes about another story, or beside this one.
const BOXES: &[&str] = &[
    "related",
    "comment",
    "comments",
    "sidebar",
    "latest",
    "popular",
    "trending",
    "recommended",
    "card",
    "teaser",
    "promo",
    "most",
    "newsletter",
    "recirc",
    "rail",
];

const BODIES: &[&str] = &[
    "article body",
    "articlebody",
    "story body",
    "storybody",
    "entry content",
    "post content",
    "article content",
    "articlecontent",
    "story content",
    "storycontent",
    "article text",
    "articletext",
    "post body",
    "postbody",
    "news body",
    "news content",
    "news text",
    "body content",
    "content body",
    "body copy",
    "article copy",
    "article main body",
    "article full body",
    "td post content",
    "rich text",
    "richtext",
    "body text",
    "bodytext",
    "story text",
    "full text",
    "fulltext",
    "main text",
    "single content",
    "page content article",
    "article detail",
    "articledetail",
    "story detail",
    "storydetail",
    "artikel body",
    "article inner",
    "entry body",
    "field name body",
    "article page content",
    "post text",
    "paywall article",
    "texte",
];

const CONTENT: &[&str] = &[
    "content", "article", "story", "post", "entry", "body", "text", "main", "hentry", "blog",
    "articulo", "artikel", "news",
];

/// What is hardly ever the story.
const SURE: &[&str] = &[
    "related",
    "newsletter",
    "comments",
    "comment list",
    "commentlist",
    "respond",
    "disqus",
    "share",
    "sharing",
    "sharebar",
    "addtoany",
    "social",
    "sociable",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "gdpr",
    "consent",
    "subscribe",
    "subscription",
    "signup",
    "sign up",
    "most read",
    "most popular",
    "most viewed",
    "trending",
    "recommended",
    "recommendations",
    "outbrain",
    "taboola",
    "teads",
    "advert",
    "advertisement",
    "advertising",
    "ads",
    "ad",
    "adslot",
    "banner ad",
    "dfp",
    "sponsor",
    "sponsored",
    "promo",
    "promoted",
    "promotion",
    "footer",
    "site header",
    "masthead",
    "navbar",
    "navigation",
    "menu",
    "nav",
    "pagination",
    "pager",
    "skip link",
    "author bio",
    "author box",
    "authorbox",
    "author info",
    "author card",
    "about author",
    "about the author",
    "author profile",
    "bio box",
    "read more",
    "readmore",
    "also read",
    "read also",
    "read next",
    "up next",
    "more stories",
    "more news",
    "more from",
    "next article",
    "prev next",
    "post navigation",
    "latest news",
    "latest posts",
    "latest stories",
    "recent posts",
    "popular posts",
    "you may like",
    "you might like",
    "print only",
    "screen reader text",
    "visually hidden",
    "sr only",
    "visuallyhidden",
    "tooltip",
    "modal",
    "popup",
    "pop up",
    "lightbox",
    "overlay",
    "toolbar",
    "tools",
    "report error",
    "feedback",
    "rating",
    "ratings",
    "poll",
    "quiz",
    "jp relatedposts",
    "wp block latest posts",
    "tag list",
    "taglist",
    "tags",
    "article tags",
    "post tags",
    "copyright",
    "disclaimer",
    "donate",
    "donation",
    "donations",
    "follow us",
    "widget area",
    "login",
    "teaser list",
    "correction form",
    "caption credit only",
];

/// Stems of words that are hardly ever the story.
const SURE_STEMS: &[&str] = &[
    "newsletter",
    "related",
    "sharebutton",
    "sharetool",
    "sharelink",
    "socialshare",
    "socialmedia",
    "relatedarticle",
    "breadcrumb",
    "addthis",
    "outbrain",
    "taboola",
    "googlead",
    "adsby",
    "adunit",
    "adcontainer",
    "adwrapper",
    "disqus",
    "fbcomment",
    "readmore",
    "alsoread",
    "commentform",
    "recirc",
];

/// What is rather not the story.
const LIKELY: &[&str] = &[
    "sidebar",
    "side bar",
    "aside",
    "rail",
    "right column",
    "left column",
    "rightcol",
    "leftcol",
    "latest",
    "recent",
    "popular",
    "byline",
    "meta",
    "metadata",
    "post meta",
    "entry meta",
    "article meta",
    "dateline info",
    "timestamp",
    "author",
    "authors",
    "comment",
    "header",
    "top bar",
    "topbar",
    "alert",
    "notice",
    "notification",
    "carousel",
    "slider",
    "slick",
    "swiper",
    "gallery thumbs",
    "jump links",
    "toc",
    "table of contents",
    "see also",
    "more",
    "teaser",
    "teasers",
    "card",
    "cards",
    "topics",
    "keywords",
    "category",
    "categories",
    "hidden",
    "hide",
    "noprint",
    "no print",
    "print",
    "dropdown",
    "accordion nav",
    "search",
    "app download",
    "premium box",
    "article header",
    "entry header",
    "post header",
    "story header",
    "headline",
    "page header",
    "kicker",
    "dek",
    "standfirst",
    "subheadline",
    "post date",
    "publish date",
    "infobox",
    "factbox link",
    "cta",
    "call to action",
    "membership",
    "register",
    "support us",
    "reactions",
    "reaction",
    "likes",
    "votes",
    "player controls",
    "livestream",
    "video player",
    "audio player",
    "bookmark",
    "listen",
    "text to speech",
    "font size",
    "fontsize",
    "print button",
    "view count",
    "views",
    "source link",
    "endorsement",
];

/// Stems of words that are rather not the story.
const LIKELY_STEMS: &[&str] = &[
    "sidebar",
    "subscri",
    "advert",
    "sponsor",
    "recommend",
    "commentary-",
    "trending",
    "promobox",
    "cookie",
    "sharebar",
    "teaserlist",
    "backtotop",
];

/// Words for lists of other stories.
const LISTS: &[&str] = &[
    "most read",
    "most popular",
    "most viewed",
    "latest",
    "latest news",
    "latest posts",
    "recent posts",
    "popular posts",
    "popular",
    "read more",
    "also read",
    "read also",
    "read next",
    "more stories",
    "more news",
    "more from",
    "see also",
    "top stories",
    "you may like",
    "up next",
    "recirculation",
    "recirc",
];
