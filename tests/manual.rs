//! The manual and the README show what is there: every picture in both themes, every link to a file of ours.

use std::fs;

use journeys::rule::{Breaches, hold};
use journeys::source::{self, File, Source};

/// What people read first.
fn pages(source: &Source) -> impl Iterator<Item = &File> {
    let manual = source.within("docs/manual/", ".md");
    manual.chain(source.within("README", ".md"))
}

/// What a page refers to, as it writes it: what stands in the brackets of a link, and in `src` and `srcset`.
fn referred(text: &str) -> impl Iterator<Item = &str> {
    let between = |open: &'static str, close: char| {
        let pieces = text.split(open).skip(1);
        pieces.filter_map(move |rest| rest.split_once(close).map(|(inside, _)| inside))
    };
    between("](", ')')
        .chain(between("src=\"", '"'))
        .chain(between("srcset=\"", '"'))
}

/// The path of a file that a page refers to, from the top; none for what lies elsewhere, or on the page itself.
fn path(page: &File, reference: &str) -> Option<String> {
    if reference.contains("://") || reference.starts_with('#') {
        return None;
    }
    let file = reference.split('#').next().unwrap_or_default();
    let mut path: Vec<&str> = page.path.split('/').collect();
    path.pop();
    for part in file.split('/') {
        match part {
            "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

#[test]
fn links_lead_somewhere() {
    let rule = |source: &Source| {
        let is_there = |path: &str| {
            let folder = format!("{}/", path.trim_end_matches('/'));
            source.file(path).is_some() || source.within(&folder, "").next().is_some()
        };
        let mut found = Breaches::new();
        for page in pages(source) {
            for reference in referred(&page.text) {
                if path(page, reference).is_some_and(|path| !is_there(&path)) {
                    found.push(format!(
                        "{}: {reference} is not there: mend it, or `cargo xtask manual` for a picture",
                        page.path
                    ));
                }
            }
        }
        found
    };
    hold(rule, &[("docs/manual/keys.md", "[Reading](reading.md)")]);
    hold(
        rule,
        &[(
            "docs/manual/keys.md",
            "<img src=\"pictures/keys-light.png\">",
        )],
    );
}

#[test]
fn pictures_are_shown_in_both_themes() {
    let rule = |source: &Source| {
        let mut found = Breaches::new();
        for page in pages(source) {
            let shown: Vec<&str> = referred(&page.text)
                .filter(|name| name.ends_with(".png"))
                .collect();
            for (theme, other) in [("-light.png", "-dark.png"), ("-dark.png", "-light.png")] {
                let names = shown.iter().filter_map(|name| name.strip_suffix(theme));
                let alone =
                    names.filter(|name| !shown.contains(&format!("{name}{other}").as_str()));
                found.extend(alone.map(|name| {
                    format!(
                        "{}: shows {name}{theme} without {name}{other}: a reader may have either theme",
                        page.path
                    )
                }));
            }
        }
        found
    };
    hold(
        rule,
        &[(
            "docs/manual/keys.md",
            "<img src=\"pictures/keys-light.png\">",
        )],
    );
}

#[test]
fn no_picture_lies_about_unshown() {
    let folder = source::root().join("docs/manual/pictures");
    let source = Source::of_the_project();
    let shown: Vec<String> = pages(&source)
        .flat_map(|page| referred(&page.text).filter_map(|reference| path(page, reference)))
        .collect();
    for entry in fs::read_dir(folder).expect("the manual has pictures") {
        let name = entry.expect("a folder can be read").file_name();
        let path = format!("docs/manual/pictures/{}", name.to_string_lossy());
        assert!(
            shown.contains(&path),
            "{path} is shown on no page: run `cargo xtask manual`"
        );
    }
}
