//! Captions that no markup tells: the line right under a picture that says whose picture it is.

use crate::clipping::{Block, Run, images, runs};

/// Longest line that may be a caption, in characters.
const LONGEST: usize = 250;

/// Longest name in brackets that may be a photographer's, in words.
const NAME: usize = 4;

/// Gives the lines under pictures that are their captions to the pictures: "The ferry on Thursday.
/// Photo: Ilo Marsk", or a line in italics that ends with a name in brackets.
pub(crate) fn join(body: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(body.len());
    for block in body {
        if let (
            Some(Block::Figure {
                caption, credit, ..
            }),
            Block::Paragraph { text },
        ) = (joined.last_mut(), &block)
            && caption.is_empty()
            && credit.is_none()
            && let Some((words, by)) = part(text)
        {
            (*caption, *credit) = (words, Some(by));
            continue;
        }
        joined.push(block);
    }
    joined
}

/// The caption and the credit of a line, if it has both.
fn part(line: &[Run]) -> Option<(Vec<Run>, String)> {
    let words = runs::words(line);
    if words.chars().nth(LONGEST).is_some() {
        return None;
    }
    let credit = images::credit_in(&words).or_else(|| {
        let set_apart = line
            .iter()
            .all(|run| run.emphasis || run.text.trim().is_empty());
        let name = words.strip_suffix(')')?.rsplit_once('(')?.1;
        let named = name.starts_with(char::is_uppercase) && name.split(' ').count() <= NAME;
        (set_apart && named).then(|| name.to_owned())
    })?;
    let (caption, after) = words.rsplit_once(credit.as_str())?;
    // What is said after the credit is the story again.
    if !after
        .trim_matches(|c: char| !c.is_alphanumeric())
        .is_empty()
    {
        return None;
    }
    let bare = caption.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '|'));
    // The bracket that the credit stands in belongs to neither.
    let credit = match caption.ends_with('(') {
        true => credit.trim_end_matches(')').to_owned(),
        false => credit,
    };
    let caption = Run {
        text: bare.to_owned(),
        ..Run::default()
    };
    let caption = Some(caption).filter(|run| !run.text.is_empty());
    Some((caption.into_iter().collect(), credit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, emphasis: bool, expected: Option<(&str, &str)>) {
        let run = Run {
            text: line.to_owned(),
            emphasis,
            ..Run::default()
        };
        let parted = part(&[run]).map(|(caption, credit)| (runs::words(&caption), credit));
        let parted = parted
            .as_ref()
            .map(|(caption, credit)| (caption.as_str(), credit.as_str()));
        assert_eq!(parted, expected, "{line}");
    }

    #[test]
    fn a_caption_names_whose_picture_it_is() {
        let ferry = Some(("The ferry on Thursday.", "Photo: Ilo Marsk"));
        check("The ferry on Thursday. Photo: Ilo Marsk", false, ferry);
        check("The ferry on Thursday. (Photo: Ilo Marsk)", false, ferry);
        check(
            "The ramp. (Ilo Marsk)",
            true,
            Some(("The ramp.", "Ilo Marsk")),
        );
        check("Foto: Ilo Marsk", false, Some(("", "Foto: Ilo Marsk")));
        check("The ramp. (Ilo Marsk)", false, None);
        check(
            "She sent a photo: it showed the ramp that had given way, and the lorry.",
            false,
            None,
        );
        check("The ferry sails again.", true, None);
    }
}
