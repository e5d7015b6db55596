//! The index finds what a plain look at every story finds.

use chrono::Utc;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use roaring::RoaringBitmap;

use super::{NOW, Worn, asked, folder, opened};
use crate::library::index::{Entry, Fresh, Sets};
use crate::search::{Asked, Sought, Within, Words, endings, read, skeleton, tokens};

/// Whether a story is what is asked for, as its words say.
fn holds(entry: &Entry, asked: &Asked, sets: &Worn) -> bool {
    match asked {
        Asked::All(of) => of.iter().all(|part| holds(entry, part, sets)),
        Asked::Any(of) => of.iter().any(|part| holds(entry, part, sets)),
        Asked::Not(part) => !holds(entry, part, sets),
        Asked::Filter(filter) => sets.of(filter).expect("a set").contains(entry.story),
        Asked::Words(words) => {
            let named = match words.within {
                Within::Everything => sets.named(words).expect("a set"),
                Within::Headline => None,
            };
            named.is_some_and(|named| named.contains(entry.story)) || has_words(entry, words)
        }
    }
}

fn has_words(entry: &Entry, words: &Words) -> bool {
    let Some(sought) = Sought::of(words) else {
        return false;
    };
    let parts = match words.within {
        Within::Headline => vec![&entry.headline],
        Within::Everything => vec![
            &entry.headline,
            &entry.standfirst,
            &entry.body,
            &entry.credits,
            &entry.notes,
        ],
    };
    parts
        .into_iter()
        .any(|part| part_holds(part, entry, &sought))
}

fn part_holds(part: &str, entry: &Entry, sought: &Sought) -> bool {
    let there: Vec<_> = tokens(part).collect();
    let matches = |(at, wanted): (usize, &String), (word, range): &(_, std::ops::Range<usize>)| {
        let word: &std::borrow::Cow<'_, str> = word;
        let last = at + 1 == sought.row.len();
        let open = last && sought.open && word.starts_with(wanted.as_str());
        let endings = endings(entry.language.as_deref());
        let stemmed = endings.is_some_and(|endings| {
            let stem = endings.stem(word);
            (sought.stems.iter()).any(|(tag, other)| *tag == endings.tag() && *other == stem)
        });
        let sounds = sought.sound.is_some() && skeleton(&part[range.clone()]) == sought.sound;
        *word == *wanted || open || stemmed || sounds
    };
    there.windows(sought.row.len()).any(|window| {
        let row = sought.row.iter().enumerate();
        row.zip(window)
            .all(|(wanted, there)| matches(wanted, there))
    })
}

const WORDS: [&str; 32] = [
    "talks",
    "talk",
    "Talking",
    "talkative",
    "peace",
    "Budapest",
    "buda",
    "Zelensky",
    "Selenskyj",
    "Зеленський",
    "Переговоры",
    "переговоров",
    "Verhandlungen",
    "Verhandlung",
    "東京都",
    "京都",
    "京",
    "F-16",
    "16",
    "l'Europe",
    "Kyiv’s",
    "a",
    "an",
    "and",
    "the",
    "Größe",
    "grosse",
    "10,000",
    "1.5",
    "Merkel",
    "Markel",
    "notes",
];

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(&WORDS[..]), 0..most).prop_map(|words| words.join(" "))
}

fn entry(story: u32) -> impl Strategy<Value = Entry> {
    let language = select(
        &[
            None,
            Some("en"),
            Some("de-AT"),
            Some("ru"),
            Some("ja"),
            Some("fr"),
        ][..],
    );
    let published = prop::option::of(NOW - 40_000_000..NOW + 100_000);
    (
        text(4),
        text(3),
        text(8),
        text(2),
        text(2),
        language,
        published,
    )
        .prop_map(
            move |(headline, standfirst, body, credits, notes, language, published)| Entry {
                story,
                published,
                language: language.map(str::to_owned),
                headline,
                standfirst,
                body,
                credits,
                notes,
            },
        )
}

fn entries(most: u32) -> impl Strategy<Value = Vec<Entry>> {
    (1..most).prop_flat_map(|count| (1..=count).map(entry).collect::<Vec<_>>())
}

fn typed() -> impl Strategy<Value = String> {
    let word = select(&WORDS[..]).prop_map(str::to_owned);
    let begun = (select(&WORDS[..]), 1usize..6)
        .prop_map(|(word, length)| word.chars().take(length).collect::<String>() + "*");
    let row = prop::collection::vec(select(&WORDS[..]), 1..4)
        .prop_map(|words| format!("\"{}\"", words.join(" ")));
    let leaf = prop_oneof![
        4 => word.clone(), 2 => begun, 2 => row.clone(), 1 => Just("tag:talks".to_owned()),
        1 => Just("tag:few".to_owned()),
        1 => word.prop_map(|word| format!("title:{word}")), 1 => row.prop_map(|row| format!("title:{row}")),
    ];
    let searched = leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| format!("-({part} )")),
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|of| format!("({} )", of.join(" "))),
            prop::collection::vec(inner, 1..4).prop_map(|of| format!("({} )", of.join(" OR "))),
        ]
    });
    (
        prop::collection::vec(searched, 1..3),
        select(&[" ", "", "\"", " \"peace t"][..]),
    )
        .prop_map(|(parts, end)| parts.join(" ") + end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_index_finds_what_a_plain_look_finds(
        first in entries(30),
        second in entries(40),
        third in entries(45),
        gone in subsequence((1..45).collect::<Vec<u32>>(), 0..8),
        searches in prop::collection::vec(typed(), 30),
        keep in subsequence((1..45).collect::<Vec<u32>>(), 20),
    ) {
        let folder = folder();
        let index = opened(&folder);
        let mut feed = index.feed().expect("it can be written").expect("it is ours");
        let mut library: Vec<Option<Entry>> = vec![None; 64];
        for (number, entries) in [(1, &first), (2, &second)] {
            // Not in their order, and not all: the others keep their old form.
            for entry in entries.iter().rev().filter(|entry| number == 1 || entry.story % 3 != 0) {
                feed.put(entry).expect("it is put");
                library[entry.story as usize] = Some(entry.clone());
            }
            feed.commit(number).expect("it is committed");
        }
        let mut fresh = Fresh::default();
        for batch in third.chunks(7).filter(|batch| batch[0].story % 2 == 0) {
            fresh.put(batch.to_vec()).expect("it is put");
            for entry in batch {
                library[entry.story as usize] = Some(entry.clone());
            }
        }
        for &story in &gone {
            match story % 2 {
                0 => fresh.remove(story),
                _ => feed.remove(story).expect("it is removed"),
            }
            // What is removed on disk alone is still there if it is fresh.
            let still = story % 2 == 1 && third.chunks(7)
                .any(|batch| batch[0].story % 2 == 0 && batch.iter().any(|entry| entry.story == story));
            if !still {
                library[story as usize] = None;
            }
        }
        feed.commit(3).expect("it is committed");
        let sets = Worn(vec![("talks", vec![2, 5, 9, 30]), ("few", vec![3, 7]), ("Merkel", vec![1])]);
        let keep: RoaringBitmap = keep.into_iter().collect();
        let live: Vec<&Entry> = library.iter().flatten().collect();
        for typed in &searches {
            let asked = asked(typed);
            let expected: RoaringBitmap = live.iter()
                .filter(|entry| holds(entry, &asked, &sets))
                .map(|entry| entry.story)
                .collect();
            let all = index.matching(&asked, &sets, &fresh).expect("it is searched");
            prop_assert_eq!(&all, &expected, "{} {:?}", typed, asked);
            for keep in [None, Some(&keep)] {
                let page = |skip, limit| {
                    index.ranked(&asked, &sets, &fresh, keep, skip, limit, NOW).expect("it is searched")
                };
                let ranked = page(0, 100);
                let stories: RoaringBitmap = ranked.iter().map(|(story, _)| *story).collect();
                let kept = keep.map_or(expected.clone(), |keep| &expected & keep);
                prop_assert_eq!(ranked.len() as u64, stories.len(), "{} lists none twice", typed);
                prop_assert_eq!(&stories, &kept, "{} {:?}", typed, asked);
                prop_assert!(ranked.is_sorted_by(|one, other| one.1 >= other.1), "{typed}");
                let pages: Vec<_> = (0..ranked.len()).step_by(9).flat_map(|at| page(at, 9)).collect();
                let weights = |list: &[(u32, f32)]| list.iter().map(|(_, weight)| *weight).collect::<Vec<_>>();
                prop_assert_eq!(weights(&pages), weights(&ranked), "{}", typed);
            }
        }
    }

    #[test]
    fn any_text_is_taken_in_and_any_search_answered(
        texts in prop::collection::vec(any::<String>(), 1..4),
        typed in any::<String>(),
    ) {
        let mut fresh = Fresh::default();
        for (text, story) in texts.iter().zip(1..) {
            let entry = Entry { story, headline: text.clone(), body: text.repeat(2), ..Entry::default() };
            fresh.put(vec![entry]).expect("it is put");
        }
        let folder = folder();
        let index = opened(&folder);
        for typed in texts.iter().chain([&typed]) {
            if let Ok(reading) = read(typed, &Utc) {
                let all = index.matching(&reading.asked, &Worn::default(), &fresh);
                all.expect("it is searched");
                let best = index.ranked(&reading.asked, &Worn::default(), &fresh, None, 0, 9, NOW);
                best.expect("it is searched");
            }
        }
    }
}
