//! A font: which letters its codes are, and how wide they run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Dict, Name};

/// What a code of a font stands for.
#[derive(Debug)]
pub(super) struct Sign {
    /// The letters; more than one for a ligature, none where the file does not say.
    pub(super) text: String,
    /// How far the next code stands, in thousandths of the size.
    pub(super) advance: (f64, f64),
}

pub(super) struct Face<'a> {
    font: Font<'a>,
    pub(super) strong: bool,
    signs: RefCell<HashMap<u32, Rc<Sign>>>,
}

impl<'a> Face<'a> {
    pub(super) fn read(dict: &Dict<'a>, fonts: &FontCache<'a>) -> Option<Face<'a>> {
        // A file may leave out fonts that every reader of such files has.
        let fallback: FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        });
        let charts: CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
        let name = dict.get::<Name<'_>>("BaseFont");
        let name = name.map(|name| String::from_utf8_lossy(&name).to_ascii_lowercase());
        let strong = name.is_some_and(|name| {
            ["bold", "black", "heavy", "demi"]
                .iter()
                .any(|weight| name.contains(weight))
        });
        Some(Face {
            font: fonts.font(dict, &fallback, &charts)?,
            strong,
            signs: RefCell::default(),
        })
    }

    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// The code at a place of a text, and its length in bytes.
    pub(super) fn code(&self, text: &[u8], at: usize) -> (u32, usize) {
        self.font.read_code(text, at)
    }

    pub(super) fn sign(&self, code: u32) -> Rc<Sign> {
        if let Some(known) = self.signs.borrow().get(&code) {
            return Rc::clone(known);
        }
        let unicode = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let text = match unicode {
            Some(BfString::Char(letter)) => plain(&letter.to_string()),
            Some(BfString::String(letters)) => plain(&letters),
            None => String::new(),
        };
        let advance = self.font.code_advance(code);
        let sign = Rc::new(Sign {
            text,
            advance: (advance.x, advance.y),
        });
        self.signs.borrow_mut().insert(code, Rc::clone(&sign));
        sign
    }
}

/// Letters as they are written elsewhere: ligatures in their parts (Unicode, block FB00–FB06).
fn plain(letters: &str) -> String {
    // A code that stands for a page of text is a trick; the longest ligature known is of 18 letters.
    letters
        .chars()
        .take(32)
        .fold(String::new(), |mut plain, letter| {
            match letter {
                '\u{FB00}' => plain.push_str("ff"),
                '\u{FB01}' => plain.push_str("fi"),
                '\u{FB02}' => plain.push_str("fl"),
                '\u{FB03}' => plain.push_str("ffi"),
                '\u{FB04}' => plain.push_str("ffl"),
                '\u{FB05}' | '\u{FB06}' => plain.push_str("st"),
                '\u{0}' => {}
                _ => plain.push(letter),
            }
            plain
        })
}
