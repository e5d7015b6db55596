//! What a PDF's properties say of it, and when they are not to be believed.

use newsroom::clipping::Evidence;
use newsroom::clipping::markdown::plain_text;

use crate::paper::{BOLD, Paper, Sheet, TEXT};
use crate::pdf::cut;

#[test]
fn a_title_that_is_a_file_name_or_an_older_report_is_no_headline() {
    let paper = |title: &str| {
        Paper::new().info("Title", title).sheet(
            Sheet::new()
                .line(BOLD, 18.0, 60.0, 90.0, "Ferry runs again after nine days")
                .lines(
                    TEXT,
                    10.0,
                    60.0,
                    130.0,
                    "The ferry left the quay on time, with forty passengers\nand one dog on board.",
                ),
        )
    };
    for (title, evidence) in [
        ("Microsoft Word - ferry_final2.docx", Evidence::Shape),
        ("untitled", Evidence::Shape),
        ("Annual report on the state of the bridges", Evidence::Shape),
        ("Ferry runs again after nine days", Evidence::Meta),
        (
            "Press notice: Ferry runs again after nine days",
            Evidence::Meta,
        ),
    ] {
        let headline = cut(&paper(title)).headline.unwrap();
        assert_eq!(headline.evidence, evidence, "{title}");
        assert!(
            headline.value.ends_with("Ferry runs again after nine days"),
            "{title}: {}",
            headline.value
        );
        assert_eq!(
            plain_text(&cut(&paper(title)).body),
            "The ferry left the quay on time, with forty passengers and one dog on board.",
            "{title}"
        );
    }
}

#[test]
fn a_file_s_own_date_and_author_are_taken_where_it_prints_none() {
    let sheet = || {
        Sheet::new().lines(
            TEXT,
            10.0,
            60.0,
            90.0,
            "The board met at noon in the schoolroom and\nfound the river high.",
        )
    };
    for (key, value, published, byline) in [
        (
            "CreationDate",
            "D:20251015083000+02'00'",
            Some("2025-10-15T08:30:00+02:00"),
            None,
        ),
        (
            "CreationDate",
            "D:20251015083000Z",
            Some("2025-10-15T08:30:00+00:00"),
            None,
        ),
        ("CreationDate", "D:19040101000000Z", None, None),
        ("CreationDate", "last Tuesday", None, None),
        ("Author", "Ann Lee", None, Some("Ann Lee")),
        ("Author", "Олена Вербова", None, Some("Олена Вербова")),
        ("Author", "user01", None, None),
    ] {
        let clipping = cut(&Paper::new().info(key, value).sheet(sheet()));
        let published_as = clipping
            .published
            .map(|part| (part.value.to_string(), part.evidence));
        assert_eq!(
            published_as,
            published.map(|day| (day.to_owned(), Evidence::Meta)),
            "{value}"
        );
        assert_eq!(
            clipping.byline.map(|part| part.value.join(", ")),
            byline.map(str::to_owned),
            "{value}"
        );
    }
}
