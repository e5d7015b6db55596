//! Pictures as JSON-LD describes them.

use serde_json::{Map, Value};

use super::{DEEPEST, first_text};
use crate::clipping::entities::unescaped;

/// A picture as the page's JSON-LD describes it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Picture {
    pub(crate) address: String,
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
}

/// Adds the pictures that a value names: an address, an `ImageObject`, a reference to one, a list.
pub(super) fn collect(
    value: &Value,
    objects: &[&Map<String, Value>],
    pictures: &mut Vec<Picture>,
    depth: usize,
) {
    if depth > DEEPEST || pictures.len() > 20 {
        return;
    }
    match value {
        Value::String(url) => pictures.push(Picture {
            address: unescaped(url.trim()),
            ..Picture::default()
        }),
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect(value, objects, pictures, depth + 1)),
        Value::Object(object) => {
            if let Some(url) = object.get("url").or_else(|| object.get("contentUrl")) {
                let before = pictures.len();
                collect(url, objects, pictures, depth + 1);
                let line = |keys: &[&str]| {
                    let mut found = keys.iter().filter_map(|key| object.get(*key));
                    found.find_map(first_text)
                };
                for picture in pictures.iter_mut().skip(before) {
                    picture.caption = line(&["caption", "description"]);
                    picture.credit = line(&["creditText", "copyrightNotice", "creator"]);
                }
            } else if let Some(id) = object.get("@id") {
                let mut others = objects.iter().filter(|other| other.get("@id") == Some(id));
                let url = others.find_map(|other| other.get("url").or(other.get("contentUrl")));
                if let Some(url) = url {
                    collect(url, objects, pictures, depth + 1);
                }
            }
        }
        _ => {}
    }
}
