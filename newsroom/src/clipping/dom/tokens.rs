//! From a page's tags and texts to its tree.
//!
//! The tokens are read by html5gum, which takes a quarter of the time that html5ever's own tokenizer
//! takes for the same answers; what tree they make is html5ever's to say.

mod said;

use html5ever::interface::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, QualName, local_name, ns};
use html5gum::{Emitter, Error, State};

use super::sink::Sink;
use said::{Said, Source, text};

/// Most attributes of a tag that are read: each is compared with all before it, and 160,000 of them in
/// one tag once took 38 s. Real tags have a dozen.
const MOST: usize = 256;

/// How many tags are read between two looks at the tree's size.
const BETWEEN: u8 = 64;

/// Hands a page's tokens to the builder of its tree.
pub(super) struct Tokens<'b> {
    builder: &'b TreeBuilder<u32, Sink>,
    source: Source<'b>,
    /// Text that was read and not handed on, up to the next tag or comment.
    text: Said,
    /// Whether text is left out: that of a script or a style that nobody reads.
    unread: bool,
    /// The tag that is being read. Names are bytes, as a character may come in pieces.
    kind: TagKind,
    name: Vec<u8>,
    is_closed: bool,
    attributes: Vec<Attribute>,
    /// The attribute that is being read.
    key: Vec<u8>,
    value: Said,
    /// The name of the last start tag.
    started: Vec<u8>,
    doctype: Doctype,
    /// Tags until the next look at the tree's size.
    left: u8,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(page: &'b str, builder: &'b TreeBuilder<u32, Sink>) -> Tokens<'b> {
        Tokens {
            builder,
            source: Source::of(page),
            text: Said::default(),
            unread: false,
            kind: TagKind::StartTag,
            name: Vec::new(),
            is_closed: false,
            attributes: Vec::new(),
            key: Vec::new(),
            value: Said::default(),
            started: Vec::new(),
            doctype: Doctype::default(),
            left: BETWEEN,
        }
    }

    fn hand_on(&mut self, token: Token) -> TokenSinkResult<u32> {
        self.hand_on_text();
        self.builder.process_token(token, 1)
    }

    fn hand_on_text(&mut self) {
        if !self.text.is_empty() {
            let text = self.text.take(&self.source);
            // Only tags change how what follows is read.
            let _ = self.builder.process_token(Token::CharacterTokens(text), 1);
        }
    }

    fn begin_tag(&mut self, kind: TagKind) {
        self.kind = kind;
        self.name.clear();
        self.is_closed = false;
        self.attributes.clear();
        self.key.clear();
        self.value.clear();
    }

    /// Adds the attribute that has been read to the tag; of two with one name the first counts.
    fn close_attribute(&mut self) {
        if self.key.is_empty() {
            return;
        }
        if self.attributes.len() < MOST {
            let name = LocalName::from(text(&self.key));
            if !self.attributes.iter().any(|known| known.name.local == name) {
                self.attributes.push(Attribute {
                    name: QualName::new(None, ns!(), name),
                    value: self.value.take(&self.source),
                });
            }
        }
        self.key.clear();
        self.value.clear();
    }
}

impl Emitter for Tokens<'_> {
    /// That the tree's size is to be looked at.
    type Token = ();

    fn pop_token(&mut self) -> Option<()> {
        (self.left == 0).then(|| self.left = BETWEEN)
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.started.clear();
        self.started.extend(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        let _ = self.hand_on(Token::EOFToken);
        self.builder.end();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_string(&mut self, bytes: &[u8]) {
        if self.unread {
            return;
        }
        let mut pieces = bytes.split(|byte| *byte == 0);
        self.text
            .push(pieces.next().unwrap_or_default(), &self.source);
        for piece in pieces {
            let _ = self.hand_on(Token::NullCharacterToken);
            self.text.push(piece, &self.source);
        }
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(TagKind::StartTag);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(TagKind::EndTag);
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.close_attribute();
        let is_start = self.kind == TagKind::StartTag;
        if is_start {
            std::mem::swap(&mut self.started, &mut self.name);
        }
        let name = if is_start { &self.started } else { &self.name };
        let tag = Tag {
            kind: self.kind,
            name: LocalName::from(text(name)),
            self_closing: self.is_closed,
            attrs: std::mem::take(&mut self.attributes),
            had_duplicate_attributes: false,
        };
        let is_unread = is_start && is_unread(&tag);
        self.left = self.left.saturating_sub(1);
        self.unread = false;
        match self.hand_on(Token::TagToken(tag)) {
            TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => None,
            TokenSinkResult::Script(_) => Some(State::Data),
            TokenSinkResult::Plaintext => Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => {
                self.unread = is_unread;
                Some(State::RawText)
            }
            TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => {
                self.unread = is_unread;
                Some(State::ScriptData)
            }
        }
    }

    fn emit_current_comment(&mut self) {
        // Nobody reads what it says; but it parts two texts.
        let _ = self.hand_on(Token::CommentToken(StrTendril::new()));
    }

    fn emit_current_doctype(&mut self) {
        let doctype = std::mem::take(&mut self.doctype);
        let _ = self.hand_on(Token::DoctypeToken(doctype));
    }

    fn set_self_closing(&mut self) {
        self.is_closed = true;
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn push_tag_name(&mut self, bytes: &[u8]) {
        self.name.extend(bytes);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, bytes: &[u8]) {
        let name = self.doctype.name.get_or_insert_default();
        name.push_slice(&text(bytes));
    }

    fn init_doctype(&mut self) {
        self.doctype = Doctype::default();
    }

    fn init_attribute(&mut self) {
        self.close_attribute();
    }

    fn push_attribute_name(&mut self, bytes: &[u8]) {
        self.key.extend(bytes);
    }

    fn push_attribute_value(&mut self, bytes: &[u8]) {
        self.value.push(bytes, &self.source);
    }

    fn set_doctype_public_identifier(&mut self, bytes: &[u8]) {
        self.doctype.public_id = Some(StrTendril::from(&*text(bytes)));
    }

    fn set_doctype_system_identifier(&mut self, bytes: &[u8]) {
        self.doctype.system_id = Some(StrTendril::from(&*text(bytes)));
    }

    fn push_doctype_public_identifier(&mut self, bytes: &[u8]) {
        let id = self.doctype.public_id.get_or_insert_default();
        id.push_slice(&text(bytes));
    }

    fn push_doctype_system_identifier(&mut self, bytes: &[u8]) {
        let id = self.doctype.system_id.get_or_insert_default();
        id.push_slice(&text(bytes));
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.kind == TagKind::EndTag && !self.started.is_empty() && self.started == self.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.hand_on_text();
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether the text of an element is for nobody: of a style, and of a script that holds no data.
fn is_unread(tag: &Tag) -> bool {
    let kind = || {
        let mut attributes = tag.attrs.iter();
        attributes.find(|attribute| attribute.name.local == local_name!("type"))
    };
    match tag.name {
        local_name!("style") => true,
        local_name!("script") => {
            kind().is_none_or(|kind| !kind.value.to_ascii_lowercase().contains("ld+json"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
