use super::bare::without_outlet;
use super::*;

#[track_caller]
fn check(title: &str, outlet: Option<&str>, headline: &str) {
    assert_eq!(without_outlet(title, outlet), headline, "reading {title:?}");
}

#[test]
fn the_name_of_the_site_is_no_part_of_a_headline() {
    check(
        "Bridge reopens after talks | Arn Courier",
        Some("Arn Courier"),
        "Bridge reopens after talks",
    );
    check(
        "Bridge reopens after talks - The Arn Courier",
        Some("Arn Courier"),
        "Bridge reopens after talks",
    );
    check(
        "Bridge reopens - after talks",
        Some("Arn Courier"),
        "Bridge reopens - after talks",
    );
    check(
        "Arn Courier | Bridge reopens",
        Some("Arn Courier"),
        "Bridge reopens",
    );
    check(
        "Bridge reopens after talks | World | Arn Courier",
        Some("Arn Courier"),
        "Bridge reopens after talks",
    );
    check(
        "Bridge reopens after talks | ArnCourier.example",
        None,
        "Bridge reopens after talks",
    );
    check("Bridge", None, "Bridge");
}

#[test]
fn a_printed_title_stands_alone_in_the_description() {
    let check = |printed: &str, title: &str, expected: Option<&str>| {
        let known = Part {
            value: title.to_owned(),
            evidence: Evidence::Meta,
        };
        let found = stuck(&[printed.to_owned()], &[known]);
        assert_eq!(found.as_deref(), expected, "reading {title:?}");
    };
    check(
        "Bridge",
        "Bridge - The Courier of the Arn Valley",
        Some("Bridge"),
    );
    check(
        "Bridge reopens",
        "Courier » Valley » Bridge reopens",
        Some("Bridge reopens"),
    );
    check("Courier", "Courier » Valley » Bridge reopens", None);
    check("Lock", "Bridge - The Courier of the Arn Valley", None);
}
