//! The text of a mail, which many a program breaks into lines of 72 letters (RFC 5322, §2.1.1).

/// The text with its paragraphs whole, without what it quotes and without the signature.
pub(super) fn unwrapped(words: &str) -> String {
    /// A line this long is full if the next word is not short.
    const FULL: usize = 55;
    /// Longest line that a program breaks to.
    const BROKEN: usize = 80;
    let words = words.replace("\r\n", "\n");
    // A line of two dashes and a space parts the signature off (RFC 3676, §4.3); the space gets lost.
    let marks = ["\n-- \n", "\n--\n"];
    let end = marks.iter().filter_map(|mark| words.find(mark)).min();
    let end = end.unwrap_or(words.len());
    let words = words.get(..end).unwrap_or(&words);
    let mut lines = words
        .lines()
        .filter(|line| !line.trim_start().starts_with('>'))
        .peekable();
    let mut text = String::with_capacity(words.len());
    while let Some(line) = lines.next() {
        let length = line.chars().count();
        text.push_str(line.trim_end());
        let next = lines.peek().copied().unwrap_or_default().trim_start();
        let word = next
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count());
        let full = (FULL..=BROKEN).contains(&length) && length + 1 + word > 60;
        let item = next.starts_with(['-', '*', '•', '=', '#']);
        text.push(if full && !next.is_empty() && !item {
            ' '
        } else {
            '\n'
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_made_whole_and_lists_are_left() {
        let mail = "The ferry left the quay on time this morning, with forty passengers\r\nand one dog on board.\r\n\r\n\
            In this letter:\r\n- the ferry\r\n- the bridge\r\n> you wrote\r\n-- \r\nThe desk\r\n";
        assert_eq!(
            unwrapped(mail),
            "The ferry left the quay on time this morning, with forty passengers and one dog on board.\n\n\
             In this letter:\n- the ferry\n- the bridge\n"
        );
    }
}
