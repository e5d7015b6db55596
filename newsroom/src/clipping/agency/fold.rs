//! Words found in a line whatever their case, without losing one's place in it.

/// The line after these words in small letters, if it begins with them.
pub(super) fn strip<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let mut wanted = words.chars();
    let mut end = line.len();
    for (at, letter) in line.char_indices() {
        let Some(next) = wanted.next() else {
            end = at;
            break;
        };
        if letter != next && !letter.to_lowercase().eq([next]) {
            return None;
        }
    }
    let rest = line.get(end..)?;
    wanted.next().is_none().then_some(rest)
}

/// The line before these words in small letters, if it ends with them.
pub(super) fn strip_end<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let mut starts = line.char_indices().rev().map(|(at, _)| at);
    let start = starts.nth(words.chars().count().checked_sub(1)?)?;
    let (before, end) = line.split_at(start);
    strip(end, words).map(|_| before)
}

/// Where these words in small letters begin in a line.
pub(super) fn find(line: &str, words: &str) -> Option<usize> {
    let mut starts = line.char_indices().map(|(at, _)| at);
    starts.find(|at| {
        line.get(*at..)
            .is_some_and(|rest| strip(rest, words).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        assert_eq!(
            strip("With Inputs FROM PTI", "with inputs from "),
            Some("PTI")
        );
        assert_eq!(strip("İ", "i"), None);
        assert_eq!(strip("wi", "with "), None);
        assert_eq!(strip("", ""), Some(""));
        assert_eq!(strip_end("PTI Inputs", " inputs"), Some("PTI"));
        assert_eq!(strip_end("PTI", " inputs"), None);
        assert_eq!(
            find("İ AP. All Rights Reserved.", "all rights reserved"),
            Some(7)
        );
        assert_eq!(find("AP", "all"), None);
    }
}
