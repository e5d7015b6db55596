//! How an edition is worded and how it looks: a file that a person can copy and change.
//!
//! A template is TOML. `[shape]` says what an edition has, `[words]` holds one template a line in the language
//! of Jinja, and `[look]` says paper, type and colour. What it says is Markdown; whatever comes from stories is
//! made plain first, so that no headline can break a line, link or format anything.

mod setter;

use serde::{Deserialize, Serialize};

use super::Form;
use crate::{Error, Result};
pub(super) use setter::{Setter, date_of};

/// Longer than any template that a person wrote.
const LONGEST: usize = 64 << 10;

/// How an edition is worded and how it looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its name: "Daily briefing".
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub about: String,
    /// What an edition has.
    #[serde(default)]
    pub shape: Shape,
    /// How it is worded.
    #[serde(default)]
    pub words: Words,
    /// How it looks.
    #[serde(default)]
    pub look: Look,
}

/// What an edition has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shape {
    /// How stories are printed that come in without a word.
    pub form: Form,
    /// Most stories, if it wants to stay short: more are a finding of the check.
    pub most: Option<u32>,
    /// Whether it begins with a page for its title.
    pub cover: bool,
    /// Whether its parts and stories are listed first.
    pub contents: bool,
    /// Whether it ends with its stories in the order of their dates.
    pub timeline: bool,
    /// Whether it ends with a list of where its stories are.
    pub sources: bool,
    /// Whether each story says which page of it is kept.
    pub evidence: bool,
}

impl Default for Shape {
    fn default() -> Shape {
        Shape {
            form: Form::Summary,
            most: None,
            cover: false,
            contents: false,
            timeline: false,
            sources: false,
            evidence: false,
        }
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $slot:ident = $default:expr),+ $(,)?) => {
        /// How an edition is worded: templates in the language of Jinja, each giving one line of Markdown, or
        /// nothing. What they know stands in `docs/formats/templates.md`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Words { $($(#[$doc])* pub $slot: String),+ }

        impl Default for Words {
            fn default() -> Words {
                Words { $($slot: $default.to_owned()),+ }
            }
        }

        impl Words {
            /// Each with its name.
            pub(super) fn each(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($slot), &self.$slot)),+]
            }
        }
    };
}

words! {
    /// Number and date.
    dateline = "{% if number %}No. {{ number }}, {{ date }}{% else %}Set on {{ date }}{% endif %}",
    /// What a correction says of itself.
    correction = "{% if changes %}**Correction.** {{ changes }}{% endif %}",
    /// Who reported a story, and when.
    source = "{% if byline %}By {{ byline }} · {% endif %}{{ origin }} · {{ date }}",
    /// That a headline was altered.
    altered = "Headline altered by the editor.",
    /// What stands behind a headline in our translation.
    translated = "*(our translation)*",
    /// That a text was edited.
    edited = "Text edited by the editor.",
    /// What stands over the editor's own words.
    comment = "Our comment",
    /// Who said a quote, and where it stands.
    attribution = "{{ speaker }}, {{ link(origin, address) }}, {{ date }}{% if paragraph %}, paragraph {{ paragraph }}{% endif %}",
    /// Licence and credit.
    credit = "{% if credit %}{{ credit }}{% endif %}{% if licence %}{% if credit %} · {% endif %}{{ licence }}{% endif %}",
    /// What holds a text up.
    evidence = "{% if sha256 %}Page kept on {{ kept }}, SHA-256 {{ sha256 }}{% else %}The page was not fetched; only its link is kept{% endif %}",
    /// Who signs.
    signature = "{% if editor %}Edited by {{ editor }}{% endif %}",
}

/// How an edition looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// The paper of a PDF and of a document.
    pub paper: Paper,
    /// The size of its text, in points.
    pub size: f32,
    /// The colour of headings of parts: `#7f2517`.
    pub accent: String,
}

impl Default for Look {
    fn default() -> Look {
        Look {
            paper: Paper::A4,
            size: 10.5,
            accent: "#7f2517".to_owned(),
        }
    }
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 210 by 297 millimetres.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Its name as CSS and a template write it: `a4`.
    pub fn as_str(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        }
    }
}

/// A template as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct TemplateCard {
    /// The name by which it is chosen.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What it is for; of one that cannot be followed, why.
    pub about: String,
    /// Whether it is the editor's own, and can be changed.
    pub own: bool,
}

macro_rules! built_in {
    ($($name:literal),+) => {
        &[$(($name, include_str!(concat!("templates/", $name, ".toml")))),+]
    };
}

/// The templates that come with the program, by the names that are typed.
const BUILT_IN: &[(&str, &str)] = built_in![
    "daily-briefing",
    "media-briefing",
    "newsletter",
    "dossier",
    "press-review",
    "reading-list",
    "topic"
];

impl Template {
    /// The names of the templates that come with the program, as they are typed.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// The text of a template that comes with the program, to be copied and changed.
    pub fn text_of(name: &str) -> Option<&'static str> {
        let found = BUILT_IN.iter().find(|(other, _)| *other == name);
        found.map(|(_, text)| *text)
    }

    /// A template that comes with the program.
    ///
    /// # Errors
    /// If there is none of that name; the others are named.
    pub fn named(name: &str) -> Result<Template> {
        let text = Template::text_of(name).ok_or_else(|| {
            let names: Vec<_> = Template::names().collect();
            Error::Missing(format!(
                "there is no template “{name}”; there are {}",
                names.join(", ")
            ))
        })?;
        Template::read(text)
    }

    /// Reads a template, and tries each of its lines once.
    ///
    /// # Errors
    /// Names the line that is wrong, and what is wrong with it.
    pub fn read(text: &str) -> Result<Template> {
        let wrong = |line: usize, why: &str| {
            Error::Refused(format!(
                "line {line} of the template: {why}; nothing was changed"
            ))
        };
        if text.len() > LONGEST {
            return Err(wrong(1, "it has more than 64 kB, which no template needs"));
        }
        let template: Template = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or_default();
            wrong(before.matches('\n').count() + 1, error.message())
        })?;
        let setter = template.setter_naming(|slot, line, why| {
            let first = text
                .lines()
                .position(|line| line.trim_start().starts_with(slot))
                .map_or(1, |at| at + 1);
            wrong(first + line.saturating_sub(1), &format!("{slot}: {why}"))
        })?;
        drop(setter);
        template.check().map_err(|(slot, why)| {
            let at = text
                .lines()
                .position(|line| line.trim_start().starts_with(slot));
            wrong(at.map_or(1, |at| at + 1), &why)
        })?;
        Ok(template)
    }

    fn check(&self) -> Result<(), (&'static str, String)> {
        if self.name.trim().is_empty() {
            return Err(("name", "a template needs a name".to_owned()));
        }
        if self.words.comment.trim().is_empty() {
            let why =
                "comment says nothing, and readers could take the editor's words for the outlet's";
            return Err(("comment", why.to_owned()));
        }
        let colour = self.look.accent.strip_prefix('#');
        let hex = |digits: &str| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if !colour.is_some_and(hex) {
            let why = format!("“{}” is no colour; write #7f2517", self.look.accent);
            return Err(("accent", why));
        }
        if !(6.0..=24.0).contains(&self.look.size) {
            let why = format!(
                "text of {} points cannot be read; use 6 to 24",
                self.look.size
            );
            return Err(("size", why));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
