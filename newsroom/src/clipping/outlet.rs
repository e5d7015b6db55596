//! The line about the author, and the outlet that it lets us infer.

use crate::clipping::text;

/// Words that make a line one about an author, lower-case.
const JOBS: &[&str] = &[
    "reporter",
    "correspondent",
    "editor",
    "journalist",
    "writer",
    "columnist",
    "contributor",
    "author",
    "analyst",
    "producer",
    "photographer",
    "anchor",
    "fellow",
    "professor",
    "lecturer",
    "researcher",
    "redakteur",
    "redakteurin",
    "korrespondent",
    "korrespondentin",
    "journaliste",
    "correspondant",
    "correspondante",
    "periodista",
    "corresponsal",
    "redactor",
    "redactora",
    "giornalista",
    "redattore",
    "journalistin",
    "dziennikarz",
    "dziennikarka",
    "кореспондент",
    "кореспондентка",
    "журналіст",
    "журналістка",
    "редактор",
    "редакторка",
    "корреспондент",
    "журналист",
    "оглядач",
    "оглядачка",
];

/// Words between the job and the outlet.
const AT: &[&str] = &[
    " at ", " for ", " with ", " of ", " bei ", " der ", " beim ", " für ", " chez ", " pour ",
    " au ", " à ", " en ", " de ", " di ", " del ", " w ", " у ", " в ", " для ",
];

/// Words that may stand small inside the name of an outlet.
const SMALL: &[&str] = &[
    "of", "the", "and", "&", "de", "la", "le", "del", "für", "der", "die", "i", "і", "та",
];

/// Whether a line is about the author: a job, and no statement of the news.
pub(crate) fn is_author_note(line: &str) -> bool {
    let length = line.chars().count();
    if !(15..=400).contains(&length) || line.contains(['"', '“', '”', '?']) {
        return false;
    }
    let Some((job, _)) = job(line) else {
        return false;
    };
    let lower = line.to_lowercase();
    let named = AT
        .iter()
        .any(|at| lower.get(job..).is_some_and(|rest| rest.contains(at)));
    let covers = [
        "covering ",
        "covers ",
        "writes about",
        "specialis",
        "specializ",
        "based in",
        "пише про",
        "schreibt",
        "couvre",
    ]
    .iter()
    .any(|word| lower.contains(word));
    let is = [
        " is a ", " is an ", " is the ", " ist ", " est ", " es ", " — ",
    ]
    .iter()
    .any(|word| lower.contains(word));
    // "Senior Staff Reporter at …" begins with the job; "Ann Lee is a reporter …" with the name.
    let early = line
        .get(..job)
        .is_some_and(|before| before.split_whitespace().count() <= 4);
    // "Ann Lee is a senior staff reporter …": the name, the verb and an adjective or two.
    let introduced = line
        .get(..job)
        .is_some_and(|before| before.split_whitespace().count() <= 8);
    (early && (named || covers)) || (is && introduced && (named || covers))
}

/// The outlet that a line about the author names: "… Reporter at Northeast Herald, covering …".
pub(crate) fn in_author_note(note: &str) -> Option<String> {
    let (_, after) = job(note)?;
    let rest = note.get(after..)?;
    let (at, length) = AT
        .iter()
        .filter_map(|at| rest.find(at).map(|found| (found, at.len())))
        .min()?;
    // Between the job and the "at" only more of the job: "reporter and editor at".
    if rest.get(..at)?.split_whitespace().count() > 4 || rest.get(..at)?.contains(['.', ',']) {
        return None;
    }
    let rest = rest.get(at + length..)?;
    if let Some(quoted) = rest.strip_prefix(['«', '“', '„', '"']) {
        let end = quoted.find(['»', '”', '“', '"'])?;
        return Some(quoted[..end].to_owned());
    }
    let mut name: Vec<&str> = Vec::new();
    for word in rest.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        let capital = bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let opening = name.is_empty() && matches!(bare, "the" | "The");
        if !capital && !SMALL.contains(&bare) {
            break;
        }
        if !opening {
            name.push(bare);
        }
        if bare.len() < word.len() {
            break;
        }
    }
    while name.last().is_some_and(|word| SMALL.contains(word)) {
        name.pop();
    }
    let name = name.join(" ");
    (name.chars().count() > 2 && text::has_letters(&name)).then_some(name)
}

/// Where the first word for a job stands, and where it ends.
fn job(line: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for word in line.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if JOBS.contains(&bare.to_lowercase().as_str()) {
            return Some((at, at + bare.len()));
        }
        at += word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(note: &str, outlet: Option<&str>) {
        assert!(is_author_note(note), "{note:?}");
        assert_eq!(in_author_note(note).as_deref(), outlet, "reading {note:?}");
    }

    #[test]
    fn an_outlet_is_inferred_from_the_note() {
        check(
            "Senior Staff Reporter at Northeast Herald, covering news from Tripura and Northeast India.",
            Some("Northeast Herald"),
        );
        check(
            "Ann Lee is a reporter for The Ferry Times.",
            Some("Ferry Times"),
        );
        check(
            "Correspondent of the Voice of the River covering floods",
            Some("Voice of the River"),
        );
        check("Senior reporter covering rivers and floods.", None);
        check(
            "Кореспондентка у «Річковому віснику», пише про мости",
            Some("Річковому віснику"),
        );
    }

    #[test]
    fn news_is_no_note() {
        for line in [
            "“I am a reporter for the Times,” she said.",
            "Talks went on until late.",
            "IBNS",
        ] {
            assert!(!is_author_note(line), "{line:?}");
        }
    }
}
