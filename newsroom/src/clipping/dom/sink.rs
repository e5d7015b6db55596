//! The tree as the parser builds it: nodes that still move.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::tree::{Kind, Node, Tree, sign_of};

/// No node.
const NONE: u32 = u32::MAX;

/// The page, which every parse begins with.
const PAGE: u32 = 0;

/// A tree that grows. A node may be taken out and put elsewhere, as the standard asks.
#[derive(Debug)]
pub(super) struct Sink {
    nodes: RefCell<Vec<Growing>>,
}

#[derive(Debug)]
struct Growing {
    parent: u32,
    before: u32,
    after: u32,
    first: u32,
    last: u32,
    made: Made,
}

#[derive(Debug)]
enum Made {
    Page,
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    /// A comment or a processing instruction.
    Unread,
}

impl Sink {
    pub(super) fn new() -> Sink {
        Sink {
            nodes: RefCell::new(vec![Growing::new(Made::Page)]),
        }
    }

    /// The number of nodes so far, and how deep the newest stands, counted up to `most`.
    pub(super) fn size(&self, most: usize) -> (usize, usize) {
        let nodes = self.nodes.borrow();
        let mut depth = 0;
        let mut at = nodes.last().map_or(NONE, |node| node.parent);
        while let Some(node) = nodes.get(at as usize).filter(|_| depth <= most) {
            depth += 1;
            at = node.parent;
        }
        (nodes.len(), depth)
    }

    fn make(&self, made: Made) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Growing::new(made));
        place_of(nodes.len() - 1)
    }
}

impl Growing {
    fn new(made: Made) -> Growing {
        Growing {
            parent: NONE,
            before: NONE,
            after: NONE,
            first: NONE,
            last: NONE,
            made,
        }
    }
}

/// A place as it is kept. A page is cut off long before it has four thousand million nodes.
fn place_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NONE)
}

/// Takes a node out of where it stands.
fn detach(nodes: &mut [Growing], at: u32) {
    let Growing {
        parent,
        before,
        after,
        ..
    } = nodes[at as usize];
    match before {
        NONE if parent != NONE => nodes[parent as usize].first = after,
        NONE => {}
        before => nodes[before as usize].after = after,
    }
    match after {
        NONE if parent != NONE => nodes[parent as usize].last = before,
        NONE => {}
        after => nodes[after as usize].before = before,
    }
    let node = &mut nodes[at as usize];
    (node.parent, node.before, node.after) = (NONE, NONE, NONE);
}

/// Puts a node that stands nowhere into `parent`, before `next` or, where that is none, at its end.
fn insert(nodes: &mut [Growing], at: u32, parent: u32, next: u32) {
    let before = match next {
        NONE => nodes[parent as usize].last,
        next => nodes[next as usize].before,
    };
    let node = &mut nodes[at as usize];
    (node.parent, node.before, node.after) = (parent, before, next);
    match before {
        NONE => nodes[parent as usize].first = at,
        before => nodes[before as usize].after = at,
    }
    match next {
        NONE => nodes[parent as usize].last = at,
        next => nodes[next as usize].before = at,
    }
}

/// Adds text after the node `before`, or a new node for it; [`insert`] says where.
fn insert_text(nodes: &mut Vec<Growing>, text: StrTendril, parent: u32, next: u32) {
    let before = match next {
        NONE => nodes[parent as usize].last,
        next => nodes[next as usize].before,
    };
    if let Some(Growing {
        made: Made::Text(known),
        ..
    }) = nodes.get_mut(before as usize)
    {
        known.push_tendril(&text);
        return;
    }
    nodes.push(Growing::new(Made::Text(text)));
    let at = place_of(nodes.len() - 1);
    insert(nodes, at, parent, next);
}

impl TreeSink for Sink {
    type Handle = u32;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        settle(self.nodes.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn get_document(&self) -> u32 {
        PAGE
    }

    fn same_node(&self, one: &u32, other: &u32) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, at: &'a u32) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[*at as usize].made {
                Made::Element(name, _) => name,
                // The parser asks for the names of elements only.
                _ => &NAMELESS,
            }
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> u32 {
        self.make(Made::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        self.make(Made::Unread)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        self.make(Made::Unread)
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        let mut nodes = self.nodes.borrow_mut();
        match child {
            NodeOrText::AppendNode(child) => insert(&mut nodes, child, *parent, NONE),
            NodeOrText::AppendText(text) => insert_text(&mut nodes, text, *parent, NONE),
        }
    }

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let mut nodes = self.nodes.borrow_mut();
        if let NodeOrText::AppendNode(child) = child {
            detach(&mut nodes, child);
        }
        let parent = nodes[*sibling as usize].parent;
        if parent == NONE {
            return;
        }
        match child {
            NodeOrText::AppendNode(child) => insert(&mut nodes, child, parent, *sibling),
            NodeOrText::AppendText(text) => insert_text(&mut nodes, text, parent, *sibling),
        }
    }

    fn append_based_on_parent_node(&self, element: &u32, before: &u32, child: NodeOrText<u32>) {
        let stands = self.nodes.borrow()[*element as usize].parent != NONE;
        if stands {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's contents stand in the template itself; no walk reads what is in one.
    fn get_template_contents(&self, template: &u32) -> u32 {
        *template
    }

    fn add_attrs_if_missing(&self, at: &u32, attributes: Vec<Attribute>) {
        if let Made::Element(_, known) = &mut self.nodes.borrow_mut()[*at as usize].made {
            for attribute in attributes {
                if !known.iter().any(|known| known.name == attribute.name) {
                    known.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, at: &u32) {
        detach(&mut self.nodes.borrow_mut(), *at);
    }

    fn reparent_children(&self, from: &u32, to: &u32) {
        let mut nodes = self.nodes.borrow_mut();
        loop {
            let child = nodes[*from as usize].first;
            if child == NONE {
                break;
            }
            detach(&mut nodes, child);
            insert(&mut nodes, child, *to, NONE);
        }
    }
}

static NAMELESS: std::sync::LazyLock<QualName> =
    std::sync::LazyLock::new(|| QualName::new(None, html5ever::ns!(), html5ever::local_name!("")));

/// The nodes in the order of the page. What stands nowhere and what nobody reads is left out.
fn settle(mut growing: Vec<Growing>) -> Tree {
    let mut nodes: Vec<Node> = Vec::with_capacity(growing.len());
    let mut open: Vec<u32> = Vec::new();
    let mut at = PAGE;
    loop {
        let next = &mut growing[at as usize];
        let (first, after) = (next.first, next.after);
        let kind = match std::mem::replace(&mut next.made, Made::Unread) {
            Made::Page => Some(Kind::Page),
            Made::Element(name, attributes) => Some(Kind::Element {
                name: name.local,
                signs: attributes
                    .iter()
                    .fold(0, |signs, known| signs | sign_of(&known.name.local)),
                attributes,
            }),
            Made::Text(words) => Some(Kind::Text(words)),
            Made::Unread => None,
        };
        let kept = kind.is_some();
        if let Some(kind) = kind {
            let place = place_of(nodes.len());
            nodes.push(Node {
                parent: open.last().copied().unwrap_or(PAGE),
                end: place + 1,
                kind,
            });
            open.push(place);
        }
        if first != NONE && kept {
            at = first;
            continue;
        }
        // A node without children is closed at once; then all that end with it.
        let mut closing = kept;
        let mut after = after;
        let mut from = at;
        loop {
            if closing && let Some(place) = open.pop() {
                nodes[place as usize].end = place_of(nodes.len());
            }
            if after != NONE {
                break;
            }
            from = growing[from as usize].parent;
            if from == NONE {
                return Tree { nodes };
            }
            after = growing[from as usize].after;
            closing = true;
        }
        at = after;
    }
}
