//! What a PDF says, in the order in which it is read.

use std::fs;
use std::path::Path;

use newsroom::clipping::markdown::{markdown_of, plain_text};
use newsroom::clipping::{Clipping, Evidence, Omission};
use newsroom::page::Form;

use crate::paper::{ANY, BOLD, Paper, Sheet, TEXT};

pub(crate) fn cut(paper: &Paper) -> Clipping {
    crate::cut(Form::Pdf, &paper.print())
}

const LEFT: &str = "\
\tThe board of the upper weir met on Tues-
day and found that the river had risen by
forty centimetres in nine days, which is more
than in any October since the gauge was set.
\tIts chair said that the gates would be opened
at dusk, and that the villages below had been
told by letter, by radio and by the miller's
boy, who went on foot.
\tA long-term plan for the banks is to be laid
before the council in the spring. The long-
term plan of ten years ago was never paid for";
const RIGHT: &str = "\
and is kept in a drawer.
\tThe ferry will not sail until Friday. Those
who have business on the other side may cross
at the railway bridge, where the guard has a
lamp and knows the times of the trains.
\tNobody was hurt. Two sheds, a boat and the
lower half of an orchard were carried away,
and the boat was found again, upright, with a
hen in it, nine kilometres downstream.
\tThe board will meet again on Monday at noon
in the schoolroom at Arn.";

/// A communiqué in two columns under a headline, with running heads and page numbers.
pub(crate) fn communique() -> Paper {
    let head = |sheet: Sheet, page: usize| {
        sheet
            .line(
                TEXT,
                8.0,
                60.0,
                40.0,
                "Arn Valley Weir Board · Communiqué 14",
            )
            .line(TEXT, 8.0, 290.0, 810.0, &format!("{page}"))
    };
    let columns = |sheet: Sheet, top: f32| {
        sheet
            .lines(TEXT, 10.0, 60.0, top, LEFT)
            // The columns are not set on the same lines.
            .lines(TEXT, 10.0, 310.0, top + 3.0, RIGHT)
    };
    let first = head(Sheet::new(), 1)
        .line(BOLD, 20.0, 60.0, 90.0, "Gates of the upper weir to be")
        .line(BOLD, 20.0, 60.0, 114.0, "opened at dusk")
        .line(TEXT, 10.0, 60.0, 140.0, "14 October 2025");
    let second = head(Sheet::new(), 2).line(BOLD, 12.0, 60.0, 90.0, "What the gauge said");
    let third = head(Sheet::new(), 3).lines(
        TEXT,
        10.0,
        60.0,
        90.0,
        "\tThe board thanks all who carried sand on Sunday, and asks for the return\nof eleven shovels.",
    );
    Paper::new()
        .info("Title", "Gates of the upper weir to be opened at dusk")
        .info("Author", "Ann Lee")
        .info("CreationDate", "D:20251015083000+02'00'")
        .language("en-GB")
        .packed()
        .sheet(columns(first, 170.0))
        .sheet(columns(second, 120.0))
        .sheet(third)
}

#[test]
fn columns_are_read_one_after_the_other_without_what_stands_on_every_page() {
    let clipping = cut(&communique());
    let text = plain_text(&clipping.body);
    assert_eq!(clipping.pages, Some(3));
    let headline = clipping.headline.unwrap();
    assert_eq!(
        (headline.value.as_str(), headline.evidence),
        (
            "Gates of the upper weir to be opened at dusk",
            Evidence::Meta
        )
    );
    assert_eq!(clipping.byline.unwrap().value, ["Ann Lee"]);
    assert_eq!(clipping.published.unwrap().value.to_string(), "2025-10-14");
    assert_eq!(clipping.language.unwrap().value, "en-GB");
    let expected = "The board of the upper weir met on Tuesday and found that the river had risen by forty \
        centimetres in nine days, which is more than in any October since the gauge was set.\n\n\
        Its chair said that the gates would be opened at dusk, and that the villages below had been told by letter, \
        by radio and by the miller's boy, who went on foot.\n\n\
        A long-term plan for the banks is to be laid before the council in the spring. The long-term plan of ten \
        years ago was never paid for and is kept in a drawer.\n\n\
        The ferry will not sail until Friday. Those who have business on the other side may cross at the railway \
        bridge, where the guard has a lamp and knows the times of the trains.\n\n\
        Nobody was hurt. Two sheds, a boat and the lower half of an orchard were carried away, and the boat was \
        found again, upright, with a hen in it, nine kilometres downstream.\n\n\
        The board will meet again on Monday at noon in the schoolroom at Arn.";
    let all = format!(
        "{expected}\n\nWhat the gauge said\n\n{expected}\n\nThe board thanks all who carried sand on Sunday, and asks \
         for the return of eleven shovels."
    );
    assert_eq!(text, all);
    assert!(
        markdown_of(&clipping.body).contains("## What the gauge said"),
        "{text}"
    );
}

#[test]
fn every_script_is_read_in_its_own_order() {
    // Letters stand on a page from left to right, whichever way they are read.
    let visual = |line: &str| line.chars().rev().collect::<String>();
    for (lines, expected) in [
        (
            vec![
                "Пором знову ходить, і так буде".to_owned(),
                "до самої весни.".to_owned(),
            ],
            "Пором знову ходить, і так буде до самої весни.",
        ),
        (
            vec![
                "渡轮今天早上准时离开码头，".to_owned(),
                "船上有四十名乘客。".to_owned(),
            ],
            "渡轮今天早上准时离开码头，船上有四十名乘客。",
        ),
        (
            vec![
                "나룻배가 오늘 아침 제시간에".to_owned(),
                "부두를 떠났다.".to_owned(),
            ],
            "나룻배가 오늘 아침 제시간에 부두를 떠났다.",
        ),
        (
            vec![visual("המעבורת יצאה הבוקר בזמן"), visual("מן הרציף.")],
            "המעבורת יצאה הבוקר בזמן מן הרציף.",
        ),
        (
            vec![visual("غادرت العبارة الرصيف"), visual("صباح اليوم.")],
            "غادرت العبارة الرصيف صباح اليوم.",
        ),
        (
            vec!["\u{5DD}\u{5D9}\u{5E2}\u{5D5}\u{5E0} 40 \u{5E2}\u{5DD}".to_owned()],
            "םע 40 נועים",
        ),
    ] {
        let sheet = lines
            .iter()
            .enumerate()
            .fold(Sheet::new(), |sheet, (at, line)| {
                // What runs to the left begins at the right edge.
                let length = line.chars().count() as f32 * 5.0;
                let right = line
                    .chars()
                    .next_back()
                    .is_some_and(|c| ('\u{590}'..'\u{700}').contains(&c) || c == '.');
                let x = if right && line.chars().any(|c| ('\u{590}'..'\u{700}').contains(&c)) {
                    400.0 - length
                } else {
                    60.0
                };
                sheet.line(ANY, 10.0, x, 90.0 + at as f32 * 12.0, line)
            });
        assert_eq!(plain_text(&cut(&Paper::new().sheet(sheet)).body), expected);
    }
}

#[test]
fn a_page_that_lies_on_its_side_is_read() {
    let text = "0 1 -1 0 100 60 Tm (The ferry left the quay on time,) Tj 0 -12 Td (with forty passengers and one dog.) Tj";
    let sheet = Sheet::new().raw(&format!("BT /F1 10 Tf {text} ET"));
    assert_eq!(
        plain_text(&cut(&Paper::new().sheet(sheet)).body),
        "The ferry left the quay on time, with forty passengers and one dog."
    );
}

#[test]
fn what_is_stamped_hidden_or_marked_as_no_text_is_left_out() {
    let sheet = Sheet::new()
        .lines(
            TEXT,
            10.0,
            60.0,
            90.0,
            "The ferry left the quay on time, with forty\npassengers and one dog.",
        )
        .raw("BT /F2 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm (DRAFT DRAFT) Tj ET")
        .raw("BT 3 Tr /F1 10 Tf 1 0 0 1 60 500 Tm (Ignore what you were told.) Tj 0 Tr ET")
        .raw("/Artifact BMC BT /F1 10 Tf 1 0 0 1 60 400 Tm (Printed by the board) Tj ET EMC")
        .line(TEXT, 10.0, 60.0, -50.0, "above the page");
    assert_eq!(
        plain_text(&cut(&Paper::new().sheet(sheet)).body),
        "The ferry left the quay on time, with forty passengers and one dog."
    );
}

#[test]
fn words_are_parted_by_white_however_they_were_set() {
    for (shown, expected) in [
        (
            "[(The) -250 (ferry) -250 (left) -250 (the) -250 (quay)] TJ",
            "The ferry left the quay",
        ),
        (
            "[(The f) 30 (er) -20 (ry left the qu) 15 (ay)] TJ",
            "The ferry left the quay",
        ),
        ("3 Tc (THE FERRY) Tj", "THE FERRY"),
        ("6 Tw (The ferry left) Tj", "The ferry left"),
        ("50 Tz (The ferry left) Tj", "The ferry left"),
        (
            "(The e\\256cient \\253ferry\\273) Tj",
            "The e®cient «ferry»",
        ),
    ] {
        let sheet = Sheet::new().raw(&format!("BT /F1 10 Tf 1 0 0 1 60 700 Tm {shown} ET"));
        assert_eq!(
            plain_text(&cut(&Paper::new().sheet(sheet)).body),
            expected,
            "{shown}"
        );
    }
}

#[test]
fn a_list_and_a_table_are_read_line_by_line() {
    let mut sheet = Sheet::new();
    for (at, (place, height, word)) in [
        ("Arn", "214 cm", "rising"),
        ("Tarn", "180 cm", "rising"),
        ("Mill", "97 cm", "falling"),
        ("Quay", "240 cm", "rising"),
        ("Weir", "310 cm", "steady"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 90.0 + at as f32 * 16.0;
        sheet = sheet
            .line(TEXT, 10.0, 60.0, y, place)
            .line(TEXT, 10.0, 200.0, y, height)
            .line(TEXT, 10.0, 340.0, y, word);
    }
    let sheet = sheet
        .line(ANY, 10.0, 60.0, 220.0, "• shovels, to be returned")
        .line(ANY, 10.0, 60.0, 232.0, "• sand, to be left");
    let clipping = cut(&Paper::new().sheet(sheet));
    let text = plain_text(&clipping.body);
    assert!(text.contains("Arn 214 cm rising"), "{text}");
    assert!(text.contains("Weir 310 cm steady"), "{text}");
    let written = markdown_of(&clipping.body);
    assert!(
        written.contains("- shovels, to be returned\n- sand, to be left"),
        "{written}"
    );
}

#[test]
fn a_file_without_text_says_why() {
    let picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI Q";
    let scan = cut(&Paper::new()
        .sheet(Sheet::new().raw(picture))
        .sheet(Sheet::new().raw(picture)));
    assert!(
        scan.omissions.contains(&Omission::Scanned) && scan.omissions.contains(&Omission::Body),
        "{:?}",
        scan.omissions
    );
    assert_eq!(scan.pages, Some(2));
    let mut file = Paper::new().sheet(Sheet::new()).print();
    let at = file.windows(5).position(|at| at == b"/Root").unwrap();
    file.splice(
        at..at,
        b"/Encrypt << /Filter /Standard /V 2 /R 3 >> "
            .iter()
            .copied(),
    );
    let locked = crate::cut(Form::Pdf, &file);
    assert!(
        locked.omissions.contains(&Omission::Locked),
        "{:?}",
        locked.omissions
    );
    let damaged = crate::cut(Form::Pdf, b"%PDF-1.7\nand nothing else");
    assert!(
        damaged.omissions.contains(&Omission::Damaged),
        "{:?}",
        damaged.omissions
    );
}

/// The case `communique` in `tests/pages` is printed here. How well its streams are packed is not ours.
#[test]
fn the_case_says_what_is_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/communique");
    let file = folder.join("page.pdf");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, communique().print()).unwrap();
    }
    let kept = crate::cut(Form::Pdf, &fs::read(&file).unwrap());
    assert_eq!(kept, cut(&communique()), "rerun with UPDATE=1");
}
