//! Datelines as East Asia prints them.

use super::credit::credit;
use super::dateline::Dateline;
use super::known;

/// The dateline at the head of a paragraph: "【ワシントン＝共同】", "【10月16日 AFP】",
/// "新华社北京10月16日电", "(서울=연합뉴스)".
pub(super) fn dateline(paragraph: &str) -> Option<Dateline> {
    let paragraph = paragraph.trim_start();
    if let Some((inside, _)) = paragraph
        .strip_prefix('【')
        .and_then(|rest| rest.split_once('】'))
    {
        return in_brackets(inside);
    }
    if let Some((inside, _)) = paragraph
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        && inside.contains('=')
    {
        return in_brackets(inside);
    }
    let end = paragraph
        .char_indices()
        .take(30)
        .find(|(_, c)| matches!(c, '电' | '電'))?
        .0;
    let head = &paragraph[..end];
    let cut = head
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .find(|at| known(&head[..*at]).is_some())?;
    let place = head[cut..].split(|c: char| c.is_numeric()).next();
    Some(Dateline {
        place: place.and_then(named),
        agency: known(&head[..cut]).map(str::to_owned),
    })
}

/// A place and an agency, in this order, with or without a sign between them.
fn in_brackets(inside: &str) -> Option<Dateline> {
    if inside.chars().count() > 40 {
        return None;
    }
    let (place, agency) = inside
        .rsplit_once(['＝', '=', ' ', '\u{3000}', '・'])
        .and_then(|(place, name)| Some((place, credit(name)?)))
        .or_else(|| {
            let mut cuts = inside.char_indices().map(|(at, _)| at);
            cuts.find_map(|at| Some((&inside[..at], known(&inside[at..])?)))
        })?;
    Some(Dateline {
        place: named(place),
        agency: Some(agency.to_owned()),
    })
}

/// A place, if that is what it is: a date is none.
fn named(place: &str) -> Option<String> {
    let place = place.trim();
    (!place.is_empty() && !place.contains(char::is_numeric)).then(|| place.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_and_agency_stand_at_the_head() {
        for (paragraph, place, agency) in [
            (
                "【ワシントン＝共同】橋が開通した。",
                Some("ワシントン"),
                Some("Kyodo"),
            ),
            ("【10月16日 AFP】橋が開通した。", None, Some("AFP")),
            (
                "【キーウ時事】橋が開通した。",
                Some("キーウ"),
                Some("Jiji Press"),
            ),
            (
                "新华社北京10月16日电 大桥通车。",
                Some("北京"),
                Some("Xinhua"),
            ),
            (
                "(서울=연합뉴스) 다리가 열렸다.",
                Some("서울"),
                Some("Yonhap"),
            ),
        ] {
            let read = dateline(paragraph).unwrap_or_default();
            assert_eq!(
                (read.place.as_deref(), read.agency.as_deref()),
                (place, agency),
                "{paragraph}"
            );
        }
        for paragraph in [
            "",
            "【速報】橋が開通した。",
            "电",
            "(a=b) the bridge",
            "大桥通车，电力恢复。",
        ] {
            assert_eq!(dateline(paragraph), None, "{paragraph}");
        }
    }
}
