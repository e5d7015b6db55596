//! What a page embeds from elsewhere: videos, posts, sound.

use super::column::Column;
use super::{Cutting, address};
use crate::clipping::dom::{self, At};
use crate::clipping::{Block, text};

/// Adds what a frame or a player shows, as a link.
pub(super) fn embed(at: At<'_>, name: &str, cutting: &Cutting<'_>, column: &mut Column) {
    let source = ["src", "data-src", "data-lazy-src"]
        .iter()
        .find_map(|key| dom::attr(at, key));
    let source = source.or_else(|| {
        let below = dom::elements(at).find(|below| dom::name(*below) == "source");
        below.and_then(|source| dom::attr(source, "src"))
    });
    let source = source.map(str::to_owned).or_else(|| amp_source(at, name));
    let Some(address) = source.and_then(|source| address(&source, cutting.base)) else {
        return;
    };
    let shows = [
        "youtube",
        "youtu.be",
        "vimeo",
        "dailymotion",
        "video",
        "twitter",
        "instagram",
        "facebook",
        "tiktok",
        "soundcloud",
        "spotify",
        "player",
    ];
    // Frames also count visitors and show advertisements; those that show something say so.
    if matches!(name, "iframe" | "embed")
        && !shows.iter().any(|word| address.as_str().contains(word))
    {
        return;
    }
    let label = dom::attr(at, "title")
        .and_then(text::cleaned)
        .unwrap_or_else(|| {
            let post = ["twitter", "instagram", "facebook", "tiktok"]
                .iter()
                .any(|word| address.as_str().contains(word));
            let sound = name == "audio"
                || ["soundcloud", "spotify"]
                    .iter()
                    .any(|word| address.as_str().contains(word));
            match (post, sound) {
                (true, _) => "Post on a social network".to_owned(),
                (_, true) => "Audio".to_owned(),
                _ => "Video".to_owned(),
            }
        });
    column.close_line();
    column.blocks.push(Block::Embed { label, address });
}

/// Where the players and posts of AMP pages lead: they name only what is shown, not where it is.
fn amp_source(at: At<'_>, name: &str) -> Option<String> {
    let (key, place) = match name {
        "amp-youtube" => ("data-videoid", "https://www.youtube.com/watch?v="),
        "amp-vimeo" => ("data-videoid", "https://vimeo.com/"),
        "amp-dailymotion" => ("data-videoid", "https://www.dailymotion.com/video/"),
        "amp-twitter" => ("data-tweetid", "https://twitter.com/i/status/"),
        "amp-instagram" => ("data-shortcode", "https://www.instagram.com/p/"),
        "amp-facebook" => ("data-href", ""),
        _ => return None,
    };
    let shown = dom::attr(at, key)?.trim();
    (!shown.is_empty()).then(|| format!("{place}{shown}"))
}
