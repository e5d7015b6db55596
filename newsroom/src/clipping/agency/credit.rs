//! Lines that credit an agency, in the forms of each house.

use std::sync::LazyLock;

use super::{fold, known};
use crate::clipping::openings::Openings;
use crate::clipping::{Evidence, Part};

/// The agency that a credit line names: "IBNS", "(AFP)", "Source: Reuters", "© 2025 AFP", "— With inputs
/// from PTI".
pub(crate) fn credit(line: &str) -> Option<&'static str> {
    /// Longest line that is read, and longest credit in it, in characters.
    const LINE: usize = 300;
    const CREDIT: usize = 60;
    let marked = is_copyright(line);
    let most = if marked { LINE } else { CREDIT };
    if line.chars().nth(most).is_some() {
        return None;
    }
    let edge = |c: char| !c.is_alphanumeric();
    // What forbids to copy it stands behind whose it is.
    let mut forbids = RIGHTS.iter().filter(|_| marked);
    let forbids = forbids.find_map(|words| fold::find(line, words));
    let mut rest = line
        .get(..forbids.unwrap_or(line.len()))?
        .trim_matches(edge);
    if rest.chars().nth(CREDIT).is_some() {
        return None;
    }
    let year = |rest: &str| -> bool {
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        digits == 4 && rest.len() > digits && rest[digits..].starts_with(edge)
    };
    loop {
        let lower = rest.to_lowercase();
        let prefix = CREDITING.at_head(&lower);
        let after = match prefix.filter_map(|words| fold::strip(rest, words)).next() {
            Some(after) => after,
            None if year(rest) => &rest[4..],
            None => break,
        };
        rest = after.trim_matches(edge);
    }
    let before = [" inputs", " input"];
    let before = before.iter().find_map(|words| fold::strip_end(rest, words));
    let rest = before.unwrap_or(rest);
    // "AFP 2025", "Arn Courier avec AFP".
    let undated = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let shared = || rest.rsplit_once(" avec ").and_then(|(_, name)| known(name));
    known(rest)
        .or_else(|| known(Some(undated).filter(|undated| undated.len() < rest.len())?))
        .or_else(shared)
        .or_else(|| signed(rest))
}

/// Whether a line says whose the text is: "Copyright 2025 The Associated Press. All rights reserved."
pub(crate) fn is_copyright(line: &str) -> bool {
    let line = line.trim_start();
    let marked = line.starts_with('©') || fold::strip(line, "copyright").is_some();
    // "© dpa-infocom, dpa:251016-930-170000/1" is one as well.
    marked && line.chars().count() <= 300
}

/// The first of several agencies, or one with the signs of its desk and of who wrote it: "AFP/Reuters",
/// "dpa/lno", "PTI KVK VN", "dpa-infocom, dpa:251016-930-170000/1".
fn signed(credit: &str) -> Option<&'static str> {
    let mut names = credit
        .split(['/', ',', '|', '+', '／', '・'])
        .map(str::trim);
    let head = names.next()?;
    // All of it is no name, or this would not be asked.
    let alone = head.len() == credit.len();
    let whole = if alone { None } else { known(head) };
    let (first, signs) = match whole {
        Some(first) => (first, ""),
        None => {
            let (name, signs) = head.split_once(' ')?;
            (known(name)?, signs)
        }
    };
    let capitals = |sign: &str| sign.len() <= 4 && sign.chars().all(char::is_uppercase);
    let small = |sign: &str| sign.len() <= 4 && sign.chars().all(char::is_lowercase);
    let number =
        |sign: &str| !sign.is_empty() && sign.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    let mut others = names.peekable();
    // "PTI KVK VN", or "EFE abc/def".
    let signed =
        signs.split_whitespace().all(capitals) || (small(signs) && others.peek().is_some());
    let rest = others.all(|sign| {
        let name = sign.split(':').next().unwrap_or("");
        known(name).is_some() || known(sign).is_some() || number(sign) || small(sign)
    });
    (rest && signed).then_some(first)
}

/// What stands behind whose a text is, in small letters.
const RIGHTS: &[&str] = &[
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "minden jog fenntartva",
    "wszelkie prawa zastrzeżone",
    "усі права захищені",
    "все права защищены",
];

/// The words before a name, as every short line of a page is looked up.
static CREDITING: LazyLock<Openings> = LazyLock::new(|| Openings::of(CREDIT_WORDS.iter().copied()));

const CREDIT_WORDS: &[&str] = &[
    "source:",
    "sources:",
    "quelle:",
    "source :",
    "fuente:",
    "fonte:",
    "джерело:",
    "источник:",
    "來源：",
    "来源：",
    "출처 : ",
    "المصدر: ",
    "kaynak: ",
    "źródło: ",
    "zdroj: ",
    "forrás: ",
    "källa: ",
    "bron: ",
    "lähde: ",
    "c) ",
    "c)",
    "copyright ",
    "riproduzione riservata",
    "via ",
    "with input from ",
    "with inputs from ",
    "with agency inputs from ",
    "inputs from ",
    "by ",
    "from ",
    "with ",
    "avec ",
    "mit material von ",
    "mit material der ",
    "mit informationen von ",
    "mit informationen der ",
    "mit ",
    "con información de ",
    "con informazioni ",
    "com informações da ",
    "com informações de ",
    "за матеріалами ",
    "по материалам ",
];

/// A line that stands where a credit stands and looks like the name of an agency that we do not
/// know: capitals alone, two to six.
pub(crate) fn shape(line: &str) -> Option<Part<String>> {
    let name = line.trim_matches(['(', ')', '[', ']', '—', '-', ' ']);
    let capitals = name.chars().all(char::is_uppercase) && (2..=6).contains(&name.chars().count());
    // What ends a page in capitals and credits nobody.
    let closing = matches!(
        name,
        "END"
            | "ENDS"
            | "MORE"
            | "ALSO"
            | "SHARE"
            | "TAGS"
            | "NEWS"
            | "VIDEO"
            | "PHOTO"
            | "AD"
            | "FIN"
    );
    (capitals && !closing).then(|| Part {
        value: name.to_owned(),
        evidence: Evidence::Shape,
    })
}

/// The agency in brackets that closes a paragraph: "… he said. (AFP)", "… – dpa".
pub(crate) fn closing(paragraph: &str) -> Option<&'static str> {
    let paragraph = paragraph.trim_end().trim_end_matches('.');
    let inside = match paragraph.strip_suffix([')', ']']) {
        Some(open) => &open[open.rfind(['(', '['])? + 1..],
        None => {
            let cut = paragraph.rfind(['—', '–', '―'])?;
            paragraph.get(cut..)?.trim_start_matches(['—', '–', '―'])
        }
    };
    credit(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&str>) {
        assert_eq!(credit(line), expected, "reading {line:?}");
    }

    #[test]
    fn a_credit_line_names_an_agency() {
        check("IBNS", Some("IBNS"));
        check("(AFP)", Some("AFP"));
        check("Source: Reuters", Some("Reuters"));
        check("The Associated Press", Some("AP"));
        check("With inputs from PTI", Some("PTI"));
        check("Укрінформ", Some("Ukrinform"));
        check("AFP/Reuters", Some("AFP"));
        check("© AFP", Some("AFP"));
        check("(c)AFP", Some("AFP"));
        check("dpa/lno", Some("DPA"));
        check("dpa/Ann Lee", None);
        check("УНІАН", Some("UNIAN"));
        check("연합뉴스", Some("Yonhap"));
        check("新华社", Some("Xinhua"));
        check("共同", Some("Kyodo"));
        check("وام", Some("WAM"));
        check("Petra", None);
        check("Apa", None);
        check("Reuters headquarters were closed on Monday", None);
        check("Ann Lee", None);
        check("", None);
    }

    #[test]
    fn every_house_has_a_credit_form_of_its_own() {
        for (line, agency) in [
            ("© 2025 AFP", "AFP"),
            ("© AFP 2025", "AFP"),
            ("(c) 2025 AFP", "AFP"),
            ("Avec AFP", "AFP"),
            ("(Avec AFP)", "AFP"),
            ("Arn Courier avec AFP", "AFP"),
            (
                "Copyright 2025 The Associated Press. All rights reserved.",
                "AP",
            ),
            ("By The Associated Press", "AP"),
            ("— AP", "AP"),
            ("(AP)", "AP"),
            ("(With inputs from ANI, PTI)", "ANI"),
            ("(With PTI inputs)", "PTI"),
            ("With ANI inputs", "ANI"),
            ("PTI VKV", "PTI"),
            ("IANS", "IANS"),
            ("--IANS", "IANS"),
            ("(UNI)", "UNI"),
            ("© dpa-infocom, dpa:251016-930-170000/1", "DPA"),
            ("dpa/abc", "DPA"),
            ("Mit Material der dpa", "DPA"),
            ("Mit Informationen von dpa", "DPA"),
            ("Quelle: dpa/AFP", "DPA"),
            ("© Riproduzione riservata - ANSA", "ANSA"),
            ("Riproduzione riservata © Copyright ANSA", "ANSA"),
            ("(ANSA).", "ANSA"),
            ("EFE", "EFE"),
            ("(EFE)", "EFE"),
            ("EFE abc/def", "EFE"),
            ("Con información de EFE", "EFE"),
            ("Com informações da Lusa", "LUSA"),
            ("/TASS/", "TASS"),
            ("ТАСС", "TASS"),
            ("(Xinhua)", "Xinhua"),
            ("（新华社）", "Xinhua"),
            ("（共同）", "Kyodo"),
            ("（時事）", "Jiji Press"),
            ("【共同】", "Kyodo"),
            ("(PAP)", "PAP"),
            ("Źródło: PAP", "PAP"),
            ("Lähde: STT", "STT"),
            ("/ritzau/", "Ritzau"),
            ("(©NTB)", "NTB"),
            ("(TT)", "TT"),
            ("Bron: ANP", "ANP"),
            ("(Belga)", "Belga"),
            ("За матеріалами Укрінформу", "Ukrinform"),
            ("Ukrinform.", "Ukrinform"),
            ("(AA)", "Anadolu Agency"),
        ] {
            check(line, Some(agency));
        }
        for line in [
            "Agencies",
            "With inputs from agencies",
            "© 2025 Arn Courier",
            "Copyright 2025 Arn Courier. All rights reserved.",
            "By Ann Lee",
            "Source: the harbour board",
            "With Ann Lee",
            "PTI teacher",
            "EFE is a word",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn an_unknown_credit_is_inferred_from_its_shape() {
        assert_eq!(
            shape("QRST").map(|part| part.evidence),
            Some(Evidence::Shape)
        );
        assert_eq!(shape("Ann"), None);
        assert_eq!(shape("SHARE"), None);
    }

    #[test]
    fn a_paragraph_may_close_with_its_agency() {
        assert_eq!(closing("It was late, he said. (AFP)"), Some("AFP"));
        assert_eq!(closing("It was late. — Reuters"), Some("Reuters"));
        assert_eq!(closing("It was late (and cold)."), None);
        assert_eq!(closing("It was late."), None);
    }
}
