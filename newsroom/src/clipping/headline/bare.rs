//! Titles without the names that are stuck to them.

use crate::clipping::text;

/// Signs between a headline and the name of the site. Scripts without spaces write none around them.
pub(super) const JOINTS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ~ ", " < ", " « ", " : ",
    "｜", "|", "ㅣ", "_", "-", "：",
];

/// A title without the name of the site that is stuck to it.
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let title = text::clean(title);
    let outlet = outlet.map(text::fold).filter(|outlet| !outlet.is_empty());
    for joint in JOINTS {
        // Without spaces a hyphen parts words; only where none are written it parts names.
        let tight = !joint.contains(' ') && joint.is_ascii();
        if tight && !title.ends_with(|c: char| !c.is_ascii() && text::is_unspaced(c)) {
            continue;
        }
        if let Some((head, tail)) = title.rsplit_once(joint)
            && is_outlet(tail, outlet.as_deref())
            && text::words(head) > 1
        {
            // The section may stand before the name: "Bridge reopens | World | Courier".
            let head = match head.rsplit_once(joint) {
                Some((before, section))
                    if text::words(section) <= 2 && text::words(before) >= 4 && *joint != " - " =>
                {
                    before
                }
                _ => head,
            };
            return without_section(head.trim(), joint).to_owned();
        }
        if let Some((head, tail)) = title.split_once(joint)
            && is_outlet(head, outlet.as_deref())
            && text::words(tail) > 1
        {
            return tail.trim().to_owned();
        }
    }
    // Without a known name only the bar is sure to part a title from something else.
    if outlet.is_none()
        && let Some((head, tail)) = title.rsplit_once(" | ")
        && text::words(tail) <= 4
        && text::words(head) >= 4
    {
        return head.trim().to_owned();
    }
    title
}

/// A title without the section that stands before the outlet's name without spaces, as scripts do
/// that need none: "…-world|Courier".
fn without_section<'t>(title: &'t str, joint: &str) -> &'t str {
    if joint.starts_with(' ') {
        return title;
    }
    match title.rsplit_once(['-', '_', '|']) {
        Some((before, section))
            if !section.is_ascii()
                && section.chars().count() <= 4
                && before.chars().count() > 10
                && section.chars().all(char::is_alphabetic) =>
        {
            before
        }
        _ => title,
    }
}

fn is_outlet(part: &str, outlet: Option<&str>) -> bool {
    let part = text::fold(part);
    let Some(outlet) = outlet else {
        return false;
    };
    let bare = |name: &str| name.trim_start_matches("the ").replace(' ', "");
    let (part, outlet) = (bare(&part), bare(outlet));
    !part.is_empty()
        && (part == outlet
            || (part.len() > 4
                && (outlet.starts_with(&part) || part.starts_with(&outlet) && outlet.len() > 3)))
}
