//! What the judge of lines learns from; built only to train it.

use serde_json::{Value, json};

use crate::Page;
use crate::clipping::judge::lexicon;
use crate::clipping::{decode, dom, headline, html, jsonld, lines, marks, meta, signs, survey};

/// Names the file of a model that judges instead of the one built in.
const OTHER_MODEL: &str = "NEWSROOM_MODEL";

/// The model that judges instead of the one built in, if one is named and can be read.
pub(crate) fn other_model() -> Option<String> {
    std::fs::read_to_string(std::env::var_os(OTHER_MODEL)?).ok()
}

/// The lines of a page with their signs: `{names: […], elements: [[parent, name, [class word…]]…],
/// lines: [[element, text, length, style, [wording…], [said…], [sign…]]…]}`; elements are told by their
/// number in the list.
pub fn lines(page: &Page) -> Value {
    let markup = decode::decode(page);
    let (tree, _) = dom::parse(&markup);
    let survey = survey::survey(tree.root());
    let marks = marks::read(&survey);
    let meta = meta::read(&marks);
    let story = jsonld::read(&jsonld::documents(&marks));
    let headline = headline::find(&marks, &story, &meta, &survey, None, None);
    let clipping = crate::clipping::Clipping {
        headline,
        ..Default::default()
    };
    let claims = html::claims(&story, &meta, &clipping);
    let (lines, _) = lines::read(&tree);
    let signs = signs::read(&lines, &survey, &claims);
    let mut numbers = std::collections::HashMap::new();
    let mut elements: Vec<Value> = Vec::new();
    let mut rows: Vec<Value> = Vec::new();
    for (line, signs) in lines.iter().zip(&signs) {
        let mut chain: Vec<dom::At<'_>> = std::iter::once(line.block)
            .chain(line.block.ancestors())
            .collect();
        chain.reverse();
        let mut parent = 0;
        for at in chain {
            let next = elements.len();
            let number = *numbers.entry(at.place()).or_insert(next);
            if number == next {
                let mut words: Vec<String> = Vec::new();
                lexicon::each_class_word(at, |word| {
                    if !words.iter().any(|known| known == word) {
                        words.push(word.to_owned());
                    }
                });
                elements.push(json!([parent, at.name(), words]));
            }
            parent = number;
        }
        let style = format!("{:x}", signs::style(line));
        let mut words: Vec<String> = Vec::new();
        lexicon::each_wording(&line.folded, |said| words.push(said.to_owned()));
        let mut said: Vec<String> = Vec::new();
        lexicon::each_said(&line.folded, |words| said.push(words.to_owned()));
        rows.push(json!([
            parent,
            line.text,
            line.length,
            style,
            words,
            said,
            signs.values
        ]));
    }
    json!({
        "names": signs.first().map(|signs| signs.names.clone()),
        "elements": elements,
        "lines": rows,
    })
}
