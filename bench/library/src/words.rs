//! Vocabularies: a core of a language's real function words, and any number of invented ones.

use std::collections::HashSet;

use crate::chance::Chance;

/// Words by rank, the most frequent first, in one piece of memory.
#[derive(Debug, Default)]
pub(crate) struct Words {
    text: String,
    /// Where each word ends.
    ends: Vec<u32>,
}

impl Words {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a rank, from 0; nothing beyond the last.
    pub(crate) fn at(&self, rank: usize) -> &str {
        let end = |rank: usize| self.ends.get(rank).map(|end| *end as usize);
        let start = rank.checked_sub(1).map_or(Some(0), end);
        match (start, end(rank)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or_default(),
            _ => "",
        }
    }

    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }
}

/// How a language's invented words are built.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Real words, the most frequent first.
    pub(crate) core: &'static str,
    /// What begins a syllable, set apart by spaces; `-` for nothing.
    pub(crate) heads: &'static str,
    /// What it sounds by.
    pub(crate) vowels: &'static str,
    /// What ends it.
    pub(crate) tails: &'static str,
    /// What further forms of a word end in.
    pub(crate) endings: &'static str,
    /// The share of words that are forms of earlier ones.
    pub(crate) forms: f64,
    /// The share of words that begin with a capital, as German nouns do.
    pub(crate) capitals: f64,
    /// The most syllables.
    pub(crate) longest: usize,
}

pub(crate) const ENGLISH: Shape = Shape {
    core: "the of and to a in that for is on was with as by at he it from be has are have his said \
           an not this but who they will which were been their its or had more would about after \
           her one we also she when there than out up all you if so can new no last into two what \
           people over could some other time first year years most many only them before just how \
           now where him because while being against between during under both such those these \
           through our did may still since even until say says told according week day month \
           government country world state made three make many back off much then should any well",
    heads: "b b c d d f g h k l l m m n n p r r s s t t v w br cl dr fl gr pl pr sh st th tr - - -",
    vowels: "a a a a e e e e e i i i o o o u u ai ea ou",
    tails: "- - - - - - - - - - n n r r l s t d m nd nt rt st",
    endings: "s s ed ing er ers ly ness ment al ity ive tion",
    forms: 0.35,
    capitals: 0.0,
    longest: 5,
};

pub(crate) const GERMAN: Shape = Shape {
    core: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es \
           an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so \
           zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei seit",
    heads: "b d f g h k l m n p r s t w z bl br fl fr gl gr kl kr pf sch schl schr schw sp st str tr zw -",
    vowels: "a a e e e i i o u ä ö ü ei ie au eu",
    tails: "- - - n n r l t s m ch cht ck ll nd ng nn rt ss st tz",
    endings: "en er es e ung ungen lich keit",
    forms: 0.35,
    capitals: 0.35,
    longest: 5,
};

pub(crate) const UKRAINIAN: Shape = Shape {
    core: "і в на з що не до та за у про як це від для його а є який після також або вже було ще бути \
           при які її може під час року через їх якщо вони він вона ми коли тому де лише всі один",
    heads: "б в г д ж з к л м н п р с т х ц ч ш бр вл гр др кр пл пр ст тр хл -",
    vowels: "а а а о о о и і і у е я ю є ї",
    tails: "- - - - - н р л в т с к м й ст нь ць",
    endings: "а у и ів ом ами ою ий ого ому ити ення",
    forms: 0.5,
    capitals: 0.0,
    longest: 4,
};

impl Shape {
    /// So many words: the core, then invented ones, longer as they get rarer.
    pub(crate) fn words(&self, count: usize, seed: u64) -> Words {
        let split = |list: &'static str| list.split_whitespace().collect::<Vec<_>>();
        let part = |list: &'static str| {
            let sounds = split(list).into_iter();
            sounds
                .map(|s| if s == "-" { "" } else { s })
                .collect::<Vec<_>>()
        };
        let (heads, vowels, tails) = (part(self.heads), part(self.vowels), part(self.tails));
        let endings = split(self.endings);
        let mut words = Words::default();
        let mut known = HashSet::with_capacity(count);
        for word in split(self.core) {
            if known.insert(word.to_owned()) {
                words.push(word);
            }
        }
        let core = words.len();
        let mut plain: Vec<usize> = Vec::new();
        let mut chance = Chance::of(seed, 1, self.core.len() as u64);
        while words.len() < count {
            let rank = words.len();
            let mut word = String::new();
            let form = rank > core + 500 && chance.happens(self.forms);
            if form {
                let of = plain.get(chance.below(plain.len())).copied();
                word.push_str(words.at(of.unwrap_or_default()));
                word.push_str(chance.pick(&endings).unwrap_or_default());
            } else {
                // The log of the rank, as frequent words are short: one syllable, then ever more.
                let longest = ((rank as f64).log10() * 0.75).ceil() as usize;
                let syllables = 1 + chance.below(longest.clamp(1, self.longest));
                for _ in 0..syllables {
                    for sounds in [&heads, &vowels, &tails] {
                        word.push_str(chance.pick(sounds).unwrap_or_default());
                    }
                }
                if chance.happens(self.capitals) {
                    word = capital(&word);
                }
            }
            if word.chars().count() > 1 && word.len() < 40 && known.insert(word.clone()) {
                words.push(&word);
                if !form {
                    plain.push(rank);
                }
            }
        }
        words
    }
}

/// Words of two and three Chinese characters after a core of real ones; the characters stand in the
/// order of the code, where the common ones lie among the others.
pub(crate) fn chinese(count: usize, seed: u64) -> Words {
    const CORE: &str = "的 了 在 是 和 不 有 这 为 上 中 他 我 也 对 说 将 与 等 到 年 月 日 个 人 后 及 \
                        其 被 从 但 以 会 就 都 于 并 而 一 大 地 可以 我们 他们 表示 进行 已经 没有 问题";
    let mut chance = Chance::of(seed, 2, 0);
    let known: Vec<char> = (0..2_500)
        .filter_map(|_| char::from_u32(0x4e00 + chance.below(0x51a5) as u32))
        .collect();
    let mut words = Words::default();
    let mut seen = HashSet::new();
    for word in CORE.split_whitespace() {
        words.push(word);
        seen.insert(word.to_owned());
    }
    while words.len() < count {
        let letters = if chance.happens(0.75) { 2 } else { 3 };
        let mut word = String::new();
        for _ in 0..letters {
            // Squared, so that some characters are common.
            let place = chance.fraction().powi(2) * known.len() as f64;
            word.extend(known.get(place as usize));
        }
        if seen.insert(word.clone()) {
            words.push(&word);
        }
    }
    words
}

/// A word with a capital in front.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocabulary_has_so_many_different_words() {
        for words in [
            ENGLISH.words(20_000, 1),
            GERMAN.words(9_000, 1),
            UKRAINIAN.words(9_000, 1),
            chinese(9_000, 1),
        ] {
            let all: HashSet<&str> = (0..words.len()).map(|rank| words.at(rank)).collect();
            assert_eq!(all.len(), words.len());
            assert!(all.iter().all(|word| !word.is_empty()));
        }
        assert_eq!(ENGLISH.words(200, 1).at(0), "the");
        assert_eq!(ENGLISH.words(200, 1).at(900), "");
    }
}
