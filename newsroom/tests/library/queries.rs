//! Any combination of filters, in any order, a page at a time: what the sets in memory answer is what SQL
//! answers, and what a look at each story says.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use newsroom::claim::ClaimStatus;
use newsroom::clipping::{Evidence, Part, Published};
use newsroom::library::Arrival;
use newsroom::search::{Asked, Days, Filter, Moments, State, Thing};
use newsroom::shelf::{Facet, Query, Row, Shelf, Sort};
use newsroom::story::Mark;
use newsroom::{Clipping, Library};
use proptest::prelude::*;

use crate::holding::{moments, noon, page, story_at};

const OUTLETS: [&str; 3] = ["Arn Courier", "Kyiv Ledger", "The Baltic Review"];
const WRITERS: [&str; 3] = ["Ann Lee", "Bob Roy", "Марина Руденко"];
const TAGS: [&str; 3] = ["Budapest", "Talks", "Élysée"];
const LANGUAGES: [&str; 3] = ["en", "pt-BR", "uk"];

fn part<T>(value: T) -> Option<Part<T>> {
    Some(Part {
        value,
        evidence: Evidence::Meta,
    })
}

/// A story whose every part follows from its number.
fn arrival(number: usize) -> Arrival {
    let take = |of: &[&'static str], every: usize| {
        (number % every < of.len()).then(|| of[number % every].to_owned())
    };
    let day = noon() - TimeDelta::days(i64::try_from(number % 9).unwrap());
    let clipping = Clipping {
        outlet: take(&OUTLETS, 4).and_then(part),
        agency: take(&["AFPX"], 5).and_then(part),
        byline: part(take(&WRITERS, 5).into_iter().collect()),
        language: take(&LANGUAGES, 4).and_then(part),
        published: match number % 4 {
            0 => None,
            1 => part(Published::Day(day.date_naive())),
            _ => part(Published::Moment(day.fixed_offset())),
        },
        ..story_at(&number.to_string())
    };
    let mut page = page(&format!("https://example.org/{number}"));
    page.seen_at = moments(i64::try_from(number).unwrap());
    let marks = [Mark::Read, Mark::Starred, Mark::Done];
    let marks = marks.into_iter().enumerate();
    Arrival {
        page,
        clipping,
        tags: take(&TAGS, 6)
            .into_iter()
            .chain(take(&TAGS[1..], 7))
            .collect(),
        topics: match number % 3 {
            0 => vec![(
                "Ferries".to_owned(),
                number.is_multiple_of(2).then(|| "Quays".to_owned()),
            )],
            _ => Vec::new(),
        },
        marks: marks
            .filter(|(at, _)| (number >> at).is_multiple_of(2))
            .map(|(_, mark)| mark)
            .collect(),
    }
}

fn filter() -> impl Strategy<Value = Filter> {
    let name = |names: &'static [&'static str]| prop::sample::select(names).prop_map(str::to_owned);
    let day = || {
        prop::option::of((0..9_i64).prop_map(|days| (noon() - TimeDelta::days(days)).date_naive()))
    };
    let at = || prop::option::of((0..40_i64).prop_map(moments));
    let states = [
        State::Read,
        State::Unread,
        State::Starred,
        State::Done,
        State::Inbox,
        State::Unfetched,
    ];
    let things = [
        Thing::Note,
        Thing::Highlight,
        Thing::Quote,
        Thing::Copies,
        Thing::Tag,
        Thing::Topic,
        Thing::Date,
    ];
    prop_oneof![
        prop::sample::select(states.to_vec()).prop_map(Filter::Is),
        prop::sample::select(things.to_vec()).prop_map(Filter::Has),
        name(&["Budapest", "talks", "No such tag"]).prop_map(Filter::Tag),
        name(&["Budapest", "bud"]).prop_map(Filter::Tagged),
        name(&["ferries", "nowhere"]).prop_map(Filter::Topic),
        name(&["arn courier", "review", "the"]).prop_map(Filter::Outlet),
        name(&["AFPX", "none"]).prop_map(Filter::Agency),
        name(&["Ann Lee", "руденко", "ro"]).prop_map(Filter::Author),
        prop::sample::select(&ClaimStatus::ALL[..]).prop_map(Filter::Claim),
        name(&["en", "pt", "pt-br", "u"]).prop_map(Filter::Language),
        (day(), day()).prop_map(|(from, until)| Filter::Published(Days { from, until })),
        (at(), at()).prop_map(|(from, until)| Filter::Clipped(Moments { from, until })),
    ]
}

fn asked() -> impl Strategy<Value = Asked> {
    filter()
        .prop_map(Asked::Filter)
        .prop_recursive(3, 12, 4, |part| {
            prop_oneof![
                prop::collection::vec(part.clone(), 0..4).prop_map(Asked::All),
                prop::collection::vec(part.clone(), 0..4).prop_map(Asked::Any),
                part.prop_map(|part| Asked::Not(Box::new(part))),
            ]
        })
}

const SORTS: [Sort; 6] = [
    Sort::Clipped,
    Sort::EarliestClipped,
    Sort::Published,
    Sort::EarliestPublished,
    Sort::Best,
    Sort::Placed,
];

fn whole(library: &Library, query: &Query) -> Vec<Row> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = library
            .stories()
            .list(&Query {
                after,
                ..query.clone()
            })
            .unwrap();
        after = page.rows.last().map(|row| row.id);
        rows.extend(page.rows);
        if !page.more {
            return rows;
        }
    }
}

/// A library of forty stories, three of them changed after the sets were read.
fn filled(folder: &std::path::Path) -> (Library, Library) {
    let sets = Library::open(folder).unwrap();
    let arrivals = (0..36).map(arrival);
    sets.take_in(arrivals, "a test", noon(), |_| {
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    sets.warm().unwrap();
    let sql = Library::open(folder).unwrap();
    let later = (36..40).map(arrival);
    sql.take_in(later, "a test", noon(), |_| {
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    let story = |number| sql.stories().find(number).unwrap();
    sql.stories().spike(&[story(4), story(38)], noon()).unwrap();
    sql.claims()
        .judge(
            &[story(6), story(38)],
            ClaimStatus::Disputed,
            None,
            None,
            noon(),
        )
        .unwrap();
    sql.claims()
        .judge(
            &[story(6), story(7)],
            ClaimStatus::Confirmed,
            None,
            None,
            noon(),
        )
        .unwrap();
    sql.margins()
        .note(story(5), "Call the quay", noon())
        .unwrap();
    sql.tags()
        .tag(
            &[story(1), story(2)],
            &["Talks".to_owned()],
            &["Budapest".to_owned()],
            noon(),
        )
        .unwrap();
    let correction =
        newsroom::library::Correction::read(newsroom::story::PartName::Published, "2026-11-20");
    sql.stories()
        .correct(story(9), &correction.unwrap(), noon())
        .unwrap();
    (sets, sql)
}

fn by_name(facets: &[Facet]) -> BTreeMap<String, u64> {
    let facets = facets.iter();
    facets
        .map(|facet| (facet.name.clone(), facet.stories))
        .collect()
}

fn counted<'n>(names: impl Iterator<Item = &'n String>) -> BTreeMap<String, u64> {
    let mut counted = BTreeMap::new();
    for name in names {
        *counted.entry(name.clone()).or_default() += 1;
    }
    counted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_sets_answer_what_sql_answers(
        questions in prop::collection::vec((asked(), 0..7_usize, any::<bool>(), 3..20_u32, prop::sample::select(SORTS.to_vec())), 16)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (sets, sql) = filled(folder.path());
        let topic = sql.topics().find("Ferries").unwrap();
        let section = sql.topics().find_section(topic, "Quays").unwrap();
        for (asked, shelf, unread_only, limit, sort) in questions {
            let shelves = [
                Shelf::All,
                Shelf::Spiked,
                Shelf::Inbox,
                Shelf::Topic { topic },
                Shelf::Unplaced { topic },
                Shelf::Section { section },
                Shelf::Highlights,
            ];
                let query = Query {
                    shelf: shelves[shelf].clone(),
                    unread_only,
                    words: None,
                    filter: Some(asked.clone()),
                    sort,
                    after: None,
                    skip: 0,
                    limit,
                };
                let rows = whole(&sets, &query);
                prop_assert_eq!(&rows, &whole(&sql, &query), "{:?}", query);
                for library in [&sets, &sql] {
                    let numbers: Vec<_> = rows.iter().map(|row| row.id).collect();
                    prop_assert_eq!(&library.stories().numbers(&query).unwrap(), &numbers);
                    let from = Query { skip: 7, ..query.clone() };
                    let page = library.stories().list(&from).unwrap().rows;
                    let there: Vec<_> = rows.iter().skip(7).take(limit as usize).cloned().collect();
                    prop_assert_eq!(page, there, "{:?}", from);
                }
                let tally = sets.stories().tally(&query).unwrap();
                prop_assert_eq!(tally, sql.stories().tally(&query).unwrap(), "{:?}", query);
                prop_assert_eq!(tally.total, rows.len() as u64);
                let facets = sets.stories().facets(&query, 100).unwrap();
                let tags = rows.iter().flat_map(|row| &row.tags);
                prop_assert_eq!(by_name(&facets.tags), counted(tags), "{:?}", query);
                let outlets = rows.iter().filter_map(|row| row.outlet.as_ref());
                prop_assert_eq!(by_name(&facets.outlets), counted(outlets), "{:?}", query);
        }
    }
}

#[test]
fn what_is_asked_is_what_each_story_says() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = filled(folder.path());
    let found = |asked: Asked| -> Vec<Row> {
        whole(
            &library,
            &Query {
                filter: Some(asked),
                limit: 100,
                ..Query::of(Shelf::All, Sort::Clipped)
            },
        )
    };
    let all = found(Asked::All(Vec::new()));
    assert_eq!(all.len(), 38);
    let not = |filter| Asked::Not(Box::new(Asked::Filter(filter)));
    type Is = fn(&Row) -> bool;
    let checks: [(Asked, Is); 6] = [
        (Asked::Filter(Filter::Is(State::Unread)), |row| {
            !row.marks.read
        }),
        (
            Asked::All(vec![
                Asked::Filter(Filter::Tag("talks".to_owned())),
                not(Filter::Tag("Budapest".to_owned())),
            ]),
            |row| {
                row.tags.contains(&"Talks".to_owned()) && !row.tags.contains(&"Budapest".to_owned())
            },
        ),
        (Asked::Filter(Filter::Language("pt".to_owned())), |row| {
            row.language.as_deref() == Some("pt-BR")
        }),
        (Asked::Filter(Filter::Outlet("review".to_owned())), |row| {
            row.outlet.as_deref() == Some("The Baltic Review")
        }),
        (not(Filter::Has(Thing::Date)), |row| row.published.is_none()),
        (
            Asked::Filter(Filter::Published(Days {
                from: Some("2026-11-18".parse().unwrap()),
                until: Some("2026-11-20".parse().unwrap()),
            })),
            |row| {
                let day = row.published.map(|published| published.day().to_string());
                matches!(day.as_deref(), Some("2026-11-18" | "2026-11-19"))
            },
        ),
    ];
    for (asked, is) in checks {
        let expected: Vec<_> = all.iter().filter(|row| is(row)).collect();
        assert!(!expected.is_empty());
        assert_eq!(
            found(asked.clone()).iter().collect::<Vec<_>>(),
            expected,
            "{asked:?}"
        );
    }
}
