//! The pictures that a file holds, each once, in the order in which they are first shown.

use std::collections::HashMap;

use crate::edition::OwnPicture;
use crate::picture::{Media, Picture, look};

/// The pictures that a file holds.
pub(in crate::edition) struct Plates<'e> {
    shown: &'static [Media],
    held: Vec<Plate<'e>>,
    /// By their content, as the library names it.
    places: HashMap<&'e str, usize>,
}

/// A picture that a file holds.
#[derive(Debug, Clone, Copy)]
pub(in crate::edition) struct Plate<'e> {
    /// Which of the file's pictures it is, counted from 1.
    pub(in crate::edition) number: usize,
    /// What its bytes are, by how they begin.
    pub(in crate::edition) media: Media,
    /// Its width and height in pixels, as its bytes say.
    pub(in crate::edition) size: (u32, u32),
    /// Its bytes.
    pub(in crate::edition) bytes: &'e [u8],
}

impl Plate<'_> {
    /// The name of its file: `3.jpeg`.
    pub(in crate::edition) fn file(&self) -> String {
        format!("{}.{}", self.number, self.media.as_str())
    }
}

impl<'e> Plates<'e> {
    /// None yet. What is of other media than these is not shown by those who read the file.
    pub(in crate::edition) fn of(shown: &'static [Media]) -> Plates<'e> {
        Plates {
            shown,
            held: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// The place of a picture; none for what is not shown, or is no picture.
    pub(in crate::edition) fn place(
        &mut self,
        picture: &'e Picture,
        bytes: &'e [u8],
    ) -> Option<Plate<'e>> {
        if let Some(at) = self.places.get(&*picture.sha256) {
            return self.held.get(*at).copied();
        }
        let look = look(bytes).ok()?;
        if !self.shown.contains(&look.media) {
            return None;
        }
        let plate = Plate {
            number: self.held.len() + 1,
            media: look.media,
            size: (look.width, look.height),
            bytes,
        };
        self.places.insert(&picture.sha256, self.held.len());
        self.held.push(plate);
        Some(plate)
    }

    /// All of them.
    pub(in crate::edition) fn all(&self) -> &[Plate<'e>] {
        &self.held
    }
}

/// What is said beneath a picture that belongs to no story.
pub(in crate::edition) fn words_of(own: &OwnPicture) -> String {
    let words = [own.caption.as_deref(), own.credit.as_deref()];
    let words: Vec<_> = words.into_iter().flatten().collect();
    words.join(" · ")
}
