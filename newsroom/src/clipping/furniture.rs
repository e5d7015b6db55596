//! Lines that belong to the page and not to the story: share buttons, pleas, notices.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::clipping::{date, text};

/// Lines that are furniture as a whole, folded.
const LINES: &[&str] = &[
    "share",
    "share this",
    "share this article",
    "share this story",
    "share article",
    "tweet",
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "telegram",
    "email",
    "e mail",
    "mail",
    "print",
    "copy link",
    "linkedin",
    "reddit",
    "pinterest",
    "flipboard",
    "save",
    "listen",
    "comments",
    "comment",
    "leave a comment",
    "no comments",
    "add a comment",
    "follow us",
    "advertisement",
    "ad",
    "ads",
    "advertising",
    "sponsored",
    "anzeige",
    "publicité",
    "publicidad",
    "pubblicità",
    "реклама",
    "werbung",
    "reklam",
    "continue reading",
    "read full story",
    "story continues below",
    "subscribe",
    "article continues below",
    "story continues below advertisement",
    "article continues after advertisement",
    "sign up",
    "log in",
    "sign in",
    "register",
    "menu",
    "search",
    "home",
    "back to top",
    "load more",
    "show more",
    "see more",
    "view more",
    "view all",
    "see all",
    "teilen",
    "partager",
    "compartir",
    "condividi",
    "поділитися",
    "поделиться",
    "skip to main content",
    "skip to content",
    "click here",
    "loading",
    "next",
    "previous",
    "close",
    "gift this article",
    "bookmark",
    "font size",
    "a a",
    "follow",
    "follow us on",
    "join the conversation",
    "drucken",
    "imprimer",
    "imprimir",
    "stampa",
    "your browser does not support the video tag",
    "add as a preferred source on google",
    "your browser does not support the audio element",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share on whatsapp",
    "share via email",
    "tweet this",
    "post",
    "pin it",
    "pin",
    "send",
    "like",
    "link copied",
    "kopieren",
    "link kopieren",
    "report a typo",
    "watch live",
    "play",
    "pause",
    "image",
    "photo",
    "gallery",
    "ends",
    "end",
];

/// The same, as a page's every line is looked up.
static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| LINES.iter().copied().collect());

/// How lines begin that ask for something or state rights, folded.
const OPENINGS: &[&str] = &[
    "sign up for",
    "sign up to",
    "subscribe to",
    "subscribe now",
    "get the latest",
    "follow us on",
    "follow us",
    "join us on",
    "join our",
    "like us on",
    "download our",
    "download the",
    "click here to",
    "click to share",
    "all rights reserved",
    "copyright",
    "© ",
    "this material may not be",
    "get our",
    "receive our",
    "newsletter",
    "our newsletter",
    "enter your email",
    "your email address",
    "already a subscriber",
    "support our journalism",
    "support us",
    "want more",
    "stay up to date",
    "stay informed",
    "abonnieren sie",
    "abonnez vous",
    "suscríbete",
    "підписуйтесь",
    "підписуйтеся",
    "підпишіться",
    "подписывайтесь",
    "iscriviti",
    "inscrivez vous",
    "melden sie sich",
    "tags ",
    "topics ",
    "filed under",
    "keywords ",
    "теги",
    "schlagworte",
    "posted in",
    "share this",
    "share on",
    "first published",
    "this article was originally published",
    "this article was first published",
    "this story was originally published",
    "the post ",
    "republish this",
    "read the original",
    "disclaimer",
    "follow the latest",
    "do you have a story",
    "have a tip",
    "got a tip",
    "contact us",
    "leave a reply",
    "your email will not",
    "save my name",
    "notify me of",
    "log in to",
    "sign in to",
    "please log in",
    "register to",
    "if you see a mistake",
    "якщо ви помітили помилку",
    "якщо ви знайшли помилку",
    "если вы нашли ошибку",
    "we use cookies",
    "this site uses",
    "catch all the",
    "stay tuned",
    "also follow",
    "for more news",
    "for all the latest",
    "read more at",
    "get breaking news",
    "get more news",
    "watch the video",
    "(this story has not been edited",
    "this story has not been edited",
    "except for the headline",
    "view comments",
    "show comments",
    "list of comments",
    "published by",
    "edited by",
    "reporting by",
    "editing by",
    "additional reporting by",
    "our standards",
    "with inputs from",
    "photo credit",
    "to get ",
    "we welcome your",
    "choose your",
    "send us",
];

/// Whether a line is furniture wherever it stands.
pub(crate) fn is_furniture(line: &str) -> bool {
    if !text::has_letters(line) {
        return !line.contains(|c: char| c.is_numeric());
    }
    let length = line.chars().count();
    if length > 120 {
        return false;
    }
    let folded = text::fold(line);
    if KNOWN.contains(folded.as_str()) {
        return true;
    }
    let shares = [
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "telegram",
        "pinterest",
        "email",
        "reddit",
        "tumblr",
        "copy link",
    ];
    let named = shares.iter().filter(|name| folded.contains(*name)).count();
    let words = folded.split(' ').count();
    let read_time = words <= 5
        && folded.starts_with(|c: char| c.is_numeric())
        && [
            "min read",
            "minute read",
            "minutes read",
            "mins read",
            "comments",
            "comment",
            "shares",
            "views",
            "хв",
            "min",
            "minutes",
        ]
        .iter()
        .any(|end| folded.ends_with(end));
    (named >= 2 && words <= 12) || read_time
}

/// Whether a line is furniture when it stands before the story: [`is_furniture`], a trail of
/// sections ("Home > World"), a date, "Updated 3 hours ago".
pub(crate) fn before_the_story(line: &str) -> bool {
    let trail = line.matches([' ', '/']).count() > 0
        && line.chars().count() < 80
        && (line.contains(" > ") || line.contains(" » ") || line.contains(" › "));
    is_furniture(line) || trail || is_dated(line)
}

/// Whether a short line says when the page was made: "Updated 16 October 2025", "3 hours ago".
pub(crate) fn is_dated(line: &str) -> bool {
    // First of all, as a line may have megabytes.
    if line.chars().nth(90).is_some() {
        return false;
    }
    let folded = text::fold(line);
    let ago = folded.ends_with(" ago") && folded.split(' ').count() <= 6;
    // A forum was created long before what is said in it.
    let mut marks = PUBLISHED.iter().chain(CHANGED).chain(&["created"]);
    let marked = marks.any(|mark| folded.starts_with(mark));
    date::is_date_line(line) || ago || (marked && line.contains(|c: char| c.is_numeric()))
}

/// How a line begins that says when the page was published, folded.
const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "date",
    "publié",
    "veröffentlicht",
    "publicado",
    "pubblicato",
    "опубліковано",
    "опубликовано",
    "дата публікації",
    "stand",
    "erschienen",
    "issued",
];

/// How a line begins that says when the page was changed, folded.
const CHANGED: &[&str] = &[
    "updated",
    "last updated",
    "last modified",
    "modified",
    "mis à jour",
    "aktualisiert",
    "actualizado",
    "aggiornato",
    "оновлено",
    "обновлено",
];

/// Whether a line says that its date is the day of publication.
pub(crate) fn says_published(line: &str) -> bool {
    let folded = text::fold(line);
    PUBLISHED.iter().any(|mark| folded.starts_with(mark))
}

/// Whether a line says that its date is the day of a change.
pub(crate) fn says_changed(line: &str) -> bool {
    let folded = text::fold(line);
    CHANGED.iter().any(|mark| folded.starts_with(mark))
}

/// Whether a line is furniture when it stands after the story.
pub(crate) fn after_the_story(line: &str) -> bool {
    let length = line.chars().count();
    if is_furniture(line) || (length < 160 && line.trim_start().starts_with('©')) {
        return true;
    }
    let folded = text::fold(line);
    length <= 400
        && OPENINGS
            .iter()
            .any(|opening| folded.starts_with(opening.trim_start_matches('(')))
        || (length <= 200 && folded.contains("all rights reserved"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, furniture: bool) {
        assert_eq!(after_the_story(line), furniture, "reading {line:?}");
    }

    #[test]
    fn furniture_is_known_from_news() {
        check("Share", true);
        check("Facebook Twitter WhatsApp", true);
        check("© 2025 Ferry Times. All rights reserved.", true);
        check("Sign up for our daily newsletter.", true);
        check("3 min read", true);
        check("* * *", true);
        check("Share prices fell on Monday.", false);
        check("The ferry left at noon.", false);
    }

    #[test]
    fn the_head_of_a_page_has_its_own() {
        assert!(before_the_story("Home > World > Rivers"));
        assert!(before_the_story("Updated: 16 October 2025 09:30"));
        assert!(before_the_story("3 hours ago"));
        assert!(!before_the_story(
            "Bridge reopens on 16 October 2025 after talks"
        ));
        assert!(says_published("Published: 16 October 2025"));
        assert!(!says_published("Updated: 16 October 2025"));
        assert!(says_changed("Updated: 16 October 2025"));
    }
}
