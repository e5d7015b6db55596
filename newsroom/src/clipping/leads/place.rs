//! Where a lead may stand, and where it may lead.

use crate::Address;
use crate::clipping::dom::{self, At};
use crate::clipping::{Lead, text};

/// Parts of addresses that are no stories: lists of them, the site's own pages, its shop.
const NO_STORIES: &[&str] = &[
    "tag",
    "tags",
    "topic",
    "topics",
    "category",
    "categories",
    "author",
    "authors",
    "by",
    "people",
    "person",
    "profile",
    "profiles",
    "user",
    "users",
    "member",
    "members",
    "hub",
    "section",
    "sections",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "subscriptions",
    "account",
    "login",
    "signin",
    "sign-in",
    "register",
    "signup",
    "membership",
    "terms",
    "terms-of-use",
    "terms-of-service",
    "privacy",
    "privacy-policy",
    "cookie-policy",
    "cookies",
    "about",
    "about-us",
    "contact",
    "contact-us",
    "help",
    "faq",
    "advertise",
    "advertising",
    "search",
    "events",
    "jobs",
    "careers",
    "app",
    "apps",
    "shop",
    "wishlist",
    "product",
    "products",
    "checkout",
    "store",
    "cart",
    "all-about",
    "latest",
    "staff",
    "contributors",
    "columnists",
    "experts",
    "donate",
    "support",
    "legal",
    "imprint",
    "impressum",
    "datenschutz",
    "agb",
    "kontakt",
    "themen",
    "thema",
    "autor",
    "autoren",
    "autorin",
    "autores",
    "kategorie",
    "kategorien",
    "schlagwort",
    "stichwort",
    "tema",
    "temas",
    "etiqueta",
    "etiquetas",
    "categoria",
    "sujet",
    "sujets",
    "auteur",
    "auteurs",
    "rubrique",
    "mot-cle",
    "abo",
    "abonnement",
    "tagi",
    "tags-news",
    "teg",
    "tegi",
    "glossary",
    "feed",
    "rss",
    "share",
    "sharer",
    "intent",
];

/// Whether a word in the name of a box says that it is an advertisement, or about the page itself.
fn bars(word: &str) -> bool {
    matches!(
        word,
        "sponsored"
            | "sponsor"
            | "advert"
            | "advertisement"
            | "advertorial"
            | "outbrain"
            | "taboola"
            | "promoted"
            | "promo"
            | "newsletter"
            | "breadcrumb"
            | "breadcrumbs"
            | "social"
            | "share"
            | "player"
            | "tags"
    )
}

/// Whether nothing below an element is a lead: it is a menu, or it is paid for.
pub(super) fn is_barred(at: At<'_>, words: &str) -> bool {
    let menu = matches!(dom::name(at), "nav" | "menu")
        || matches!(
            dom::attr(at, "role"),
            Some("navigation" | "menu" | "menubar")
        )
        || dom::name(at) == "footer" && words.contains("site");
    menu || words.split(' ').any(bars)
}

/// Whether a link can lead to another story.
pub(super) fn can_be_a_story(
    address: &Address,
    site: Option<&str>,
    link: At<'_>,
    headline: &str,
) -> bool {
    let Ok(url) = address.url() else {
        return false;
    };
    let rel = dom::attr(link, "rel").unwrap_or_default();
    let home = site.is_none_or(|site| is_of_one_house(site, address.site()));
    // What a site points to elsewhere in its lists of stories is mostly paid for.
    let paid =
        rel.contains("sponsored") || !home && (rel.contains("nofollow") || url.query().is_some());
    let parts: Vec<&str> = url
        .path_segments()
        .map(|parts| parts.filter(|part| !part.is_empty()).collect())
        .unwrap_or_default();
    let list = parts
        .iter()
        .take(parts.len().saturating_sub(1).clamp(1, 3))
        .any(|part| NO_STORIES.contains(&part.to_ascii_lowercase().as_str()));
    // The front page and the pages of a section hold no story.
    let deep = url.path().len() > 3 || url.query().is_some();
    let long = text::words(headline) >= 5;
    let story = if home {
        long || is_a_slug(&parts, url.query())
    } else {
        long && parts
            .last()
            .is_some_and(|last| last.matches('-').count() >= 3)
    };
    !paid && !list && deep && story && !is_an_offer(headline)
}

/// Whether a headline sells something.
fn is_an_offer(headline: &str) -> bool {
    let small = headline.to_lowercase();
    [
        "% off",
        "discount code",
        "promo code",
        "voucher",
        "coupon",
        "gutschein",
        "code promo",
    ]
    .iter()
    .any(|offer| small.contains(offer))
}

/// Leaves out the sections among the leads of a site that numbers its stories: a lead of a few words
/// whose address has no number.
pub(super) fn without_sections(leads: Vec<Lead>) -> Vec<Lead> {
    let numbered = |lead: &Lead| {
        let path = lead
            .address
            .as_ref()
            .and_then(|address| Some(address.url().ok()?.path().to_owned()));
        path.is_none_or(|path| path.chars().filter(char::is_ascii_digit).count() >= 4)
    };
    let count = leads.iter().filter(|lead| numbered(lead)).count();
    if leads.len() < 5 || count * 10 < leads.len() * 6 {
        return leads;
    }
    let story = |lead: &Lead| numbered(lead) || text::words(&lead.headline) >= 5;
    leads.into_iter().filter(story).collect()
}

/// Whether an address ends as those of stories do: in several words, a number, a file.
fn is_a_slug(parts: &[&str], query: Option<&str>) -> bool {
    let last = parts.last().copied().unwrap_or_default();
    let apart = last.matches(['-', '_']).count() >= 2 || last.matches("%20").count() >= 2;
    let number = last.chars().filter(char::is_ascii_digit).count() >= 3;
    let file = last.ends_with(".html") || last.ends_with(".htm") || last.ends_with(".php");
    let asked = query.is_some_and(|query| query.contains(|c: char| c.is_ascii_digit()));
    apart || number || file || asked || parts.len() >= 3
}

/// Whether two hosts belong to one house: the last two labels of their names are the same, or the
/// last three where those are short, as in `co.uk`.
fn is_of_one_house(one: &str, other: &str) -> bool {
    fn house(host: &str) -> &str {
        let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
        let (first, second, third) = (dots.next(), dots.next(), dots.next());
        let Some((first, second)) = first.zip(second) else {
            return host;
        };
        let short = first - second <= 4 && host.len() - first <= 3;
        let from = if short { third } else { Some(second) };
        from.map_or(host, |from| &host[from + 1..])
    }
    house(one) == house(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_has_several_hosts() {
        for (one, other, same) in [
            ("courier.example", "sport.courier.example", true),
            ("news.courier.co.uk", "courier.co.uk", true),
            ("courier.co.uk", "herald.co.uk", false),
            ("courier.example", "herald.example", false),
            ("localhost:8000", "localhost:8000", true),
        ] {
            assert_eq!(is_of_one_house(one, other), same, "{one} and {other}");
        }
    }

    #[test]
    fn addresses_of_stories_are_told_from_lists() {
        let (html, _) = dom::parse("<a href=/x>");
        let link = dom::elements(html.root())
            .find(|at| dom::name(*at) == "a")
            .unwrap();
        for (address, headline, expected) in [
            (
                "https://courier.example/river/hollow-sluice-opened",
                "Sluice was opened",
                true,
            ),
            (
                "https://courier.example/tag/river",
                "News of the river Arn",
                false,
            ),
            (
                "https://courier.example/authors/mara-quill-of-tarn",
                "Mara Quill of Tarn",
                false,
            ),
            (
                "https://courier.example/topics",
                "Make the river yours",
                false,
            ),
            (
                "https://courier.example/",
                "Millers say the sluice was opened",
                false,
            ),
            (
                "https://courier.example/story?id=12",
                "Sluice was opened",
                true,
            ),
            (
                "https://herald.example/ad?click=1",
                "This one trick dries your cellar",
                false,
            ),
            (
                "https://herald.example/river/sluice-opened-at-night",
                "Millers say the sluice was opened",
                true,
            ),
        ] {
            let address = Address::read(address).unwrap();
            let site = Some("courier.example");
            assert_eq!(
                can_be_a_story(&address, site, link, headline),
                expected,
                "{address}"
            );
        }
    }
}
