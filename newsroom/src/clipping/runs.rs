//! Text in styles, made tidy: two cuts of the same words are the same runs.

use crate::clipping::{Run, text};

/// Runs with white space collapsed across them, trimmed, and neighbours of one style merged.
///
/// A space or a line break at the edge of a style belongs to neither word, so it is kept plain.
pub(crate) fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let runs = merged(runs);
    match runs.iter().all(is_plain) {
        true => runs,
        false => merged(runs.into_iter().flat_map(parted).collect()),
    }
}

fn is_plain(run: &Run) -> bool {
    !run.strong && !run.emphasis && run.link.is_none()
}

/// The lines of a run of a style, and the spaces around them without it.
fn parted(run: Run) -> Vec<Run> {
    if is_plain(&run) {
        return vec![run];
    }
    let plain = |text: &str| Run {
        text: text.to_owned(),
        ..Run::default()
    };
    let mut parts = Vec::new();
    for (at, line) in run.text.split('\n').enumerate() {
        if at > 0 {
            parts.push(plain("\n"));
        }
        let start = line.len() - line.trim_start().len();
        let words = line.trim();
        parts.push(plain(line.get(..start).unwrap_or("")));
        parts.push(Run {
            text: words.to_owned(),
            ..run.clone()
        });
        parts.push(plain(line.get(start + words.len()..).unwrap_or("")));
    }
    parts
}

fn merged(runs: Vec<Run>) -> Vec<Run> {
    let mut tidy: Vec<Run> = Vec::new();
    // Whether the next space would be the first of a line, or follow another.
    let mut spaced = true;
    let mut broken = true;
    for run in runs {
        let mut words = String::with_capacity(run.text.len());
        for c in run.text.chars() {
            if c == '\n' {
                let kept = words.trim_end_matches(' ').len();
                words.truncate(kept);
                // Two breaks part paragraphs; inside a line there is only one.
                if !broken {
                    words.push('\n');
                }
                (spaced, broken) = (true, true);
            } else if c.is_whitespace() || c == '\u{200B}' {
                if !spaced {
                    words.push(' ');
                }
                spaced = true;
            } else if !text::is_unprintable(c) {
                words.push(c);
                (spaced, broken) = (false, false);
            }
        }
        if words.is_empty() {
            continue;
        }
        match tidy.last_mut() {
            Some(last)
                if (last.strong, last.emphasis, &last.link)
                    == (run.strong, run.emphasis, &run.link) =>
            {
                if words.starts_with('\n') {
                    let kept = last.text.trim_end_matches(' ').len();
                    last.text.truncate(kept);
                }
                last.text.push_str(&words);
            }
            _ => tidy.push(Run { text: words, ..run }),
        }
    }
    while let Some(last) = tidy.last_mut() {
        let kept = last.text.trim_end().len();
        last.text.truncate(kept);
        if !last.text.is_empty() {
            break;
        }
        tidy.pop();
    }
    if let Some(first) = tidy.first_mut() {
        let lead = first.text.len() - first.text.trim_start().len();
        first.text.drain(..lead);
    }
    tidy.retain(|run| !run.text.is_empty());
    let plain = |run: &Run| run.text.trim().is_empty();
    if tidy.iter().all(plain) {
        Vec::new()
    } else {
        tidy
    }
}

/// The words of some runs.
pub(crate) fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
