//! Whether HTML can do anything but be read, as a parser sees it.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements that do something, bring something along, or change how the rest is read.
const ACTIVE: &[&str] = &[
    "applet",
    "audio",
    "base",
    "button",
    "embed",
    "form",
    "frame",
    "frameset",
    "iframe",
    "input",
    "link",
    "math",
    "noscript",
    "object",
    "portal",
    "script",
    "select",
    "source",
    "svg",
    "template",
    "textarea",
    "track",
    "video",
    "xmp",
    "plaintext",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "longdesc",
    "ping",
    "poster",
    "src",
    "srcset",
];

/// Panics where a reader of this HTML could come to harm.
#[track_caller]
pub(crate) fn html(html: &str) {
    let guard = Guard::default();
    let tokens = Tokenizer::new(guard, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let _ = tokens.feed(&queue);
    tokens.end();
    let breaches = tokens.sink.breaches.take();
    assert!(breaches.is_empty(), "{breaches:?} in {html}");
}

#[derive(Default)]
struct Guard {
    breaches: RefCell<Vec<String>>,
    in_body: Cell<bool>,
}

impl TokenSink for Guard {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        self.breaches.borrow_mut().extend(self.breach_of(&tag));
        match &*tag.name {
            "body" => self.in_body.set(true),
            "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
            "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Guard {
    fn breach_of(&self, tag: &Tag) -> Option<String> {
        let name = &*tag.name;
        let in_head_only = matches!(name, "style" | "meta" | "title");
        if ACTIVE.contains(&name) || (in_head_only && self.in_body.get()) {
            return Some(format!("<{name}>"));
        }
        tag.attrs.iter().find_map(|attribute| {
            let key = attribute.name.local.to_string();
            let value = attribute.value.trim();
            let refreshes = key == "http-equiv" && value.eq_ignore_ascii_case("refresh");
            let on_the_web = value.starts_with("https://") || value.starts_with("http://");
            // An edition's contents lead to its parts.
            let within = key == "href" && value.starts_with('#');
            let leads_away = ADDRESSES.contains(&&*key) && !on_the_web && !within;
            let acts = key.starts_with("on") || matches!(&*key, "style" | "srcdoc");
            (refreshes || leads_away || acts).then(|| format!("<{name} {key}={value:?}>"))
        })
    }
}

#[test]
fn harm_is_seen() {
    for page in [
        "<p onclick=x>",
        "<a href='java\tscript:x'>",
        "<a href=' JavaScript:x'>",
        "<p title=\"a\"onmouseover=x>",
        "</p><SCRIPT>",
        "<title></title><img src=x onerror=y>",
        "<body><style>",
        "<a href=data:text/html,x>",
        "<a href=vbscript:x>",
        "<meta http-equiv=Refresh content=0>",
        "<svg><g>",
        "<style></style><iframe>",
    ] {
        let seen = std::panic::catch_unwind(|| html(page));
        assert!(seen.is_err(), "{page} was let through");
    }
    html(
        "<style>a<script></style><p>1 &lt; 2 &lt;script&gt; <a href=\"https://courier.example/?javascript:x\">on</a>",
    );
}
