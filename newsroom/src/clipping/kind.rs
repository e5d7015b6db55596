//! What a page is: the story, or something else that came in its place.
//!
//! A page that is no story gives itself away twice: by what it says (its types, its title, its
//! buttons) and by what it lacks (prose). One sign alone is never enough to turn a page away, since
//! an article may be about cookies, be called “Page not found”, and stand on a site with a login.

mod signs;
mod words;

use serde::{Deserialize, Serialize};

use crate::clipping::{Entry, text};
pub(crate) use signs::Signs;

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// A story in one piece.
    #[default]
    Article,
    /// A story in dated entries.
    LiveBlog,
    /// Pictures with captions.
    Gallery,
    /// A video, with a few words under it.
    Video,
    /// A recording to listen to, with a few words under it.
    Audio,
    /// A list of stories: a front page, a section, a tag.
    SectionFront,
    /// A demand to agree to being tracked, in place of the page.
    ConsentWall,
    /// A test whether the reader is a machine, in place of the page.
    BotCheck,
    /// A form to log in or subscribe, in place of the page.
    LoginStub,
    /// A page that says that there is no page, or nothing at all.
    ErrorPage,
}

impl PageKind {
    /// The kind as it is stored and typed: `live-blog`.
    pub fn as_str(self) -> &'static str {
        match self {
            PageKind::Article => "article",
            PageKind::LiveBlog => "live-blog",
            PageKind::Gallery => "gallery",
            PageKind::Video => "video",
            PageKind::Audio => "audio",
            PageKind::SectionFront => "section-front",
            PageKind::ConsentWall => "consent-wall",
            PageKind::BotCheck => "bot-check",
            PageKind::LoginStub => "login-stub",
            PageKind::ErrorPage => "error-page",
        }
    }

    /// The kind of a name that [`PageKind::as_str`] gave; an article where there is no such kind.
    pub(crate) fn named(name: &str) -> PageKind {
        let all = [
            PageKind::LiveBlog,
            PageKind::Gallery,
            PageKind::Video,
            PageKind::Audio,
            PageKind::SectionFront,
            PageKind::ConsentWall,
            PageKind::BotCheck,
            PageKind::LoginStub,
            PageKind::ErrorPage,
        ];
        let kind = all.into_iter().find(|kind| kind.as_str() == name);
        kind.unwrap_or_default()
    }

    /// The kind in a sentence: "a consent wall".
    pub fn words(self) -> &'static str {
        match self {
            PageKind::Article => "an article",
            PageKind::LiveBlog => "a live blog",
            PageKind::Gallery => "a gallery",
            PageKind::Video => "a video page",
            PageKind::Audio => "an audio page",
            PageKind::SectionFront => "a section front",
            PageKind::ConsentWall => "a consent wall",
            PageKind::BotCheck => "a bot check",
            PageKind::LoginStub => "a login page",
            PageKind::ErrorPage => "an error page",
        }
    }

    /// Whether it came in place of a story, and is none itself.
    pub fn stands_in_the_way(self) -> bool {
        matches!(
            self,
            PageKind::ConsentWall | PageKind::BotCheck | PageKind::LoginStub | PageKind::ErrorPage
        )
    }
}

/// A kind, and what says so, each sign as a person can look it up on the page.
pub(crate) type Judged = (PageKind, Vec<String>);

/// Characters of prose above which a page is a story, whatever else it says.
const STORY: usize = 1_500;

/// How schema.org calls a live blog.
const LIVE: &[&str] = &["LiveBlogPosting"];

/// Characters of prose below which there is hardly a story.
const HARDLY: usize = 400;

/// What a web page is.
pub(crate) fn judge(signs: &Signs<'_>, entries: &[Entry]) -> Judged {
    in_the_way(signs)
        .or_else(|| live_blog(signs, entries))
        .or_else(|| section_front(signs))
        .or_else(|| gallery(signs))
        .or_else(|| recording(signs))
        .unwrap_or_default()
}

/// What a pasted text is. A person chose it, so only what is nothing but a notice is named.
pub(crate) fn judge_text(lines: &[&str]) -> Judged {
    let length: usize = lines.iter().map(|line| line.chars().count()).sum();
    let first = lines.first().copied().unwrap_or_default();
    if length > HARDLY {
        return Judged::default();
    }
    let named = [
        (PageKind::BotCheck, words::BOT_CHECKS),
        (PageKind::ErrorPage, words::ERRORS),
    ];
    let said = named
        .into_iter()
        .find(|(_, phrases)| words::is_one_of(first, phrases));
    said.map(|(kind, _)| (kind, vec![said_in("first line", first)]))
        .unwrap_or_default()
}

fn said_in(place: &str, line: &str) -> String {
    let short: String = line.chars().take(80).collect();
    format!("the {place} “{short}”")
}

/// What stands in the way of the story.
fn in_the_way(signs: &Signs<'_>) -> Option<Judged> {
    if signs.prose > STORY && !signs.is_all_consent() {
        return None;
    }
    bot_check(signs)
        .or_else(|| consent_wall(signs))
        .or_else(|| error_page(signs))
        .or_else(|| login_stub(signs))
}

fn bot_check(signs: &Signs<'_>) -> Option<Judged> {
    if signs.is_stated {
        return None;
    }
    // The form under an article has its test for machines too; a page that is one says little else.
    let bare = signs.prose < HARDLY && signs.headlines < 8;
    match signs.says(words::BOT_CHECKS) {
        Some(said) if bare => {
            let tool = signs.tool(words::BOT_TOOLS);
            let evidence = [Some(said), tool].into_iter().flatten().collect();
            Some((PageKind::BotCheck, evidence))
        }
        None if signs.text < 300 => {
            let tool = signs.tool(words::BOT_TOOLS)?;
            Some((PageKind::BotCheck, vec![tool, signs.how_little()]))
        }
        _ => None,
    }
}

fn consent_wall(signs: &Signs<'_>) -> Option<Judged> {
    // A page of headlines is none, and its lines are many.
    let few = signs.headlines < 12;
    let consent = few.then(|| signs.consent()).flatten()?;
    let (asked, all) = (consent.asked, consent.lines.max(1));
    let other = signs.prose_besides_consent();
    // The page of the story may be delivered with the wall for a body; it keeps its head then.
    let least = if signs.is_stated { 8 } else { 6 };
    let wall = consent.phrases >= 2 && asked * 10 >= all * least && other < 120;
    let button = consent.button.as_ref().filter(|_| wall)?;
    let mut evidence = vec![format!("the button “{button}”")];
    evidence.push(format!("{} of {} of its text asks for consent", asked, all));
    Some((PageKind::ConsentWall, evidence))
}

fn error_page(signs: &Signs<'_>) -> Option<Judged> {
    let said = signs.says(words::ERRORS);
    let doubted =
        signs.is_stated || signs.prose > STORY || signs.is_headed_otherwise(words::ERRORS);
    if let Some(said) = said.filter(|_| !doubted) {
        return Some((PageKind::ErrorPage, vec![said]));
    }
    // A page that a script draws has no text either, but a title to be shared under.
    let blank = signs.text == 0 && signs.prose == 0 && !signs.has_pictures && !signs.is_titled;
    (blank && !signs.is_stated).then(|| (PageKind::ErrorPage, vec![signs.how_little()]))
}

fn login_stub(signs: &Signs<'_>) -> Option<Judged> {
    let said = signs.says_first(words::LOGINS)?;
    let bare = signs.prose < HARDLY && signs.headlines < 8 && !signs.is_stated;
    let form = signs.asks_for_a_password || signs.asks_for_an_address;
    (bare && form).then(|| {
        let form = if signs.asks_for_a_password {
            "a password field"
        } else {
            "a field for an e-mail address"
        };
        (PageKind::LoginStub, vec![said, form.to_owned()])
    })
}

fn live_blog(signs: &Signs<'_>, entries: &[Entry]) -> Option<Judged> {
    if let Some(kind) = signs.typed(LIVE) {
        return Some((PageKind::LiveBlog, vec![kind]));
    }
    let said = signs.title_holds(words::LIVE)?;
    (entries.len() >= 3).then(|| {
        let timed = format!("{} timed entries", entries.len());
        (PageKind::LiveBlog, vec![said, timed])
    })
}

fn section_front(signs: &Signs<'_>) -> Option<Judged> {
    if signs.is_stated || signs.headlines < 15 || signs.is_dated {
        return None;
    }
    let listed = signs.typed(&["CollectionPage", "ItemList", "SearchResultsPage"]);
    let website = signs.shared_as(&["website"]);
    let place = signs.place_of_a_list();
    // Teasers are short and stand around links; a story has paragraphs.
    let teasers = signs.linked * 3 >= signs.text && signs.paragraphs < 4;
    let mut evidence: Vec<String> = [place, listed].into_iter().flatten().collect();
    if !teasers || evidence.is_empty() {
        return None;
    }
    evidence.extend(website);
    evidence.push(format!("{} linked headlines", signs.headlines));
    Some((PageKind::SectionFront, evidence))
}

fn gallery(signs: &Signs<'_>) -> Option<Judged> {
    const TYPES: &[&str] = &["ImageGallery", "MediaGallery"];
    let said = signs
        .typed(TYPES)
        .or_else(|| signs.path_holds(words::GALLERY_PATHS))
        .or_else(|| signs.title_holds(words::GALLERIES))?;
    let pictures = signs.figures >= 4 && signs.prose < 250 * signs.figures;
    pictures.then(|| {
        (
            PageKind::Gallery,
            vec![said, format!("{} pictures", signs.figures)],
        )
    })
}

fn recording(signs: &Signs<'_>) -> Option<Judged> {
    let short = signs.prose < 900;
    let video = signs
        .shared_as(&["video", "video.other", "video.episode", "video.movie"])
        .or_else(|| signs.typed_first(&["VideoObject"]))
        .or_else(|| {
            signs
                .path_holds(words::VIDEO_PATHS)
                .filter(|_| signs.has_video)
        });
    if let Some(said) = video.filter(|_| short) {
        return Some((PageKind::Video, vec![said, signs.how_little()]));
    }
    let audio = signs
        .typed_first(&["PodcastEpisode", "RadioEpisode", "AudioObject"])
        .or_else(|| signs.shared_as(&["music.song", "audio"]))
        .or_else(|| {
            signs
                .path_holds(words::AUDIO_PATHS)
                .filter(|_| signs.has_audio)
        });
    audio
        .filter(|_| short)
        .map(|said| (PageKind::Audio, vec![said, signs.how_little()]))
}

/// A line as it is compared with the tables: its words only.
fn folded(line: &str) -> String {
    text::fold(line)
}

#[cfg(test)]
mod tests;
