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

/// The headline of a page with this head and this body.
fn found(head: &str, body: &str) -> String {
    let (html, _) = dom::parse(&format!("<head>{head}</head><body>{body}"));
    let survey = crate::clipping::survey::survey(html.root());
    let marks = crate::clipping::marks::read(&survey);
    let story = crate::clipping::jsonld::read(&crate::clipping::jsonld::documents(&marks));
    let meta = crate::clipping::meta::read(&marks);
    let site = Some("news.arn-courier.co.example");
    let found = find(&marks, &story, &meta, &survey, None, site);
    found.map(|part| part.value).unwrap_or_default()
}

#[test]
fn readers_see_another_wording_than_search_engines() {
    let titled = |title: &str| {
        format!(
            "<title>{title}</title><meta property=og:title content='{title}'>\
             <script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"{title}\"}}</script>"
        )
    };
    let check = |title: &str, body: &str, expected: &str| {
        assert_eq!(found(&titled(title), body), expected, "{body}");
    };
    // The same in other words: what readers see.
    check(
        "Best ferry rides of the Arn Valley 2025",
        "<h1>The nine ferry rides of the Arn Valley, and what they cost</h1>",
        "The nine ferry rides of the Arn Valley, and what they cost",
    );
    // The same with a slip in it, or with a kicker: what most say.
    check(
        "The bridge at Tarn opens again after two years",
        "<h1>The bridge of Tarn opens again after two years</h1>",
        "The bridge at Tarn opens again after two years",
    );
    check(
        "The bridge at Tarn opens again",
        "<h1>River: The bridge at Tarn opens again</h1>",
        "The bridge at Tarn opens again",
    );
    // With the marks that are printed.
    check(
        "The bridge's keeper opens it again",
        "<h1>The bridge’s keeper opens it again</h1>",
        "The bridge’s keeper opens it again",
    );
}

#[test]
fn a_headline_is_found_beside_what_is_stuck_to_it() {
    for (head, body, expected) in [
        (
            "<title>Ferry fares rise | Tarn | Forum of the Arn Valley</title>",
            "<h1>Forum of the Arn Valley</h1><h2>Ferry fares rise</h2>",
            "Ferry fares rise",
        ),
        (
            "<title>Ferry fares rise again - Arn Courier</title>",
            "<h1><span class=date>1. Mai 2025</span>Ferry fares rise again</h1>",
            "Ferry fares rise again",
        ),
        (
            "<title>Arn Courier » Blog Archive » Ferry fares rise</title>",
            "<h1>Arn Courier</h1><h2>Ferry fares rise</h2>",
            "Ferry fares rise",
        ),
        (
            "<title>Ferry fares rise again - Arn-Courier</title>",
            "<h1>Ferry fares rise again</h1>",
            "Ferry fares rise again",
        ),
        (
            "<title>The council of Tarn has voted for the second time on the fares of all ferries</title>\
             <script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"The council of Tarn has voted for the second time on the fares\"}</script>",
            "",
            "The council of Tarn has voted for the second time on the fares of all ferries",
        ),
    ] {
        assert_eq!(found(head, body), expected, "{head} {body}");
    }
}
