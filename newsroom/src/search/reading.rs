//! Reading what is typed into the search field. It never fails in the middle of typing: what cannot
//! be understood is left out, and told.

use chrono::TimeZone;

use crate::search::operators::{self, Operator};
use crate::search::told;
use crate::search::typed::{Part, Typed, beginning, parts};
use crate::search::{Asked, Within, Words, tokens};
use crate::{Error, Result};

/// The longest search, in letters: a page of text pasted by mistake.
const LONGEST: usize = 10_000;
/// The most words and filters; each of them is looked up in the index.
const MOST: usize = 50;
/// How deep brackets may stand in each other.
const DEEPEST: usize = 20;

/// What was typed, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is asked for. [`Asked::Any`] of nothing, if nothing of what was typed could be understood.
    pub asked: Asked,
    /// The same in words, to be shown: `“budapest” and tag “Talks”, not “alaska”`. Empty where nothing
    /// was typed.
    pub understood: String,
    /// What was left out or closed for the typist, a sentence each.
    pub complaints: Vec<String>,
    /// Whether the last word may still grow.
    pub open: bool,
}

/// Reads what is typed into the search field. Days that `clipped:` names begin and end in `zone`.
///
/// Blanks join what must all be there. `OR` and `|` part alternatives, and bind what stands beside
/// them more tightly than a blank does: `kyiv OR budapest talks` asks for talks in one of the two.
/// `-` and `NOT` exclude; brackets group; quotation marks take words as they are and in their order. A
/// word that ends in a star, or with the search itself, is the beginning of words.
///
/// # Errors
/// Refuses more than 10,000 letters, more than 50 words and filters, and brackets more than 20 deep.
pub fn read<Z: TimeZone>(typed: &str, zone: &Z) -> Result<Reading> {
    let letters = typed.chars().count();
    if letters > LONGEST {
        return Err(Error::Refused(format!(
            "the search has {letters} letters, and no more than {LONGEST} are read; shorten it"
        )));
    }
    let (parts, complaints) = parts(typed);
    let mut parser = Parser {
        parts,
        at: 0,
        depth: 0,
        count: 0,
        complaints,
        zone,
    };
    let asked = parser.all()?;
    let asked = match asked {
        Some(asked) => asked,
        None if typed.trim().is_empty() => Asked::All(Vec::new()),
        None => Asked::Any(Vec::new()),
    };
    Ok(Reading {
        understood: told::understood(&asked),
        open: ends_open(&asked),
        asked,
        complaints: parser.complaints,
    })
}

/// Whether the last word that is asked for may still grow.
fn ends_open(asked: &Asked) -> bool {
    match asked {
        Asked::All(of) | Asked::Any(of) => of.last().is_some_and(ends_open),
        Asked::Not(part) => ends_open(part),
        Asked::Words(words) => words.open,
        Asked::Filter(_) => false,
    }
}

struct Parser<'t, 'z, Z> {
    parts: Vec<Part<'t>>,
    at: usize,
    depth: usize,
    count: usize,
    complaints: Vec<String>,
    zone: &'z Z,
}

impl<'t, Z: TimeZone> Parser<'t, '_, Z> {
    fn peek(&self) -> Option<&Part<'t>> {
        self.parts.get(self.at)
    }

    /// What must all be there, until the bracket closes or the search ends.
    fn all(&mut self) -> Result<Option<Asked>> {
        let mut all = Vec::new();
        while let Some(part) = self.peek() {
            match part {
                Part::Closing if self.depth > 0 => break,
                Part::Closing => {
                    self.at += 1;
                    self.complain("a bracket closes that was never opened; it was left out");
                }
                Part::And => self.at += 1,
                _ => all.extend(self.any()?),
            }
        }
        Ok(one_of(all, Asked::All))
    }

    /// Alternatives.
    fn any(&mut self) -> Result<Option<Asked>> {
        let mut any = Vec::new();
        let mut expected = false;
        if self.peek() == Some(&Part::Or) {
            self.at += 1;
            self.complain("an OR has nothing before it; it was left out");
        }
        loop {
            match self.peek() {
                None | Some(Part::Closing | Part::And) => {
                    if expected {
                        self.complain("an OR has nothing behind it; it was left out");
                    }
                    break;
                }
                Some(Part::Or) => {
                    self.at += 1;
                    self.complain("an OR has nothing before it; it was left out");
                    continue;
                }
                Some(_) => any.extend(self.one()?),
            }
            expected = self.peek() == Some(&Part::Or);
            if !expected {
                break;
            }
            self.at += 1;
        }
        Ok(one_of(any, Asked::Any))
    }

    /// One thing, with what negates it.
    fn one(&mut self) -> Result<Option<Asked>> {
        let mut negated = false;
        while self.peek() == Some(&Part::Not) {
            self.at += 1;
            negated = true;
        }
        let asked = match self.peek().cloned() {
            None | Some(Part::Closing | Part::Or | Part::And) => {
                self.complain("a NOT has nothing behind it; it was left out");
                None
            }
            Some(Part::Opening) => self.bracket()?,
            Some(part) => {
                self.at += 1;
                match part {
                    Part::Word(typed) | Part::Quoted(typed) => {
                        self.words(typed, Within::Everything)?
                    }
                    Part::Operated(operator, values) => self.operated(operator, &values)?,
                    _ => {
                        self.complain("a minus has nothing behind it; it was left out");
                        None
                    }
                }
            }
        };
        Ok(match asked {
            Some(asked) if negated => Some(Asked::Not(Box::new(asked))),
            asked => asked,
        })
    }

    fn bracket(&mut self) -> Result<Option<Asked>> {
        let opened = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Error::Refused(format!(
                "the search has brackets more than {DEEPEST} deep; take some of them away"
            )));
        }
        let asked = self.all()?;
        self.depth -= 1;
        if self.peek() == Some(&Part::Closing) {
            self.at += 1;
            if asked.is_none() && self.at == opened + 2 {
                self.complain("a pair of brackets holds nothing; it was left out");
            }
        } else {
            let behind = match self.parts.get(opened + 1) {
                Some(Part::Word(typed) | Part::Quoted(typed)) if !typed.text.is_empty() => {
                    format!("the bracket that opens before “{}”", beginning(typed.text))
                }
                Some(Part::Operated(operator, _)) => {
                    format!("the bracket that opens before `{}:`", operator.name())
                }
                _ => "a bracket".to_owned(),
            };
            self.complain(&format!(
                "{behind} is not closed; it was taken to end with the search"
            ));
        }
        Ok(asked)
    }

    fn operated(&mut self, operator: Operator, values: &[Typed<'t>]) -> Result<Option<Asked>> {
        let mut any = Vec::new();
        for &value in values {
            if operator == Operator::Title {
                // Several words in a bracket are a phrase there, as they are one name elsewhere.
                any.extend(self.words(value, Within::Headline)?);
                continue;
            }
            let name = operator.name();
            if value.text.trim().is_empty() {
                self.complain(&format!(
                    "`{name}:` has no value yet; write {}",
                    operator.example()
                ));
                continue;
            }
            match operators::filter(operator, value.text, self.zone) {
                Ok(filter) => {
                    self.counted(1)?;
                    any.push(filter);
                }
                Err(complaint) => self.complain(&complaint),
            }
        }
        Ok(one_of(any, Asked::Any))
    }

    /// Words as they were typed; none if there is nothing to look for in them.
    fn words(&mut self, typed: Typed<'t>, within: Within) -> Result<Option<Asked>> {
        let words: Vec<String> = (typed.text.split_whitespace())
            .filter(|word| tokens(word).next().is_some())
            .map(str::to_owned)
            .collect();
        if words.is_empty() {
            let text = typed.text.trim();
            self.complain(&match text {
                "" if typed.quoted => {
                    "a pair of quotation marks holds nothing; it was left out".to_owned()
                }
                "" => "a star has no word before it; it was left out".to_owned(),
                _ => format!(
                    "“{}” has no letters or digits to look for; it was left out",
                    beginning(text)
                ),
            });
            return Ok(None);
        }
        self.counted(words.len())?;
        Ok(Some(Asked::Words(Words {
            within,
            words,
            open: typed.open,
            exact: typed.quoted,
        })))
    }

    fn counted(&mut self, more: usize) -> Result<()> {
        self.count += more;
        if self.count > MOST {
            return Err(Error::Refused(format!(
                "the search has more than {MOST} words and filters; ask for less at once"
            )));
        }
        Ok(())
    }

    fn complain(&mut self, complaint: &str) {
        // The same mistake made ten times is one sentence.
        if !self.complaints.iter().any(|known| known == complaint) {
            self.complaints.push(complaint.to_owned());
        }
    }
}

/// One thing as it is, several together; none if there is none.
fn one_of(mut of: Vec<Asked>, together: fn(Vec<Asked>) -> Asked) -> Option<Asked> {
    match of.len() {
        0 => None,
        1 => of.pop(),
        _ => Some(together(of)),
    }
}

#[cfg(test)]
mod tests;
