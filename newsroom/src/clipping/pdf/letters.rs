//! The letters of a PDF's pages, each with its place.
//!
//! A page is a little program that puts letters down (ISO 32000-1, §8 and §9). The library reads its
//! instructions and its fonts; following them is done here, so that every instruction is counted:
//! a form that draws itself ten times, fifty deep, is stopped at a number and not by a clock.

mod face;
mod upright;

use std::collections::HashMap;
use std::rc::Rc;

use hayro_font::FontCache;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::matrix::{self, Matrix};
use face::Face;
use upright::{Found, shown, upright};

/// How deep forms may stand in forms. Those of real files stay below 10.
const DEEPEST: usize = 16;

/// How many states may be kept at once; a page that keeps more is damaged.
const STATES: usize = 512;

/// What may be spent on a whole file: an instruction costs 1, as does a byte of a page or a form each
/// time it is read. Book-length reports spend 20 million.
pub(super) const FUEL: u64 = 100_000_000;

/// What drawing a form costs besides: it has to be unpacked, and its fonts be looked up.
const FORM: u64 = 2_000;

/// Letters that are kept of one page. A page of a newspaper has 30,000.
const LETTERS: usize = 200_000;

/// A letter on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letter {
    pub(super) sign: char,
    /// Where its baseline begins, in points from the left and from the top of the page.
    pub(super) x: f32,
    pub(super) y: f32,
    /// How far it reaches to the right, in points.
    pub(super) width: f32,
    /// The size of its type in points.
    pub(super) size: f32,
    pub(super) strong: bool,
}

/// A page, as letters.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) letters: Vec<Letter>,
    /// Whether it shows pictures: a page of a scan is one picture and nothing else.
    pub(super) pictured: bool,
}

/// What is needed to read page after page of a file.
pub(super) struct Desk<'a> {
    fonts: FontCache<'a>,
    faces: HashMap<Vec<u8>, Rc<Face<'a>>>,
    pub(super) fuel: u64,
}

impl<'a> Desk<'a> {
    pub(super) fn new(fuel: u64) -> Desk<'a> {
        Desk {
            fonts: FontCache::new(),
            faces: HashMap::new(),
            fuel,
        }
    }

    /// Spends; answers whether there was enough left.
    fn spend(&mut self, amount: u64) -> bool {
        let enough = self.fuel >= amount;
        self.fuel = self.fuel.saturating_sub(amount);
        enough
    }
}

/// Reads the letters of a page.
pub(super) fn read<'a>(page: &Page<'a>, desk: &mut Desk<'a>) -> Sheet {
    let (width, height) = page.render_dimensions();
    let mut reading = Reading {
        desk,
        found: Vec::new(),
        pictured: false,
        marked: Vec::new(),
    };
    let state = State::new(page.initial_transform(true).as_coeffs());
    let content = reading.content_of(page);
    let resources = page.resources().clone();
    reading.follow(&content, &resources, state, 0);
    let Reading {
        found, pictured, ..
    } = reading;
    let (letters, sideways) = upright(shown(found), width, height);
    let (width, height) = if sideways {
        (height, width)
    } else {
        (width, height)
    };
    Sheet {
        width,
        height,
        letters,
        pictured,
    }
}

struct Reading<'d, 'a> {
    desk: &'d mut Desk<'a>,
    found: Vec<Found>,
    pictured: bool,
    /// For each mark that is open, whether it marks an artifact.
    marked: Vec<bool>,
}

#[derive(Clone)]
struct State<'a> {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    unseen: bool,
}

impl State<'_> {
    fn new(page: Matrix) -> Self {
        State {
            page,
            text: matrix::IDENTITY,
            line: matrix::IDENTITY,
            face: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            unseen: false,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = matrix::times(self.line, matrix::moved(x, y));
        self.text = self.line;
    }
}

impl<'a> Reading<'_, 'a> {
    /// A page's instructions. Its parts are counted as they are joined: a list may name one part a
    /// million times.
    fn content_of(&mut self, page: &Page<'a>) -> Vec<u8> {
        let raw = page.raw();
        let mut content = Vec::new();
        let one = raw.get::<Stream<'_>>("Contents");
        let several = raw.get::<Array<'_>>("Contents").unwrap_or_default();
        let parts = one.into_iter().chain(several.iter::<Stream<'_>>());
        for part in parts {
            let Ok(part) = part.decoded_data() else {
                continue;
            };
            if !self.desk.spend(part.len() as u64 + 1) {
                break;
            }
            content.extend_from_slice(&part);
            content.push(b' ');
        }
        content
    }

    fn follow(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        start: State<'a>,
        depth: usize,
    ) {
        let mut state = start;
        let mut kept: Vec<State<'a>> = Vec::new();
        let open = self.marked.len();
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            if !self.desk.spend(1) || self.found.len() >= LETTERS {
                break;
            }
            match instruction {
                TypedInstruction::SaveState(_) if kept.len() < STATES => kept.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = kept.pop().unwrap_or(state),
                TypedInstruction::Transform(m) => {
                    let m = numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                    state.page = matrix::times(state.page, m);
                }
                TypedInstruction::BeginText(_) => {
                    state.text = matrix::IDENTITY;
                    state.line = matrix::IDENTITY;
                }
                TypedInstruction::SetTextMatrix(m) => {
                    state.line = numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                    state.text = state.line;
                }
                TypedInstruction::TextFont(font) => {
                    state.face = self.face(resources, font.0);
                    state.size = font.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(space) => state.letter_space = space.0.as_f64(),
                TypedInstruction::WordSpacing(space) => state.word_space = space.0.as_f64(),
                TypedInstruction::HorizontalScaling(scale) => {
                    state.stretch = scale.0.as_f64() / 100.0
                }
                TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
                TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
                TypedInstruction::TextRenderingMode(mode) => {
                    state.unseen = matches!(mode.0.as_i64(), 3 | 7);
                }
                TypedInstruction::NextLine(to) => state.next_line(to.0.as_f64(), to.1.as_f64()),
                TypedInstruction::NextLineAndSetLeading(to) => {
                    state.leading = -to.1.as_f64();
                    state.next_line(to.0.as_f64(), to.1.as_f64());
                }
                TypedInstruction::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), &mut state),
                TypedInstruction::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(text.0.as_bytes(), &mut state);
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    state.word_space = text.0.as_f64();
                    state.letter_space = text.1.as_f64();
                    state.next_line(0.0, -state.leading);
                    self.show(text.2.as_bytes(), &mut state);
                }
                TypedInstruction::ShowTexts(texts) => self.show_all(texts.0, &mut state),
                TypedInstruction::BeginMarkedContent(mark) => self.mark(mark.0),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => self.mark(mark.0),
                TypedInstruction::EndMarkedContent(_) if self.marked.len() > open => {
                    self.marked.pop();
                }
                TypedInstruction::InlineImage(_) => self.pictured = true,
                TypedInstruction::XObject(drawn) => self.draw(resources, drawn.0, &state, depth),
                _ => {}
            }
        }
        self.marked.truncate(open);
    }

    fn mark(&mut self, name: &Name<'_>) {
        if self.marked.len() < STATES {
            self.marked.push(&**name == b"Artifact");
        }
    }

    fn face(&mut self, resources: &Resources<'a>, name: &Name<'_>) -> Option<Rc<Face<'a>>> {
        let dict = resources.fonts.get::<Dict<'_>>(name)?;
        // What a dictionary says is what it is: a file may write one out on every page.
        let key = dict.data();
        if let Some(face) = self.desk.faces.get(key) {
            return Some(Rc::clone(face));
        }
        let face = Rc::new(Face::read(&dict, &self.desk.fonts)?);
        self.desk.faces.insert(key.to_vec(), Rc::clone(&face));
        Some(face)
    }

    fn draw(
        &mut self,
        resources: &Resources<'a>,
        name: &Name<'_>,
        state: &State<'a>,
        depth: usize,
    ) {
        let Some(drawn) = resources.x_objects.get::<Stream<'_>>(name) else {
            return;
        };
        let dict = drawn.dict();
        if dict
            .get::<Name<'_>>("Subtype")
            .is_some_and(|kind| &*kind == b"Image")
        {
            self.pictured = true;
            return;
        }
        if depth >= DEEPEST {
            return;
        }
        let Ok(content) = drawn.decoded_data() else {
            return;
        };
        if !self.desk.spend(content.len() as u64 + FORM) {
            return;
        }
        let mut inner = state.clone();
        if let Some(m) = dict.get::<[f64; 6]>("Matrix") {
            inner.page = matrix::times(inner.page, m);
        }
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        self.follow(
            &content,
            own.as_ref().unwrap_or(resources),
            inner,
            depth + 1,
        );
    }

    fn show_all(&mut self, texts: &Array<'_>, state: &mut State<'a>) {
        for item in texts.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(text.as_bytes(), state),
                Object::Number(back) => {
                    let back = -back.as_f64() / 1000.0 * state.size;
                    let by = match state.face.as_ref().is_none_or(|face| face.is_horizontal()) {
                        true => matrix::moved(back * state.stretch, 0.0),
                        false => matrix::moved(0.0, back),
                    };
                    state.text = matrix::times(state.text, by);
                }
                _ => {}
            }
            if !self.desk.spend(1) {
                break;
            }
        }
    }

    fn show(&mut self, text: &[u8], state: &mut State<'a>) {
        let Some(face) = state.face.clone() else {
            return;
        };
        let artifact = self.marked.contains(&true);
        let mut at = 0;
        while at < text.len() {
            if !self.desk.spend(1) || self.found.len() >= LETTERS {
                break;
            }
            let (code, length) = face.code(text, at);
            at += length.max(1);
            let sign = face.sign(code);
            let space = if code == 32 && length == 1 {
                state.word_space
            } else {
                0.0
            };
            let advance = |by: f64| by / 1000.0 * state.size + state.letter_space + space;
            let (dx, dy) = match face.is_horizontal() {
                true => (advance(sign.advance.0) * state.stretch, 0.0),
                false => (0.0, advance(sign.advance.1)),
            };
            let placed = matrix::times(state.page, state.text);
            let start = matrix::apply(placed, 0.0, state.rise);
            let end = matrix::apply(placed, dx, dy + state.rise);
            let top = matrix::apply(placed, 0.0, state.size + state.rise);
            let size = (top.0 - start.0).hypot(top.1 - start.1);
            // A ligature is several letters in the room of one.
            let count = sign.text.chars().count().max(1) as f64;
            let along = ((end.0 - start.0) / count, (end.1 - start.1) / count);
            for (nth, letter) in sign.text.chars().enumerate() {
                let nth = nth as f64;
                self.found.push(Found {
                    sign: letter,
                    at: (start.0 + along.0 * nth, start.1 + along.1 * nth),
                    along,
                    size,
                    strong: face.strong,
                    artifact,
                    unseen: state.unseen,
                });
            }
            state.text = matrix::times(state.text, matrix::moved(dx, dy));
        }
    }
}

fn numbers(of: [&Number; 6]) -> Matrix {
    of.map(Number::as_f64)
}
