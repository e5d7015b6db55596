//! A page's elements, each looked at once, and where the story stands by the old measure.
//!
//! The method is that of Readability (Arc90, 2009; Mozilla's `Readability.js`): each paragraph gives
//! points for its length and its commas to the elements around it, less for each step outwards;
//! the element with the most points, discounted by the share of its text that is links, holds the
//! story. Two things differ. What a page itself calls junk is taken out before counting, unless it
//! holds most of the page's prose. And what a page itself calls the body counts for more.

mod known;
mod points;

use crate::clipping::dom::{self, At};
use crate::clipping::junk::{self, Named};
use crate::clipping::text;
use known::Known;

/// Shortest paragraph that gives points, in characters; the number is Readability's.
const PARAGRAPH: u32 = 25;

/// How many steps outwards a paragraph's points are felt.
const STEPS: usize = 6;

/// How many steps outwards from its best part the story may reach.
const OUTWARDS: usize = 12;

/// What is known of an element.
#[derive(Debug)]
struct Facts<'a> {
    at: At<'a>,
    /// The number of what its class and id say.
    names: usize,
    named: Named,
    parent: usize,
    /// Characters of text in lines of its own, and how many of them are links.
    own: u32,
    own_linked: u32,
    commas: u32,
    /// The same, with all below it that is not junk.
    text: u32,
    linked: u32,
    /// Characters of paragraphs below it that are not junk.
    prose: u32,
    junk: bool,
    /// Whether it is, or stands in, a box about another story.
    boxed: bool,
    points: f32,
}

/// How much text an element holds, in characters that are not white space, and its points.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Measure {
    pub(crate) length: u32,
    pub(crate) prose: u32,
    pub(crate) linked: u32,
    pub(crate) points: f32,
    /// The points of the element of the page that has most.
    pub(crate) most_points: f32,
}

/// What class and id say; most stand on many elements.
#[derive(Debug)]
struct Names {
    /// [`dom::class_words`].
    words: String,
    named: Named,
}

impl Names {
    fn of(words: String) -> Names {
        Names {
            named: Named::read(&words),
            words,
        }
    }
}

/// A page's elements with what is known of each.
#[derive(Debug)]
pub(crate) struct Survey<'a> {
    root: At<'a>,
    facts: Vec<Facts<'a>>,
    names: Vec<Names>,
    /// For each node of the page the place of its facts; [`NO_FACTS`] for texts.
    places: Vec<u32>,
    most_points: f32,
}

/// The place of facts that are not there.
const NO_FACTS: u32 = u32::MAX;

/// An element that is being read.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    end: usize,
    place: usize,
    /// The block that it stands in, or is.
    block: usize,
    link: bool,
    unread: bool,
}

/// Looks at every element of a page once.
pub(crate) fn survey<'a>(root: At<'a>) -> Survey<'a> {
    let mut facts: Vec<Facts<'a>> = Vec::new();
    let mut places = vec![NO_FACTS; root.end()];
    let mut open: Vec<Open> = Vec::new();
    let mut names = vec![Names::of(" ".to_owned())];
    let mut known = Known::default();
    for at in root.descendants().skip(1) {
        while open.last().is_some_and(|open| open.end <= at.place()) {
            open.pop();
        }
        let around = open.last().copied().unwrap_or_default();
        if let Some(text) = at.text() {
            if !around.unread
                && let Some(block) = facts.get_mut(around.block)
            {
                let (length, commas) = measure(text);
                block.own += length;
                block.commas += commas;
                block.own_linked += if around.link { length } else { 0 };
            }
            continue;
        }
        let name = dom::name(at);
        let place = facts.len();
        let said = known.number(dom::names(at), names.len());
        if said == names.len() {
            names.push(Names::of(dom::class_words(at)));
        }
        let unread = around.unread || dom::is_unread(name) || open.len() > dom::DEEPEST;
        facts.push(Facts {
            at,
            names: said,
            named: names[said].named,
            boxed: false,
            parent: around.place,
            own: 0,
            own_linked: 0,
            commas: 0,
            text: 0,
            linked: 0,
            prose: 0,
            junk: unread,
            points: 0.0,
        });
        places[at.place()] = u32::try_from(place).unwrap_or(NO_FACTS);
        open.push(Open {
            end: at.end(),
            place,
            block: if dom::is_inline(name) {
                around.block
            } else {
                place
            },
            link: around.link || name == "a",
            unread,
        });
    }
    let mut survey = Survey {
        root,
        facts,
        names,
        places,
        most_points: 0.0,
    };
    survey.add_up();
    survey.mark_junk();
    survey.add_up();
    survey.give_points();
    survey.most_points = survey
        .facts
        .iter()
        .map(|facts| facts.points)
        .fold(0.0, f32::max);
    survey
}

/// Whether an element is a box about another story. A card that holds this story is none.
fn is_box(facts: &Facts<'_>, junk: bool) -> bool {
    let name = dom::name(facts.at);
    matches!(name, "nav" | "footer") || ((junk || name == "aside") && facts.named.is_box())
}

/// Characters of a text that are not white space, and its commas.
fn measure(text: &str) -> (u32, u32) {
    if text.is_ascii() {
        let commas = text.bytes().filter(|byte| *byte == b',').count();
        let commas = u32::try_from(commas).unwrap_or(u32::MAX);
        return (text::length(text), commas);
    }
    let (mut length, mut commas) = (0, 0);
    for c in text.chars() {
        length += u32::from(!c.is_whitespace());
        commas += u32::from(matches!(c, ',' | '，' | '、' | '،'));
    }
    (length, commas)
}

impl<'a> Survey<'a> {
    /// Sums text, links and prose from the inside outwards; parents stand before their children.
    fn add_up(&mut self) {
        for facts in &mut self.facts {
            let counts = !facts.junk;
            facts.text = if counts { facts.own } else { 0 };
            facts.linked = if counts { facts.own_linked } else { 0 };
            let prose = counts && facts.own >= PARAGRAPH && facts.own_linked * 2 < facts.own;
            facts.prose = if prose { facts.own } else { 0 };
        }
        for place in (1..self.facts.len()).rev() {
            let Facts {
                text,
                linked,
                prose,
                parent,
                ..
            } = self.facts[place];
            let parent = &mut self.facts[parent];
            parent.text += text;
            parent.linked += linked;
            parent.prose += prose;
        }
    }

    fn mark_junk(&mut self) {
        let all = self.facts.first().map_or(0, |page| page.prose).max(1);
        for place in 1..self.facts.len() {
            let facts = &self.facts[place];
            let inside = self.facts[facts.parent].junk;
            #[expect(
                clippy::cast_precision_loss,
                reason = "a share needs no more than 24 bits"
            )]
            let share = facts.prose as f32 / all as f32;
            let junk = facts.junk
                || inside
                || junk::claim(facts.at, facts.named).is_some_and(|limit| share < limit);
            let boxed = is_box(facts, junk) || self.facts[facts.parent].boxed;
            self.facts[place].boxed = boxed;
            self.facts[place].junk = junk;
        }
    }

    fn give_points(&mut self) {
        for place in 1..self.facts.len() {
            let facts = &self.facts[place];
            if facts.junk || facts.own < PARAGRAPH || facts.own_linked * 2 >= facts.own {
                continue;
            }
            #[expect(
                clippy::cast_precision_loss,
                reason = "points are compared, not counted"
            )]
            let points = 1.0 + facts.commas.min(20) as f32 + (facts.own as f32 / 100.0).min(3.0);
            let paragraph = matches!(
                dom::name(facts.at),
                "p" | "li"
                    | "pre"
                    | "td"
                    | "blockquote"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "dd"
                    | "figcaption"
            );
            let mut at = if paragraph { facts.parent } else { place };
            let points = if matches!(dom::name(facts.at), "li" | "figcaption" | "td") {
                points * 0.4
            } else {
                points
            };
            for step in 0..STEPS {
                #[expect(clippy::cast_precision_loss, reason = "a small number")]
                let share = if step == 0 {
                    1.0
                } else {
                    1.0 / (1.0 + step as f32)
                };
                self.facts[at].points += points * share;
                if at == 0 {
                    break;
                }
                at = self.facts[at].parent;
            }
        }
    }

    fn place(&self, at: At<'_>) -> Option<usize> {
        let place = self.places.get(at.place()).copied();
        place
            .filter(|place| *place != NO_FACTS)
            .map(|place| place as usize)
    }

    /// Whether an element is not part of the story.
    pub(crate) fn is_junk(&self, at: At<'_>) -> bool {
        self.place(at).is_some_and(|place| self.facts[place].junk)
    }

    /// Whether an element stands in a box about another story, or in a comment.
    pub(crate) fn is_boxed(&self, at: At<'_>) -> bool {
        self.place(at).is_some_and(|place| self.facts[place].boxed)
    }

    /// The page.
    pub(crate) fn root(&self) -> At<'a> {
        self.root
    }

    /// What the words of an element's class and id say.
    pub(crate) fn named(&self, at: At<'_>) -> Option<Named> {
        self.place(at).map(|place| self.facts[place].named)
    }

    /// How much text an element holds that is not junk; nothing for a text.
    pub(crate) fn measure(&self, at: At<'_>) -> Option<Measure> {
        let facts = self
            .facts
            .get(self.place(at).or((at.place() == 0).then_some(0))?)?;
        Some(Measure {
            length: facts.text,
            prose: facts.prose,
            linked: facts.linked,
            points: facts.points,
            most_points: self.most_points,
        })
    }

    /// What the class and the id of the page's elements say, each once.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|names| names.words.as_str())
    }

    /// For each element of the page which of the [`names`](Survey::names) are its own.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.facts.iter().map(|facts| facts.names)
    }

    /// The elements of the page, in its order, with what their class and id say.
    pub(crate) fn elements(&self) -> impl Iterator<Item = (At<'a>, &str, Named)> {
        self.facts.iter().map(|facts| {
            let words = self.names[facts.names].words.as_str();
            (facts.at, words, facts.named)
        })
    }
}
