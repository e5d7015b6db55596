//! Pages that people wrote, taken apart and put together wrong.

use std::fmt;

use newsroom::page::Form;
use proptest::prelude::{Strategy, any, prop, prop_oneof};
use proptest::sample::Index;

/// What hostile pages hold, in the families that have got through sanitisers before: our own wording.
const POISON: &[&str] = &[
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">on</a>",
    "<a href=\"java&#9;script:alert(1)\">on</a>",
    "<a href=\" &#1;javascript:alert(1)\">on</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">on</a>",
    "<a href='vbscript:x'>on</a>",
    "[on](javascript:alert(1))",
    "![on](data:text/html,x)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<svg onload=alert(1)><style><img src=x onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<iframe srcdoc=\"<script>alert(1)</script>\" src=javascript:alert(1)>",
    "<object data=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>on",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:alert(1)//>",
    "<img srcset='javascript:alert(1) 2x, data:text/html,x 3x' data-src=javascript:alert(1)>",
    "<p style='background:url(javascript:alert(1))' onmouseover=alert(1)>",
    "<title></title><script>alert(1)</script>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<plaintext>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "\u{202e}\u{2066}\u{0}",
    "&#x202e;&#0;&#x110000;&#xd800;",
    "\"><script>alert(1)</script>",
    "' onclick='alert(1)",
    "```\n</code></pre><script>alert(1)</script>",
];

/// Tags that change what the tags after them mean.
const NESTS: &[&str] = &[
    "<table><tr><td>",
    "<b><i><a href=/x>",
    "<ul><li>",
    "<blockquote>",
    "<svg><foreignObject>",
    "<select><option>",
    "<figure><figcaption>",
    "<noscript>",
    "<pre>",
    "<article>",
    "<aside class=related>",
    "<h2>",
    "> ",
    "- ",
    "1. ",
];

/// One thing done to a page.
#[derive(Debug, Clone)]
enum Act {
    Truncate(Index),
    Drop(Index),
    Double(Index),
    Swap(Index, Index),
    Poison(Index, Index),
    Nest(Index, Index, usize),
    Attributes(Index, usize),
    Entities(Index, usize),
    /// From here on the bytes are in another character set.
    Charset(Index),
    Byte(Index, u8),
}

fn act() -> impl Strategy<Value = Act> {
    let at = any::<Index>;
    prop_oneof![
        1 => at().prop_map(Act::Truncate),
        3 => at().prop_map(Act::Drop),
        2 => at().prop_map(Act::Double),
        3 => (at(), at()).prop_map(|(one, other)| Act::Swap(one, other)),
        6 => (at(), at()).prop_map(|(what, place)| Act::Poison(what, place)),
        2 => (at(), at(), 1..40_usize).prop_map(|(what, place, deep)| Act::Nest(what, place, deep)),
        1 => (at(), 1..600_usize).prop_map(|(place, many)| Act::Attributes(place, many)),
        1 => (at(), 1..200_usize).prop_map(|(place, many)| Act::Entities(place, many)),
        1 => at().prop_map(Act::Charset),
        1 => (at(), any::<u8>()).prop_map(|(place, byte)| Act::Byte(place, byte)),
    ]
}

/// A page after what was done to it.
#[derive(Clone)]
pub(crate) struct Mutant {
    /// The form of the page that it was.
    pub(crate) form: Form,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl fmt::Debug for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} {:?}",
            self.form,
            String::from_utf8_lossy(&self.bytes)
        )
    }
}

/// One of these pages, with up to twelve things done to it.
pub(crate) fn of(pages: Vec<(Form, Vec<u8>)>) -> impl Strategy<Value = Mutant> {
    let acts = prop::collection::vec(act(), 1..12);
    let pages = prop::sample::select(pages);
    (pages, acts).prop_map(|((form, page), acts)| Mutant {
        form,
        bytes: done(&page, &acts),
    })
}

fn done(page: &[u8], acts: &[Act]) -> Vec<u8> {
    let mut pieces = pieces(page);
    for act in acts {
        if pieces.is_empty() {
            break;
        }
        let count = pieces.len();
        match act {
            Act::Truncate(at) => pieces.truncate(at.index(count)),
            Act::Drop(at) => drop(pieces.remove(at.index(count))),
            Act::Double(at) => pieces.insert(at.index(count), pieces[at.index(count)].clone()),
            Act::Swap(one, other) => pieces.swap(one.index(count), other.index(count)),
            Act::Poison(what, at) => {
                pieces.insert(at.index(count), what.get(POISON).as_bytes().to_vec())
            }
            Act::Nest(what, at, deep) => {
                pieces.insert(at.index(count), what.get(NESTS).repeat(*deep).into_bytes());
            }
            Act::Attributes(at, many) => {
                let flood: String = (0..*many)
                    .map(|n| format!(" on{n}='x' a{n}=\"javascript:\""))
                    .collect();
                pieces.insert(at.index(count), format!("<p{flood}>").into_bytes());
            }
            Act::Entities(at, many) => pieces.insert(
                at.index(count),
                "&lt;&#60;&amp;lt;".repeat(*many).into_bytes(),
            ),
            Act::Charset(at) => pieces.iter_mut().skip(at.index(count)).for_each(|piece| {
                let text = String::from_utf8_lossy(piece).into_owned();
                *piece = text
                    .chars()
                    .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(0xe9))
                    .collect();
            }),
            Act::Byte(at, byte) => pieces[at.index(count)].push(*byte),
        }
    }
    pieces.concat()
}

/// A page, parted before each `<` and each line.
fn pieces(page: &[u8]) -> Vec<Vec<u8>> {
    let mut pieces = vec![Vec::new()];
    for &byte in page {
        match pieces.last_mut() {
            Some(last) if !matches!(byte, b'<' | b'\n') => last.push(byte),
            _ => pieces.push(vec![byte]),
        }
    }
    pieces
}
