//! The world as Typst sees it: one template, one edition, its pictures and some fonts. There is no disk, no
//! network and no clock.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Datelike, Timelike, Utc};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

const TEMPLATE: &str = include_str!("edition.typ");

/// The fonts of every print, in five files: with them alone it looks the same everywhere.
const FONTS: [&[u8]; 5] = [
    include_bytes!("../fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../fonts/SourceSerif4-Italic.ttf"),
    include_bytes!("../fonts/SourceSerif4-Bold.ttf"),
    include_bytes!("../fonts/SourceSerif4-BoldItalic.ttf"),
    include_bytes!("../fonts/SourceCodePro-Regular.ttf"),
];

/// Our own fonts.
static OURS: LazyLock<FontStore> = LazyLock::new(ours);

/// Our own fonts, and those of the system: for scripts that ours do not have.
static ALL: LazyLock<FontStore> = LazyLock::new(|| {
    let mut fonts = ours();
    fonts.extend(typst_kit::fonts::system());
    fonts
});

fn ours() -> FontStore {
    let mut fonts = FontStore::new();
    for bytes in FONTS {
        fonts.extend(Font::iter(Bytes::new(bytes)).map(|font| {
            let info = font.info().clone();
            (font, info)
        }));
    }
    fonts
}

/// How far setting an edition has come, and whether it is to go on.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    /// The number of the last story that was set.
    pub(crate) stories: AtomicU64,
    /// Whether it is to stop.
    pub(crate) stop: AtomicBool,
}

/// What one edition is set from.
pub(crate) struct Desk {
    library: LazyHash<Library>,
    fonts: &'static FontStore,
    main: Source,
    data: Bytes,
    pictures: HashMap<String, Bytes>,
    progress: Arc<Progress>,
    /// What the file is known by.
    id: String,
    set_at: DateTime<Utc>,
}

impl Desk {
    /// A desk with data for the template, the pictures that it names, and fonts that have these letters.
    pub(crate) fn new(
        (id, set_at): (String, DateTime<Utc>),
        data: Vec<u8>,
        letters: &BTreeSet<char>,
        pictures: impl Iterator<Item = (String, Bytes)>,
        progress: Arc<Progress>,
    ) -> Result<Desk, String> {
        let path = VirtualPath::new("edition.typ").map_err(|error| error.to_string())?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Desk {
            library: LazyHash::new(Library::builder().build()),
            fonts: if has(letters) { &OURS } else { &ALL },
            main: Source::new(main, TEMPLATE.to_owned()),
            data: Bytes::new(data),
            pictures: pictures.collect(),
            progress,
            id,
            set_at,
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.main.id() {
            true => Ok(self.main.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if *id.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let name = id.vpath().get_without_slash();
        if name == "edition.json" {
            return Ok(self.data.clone());
        }
        // Each story asks for a file of its own while it is set. Typst cannot be told to stop, but a file
        // can be missing: then that story is nothing, and so are those after it.
        if let Some(number) = name.strip_prefix("story-") {
            let number = number.parse().unwrap_or_default();
            self.progress.stories.fetch_max(number, Ordering::Relaxed);
            return match self.progress.stop.load(Ordering::Relaxed) {
                true => Err(FileError::AccessDenied),
                false => Ok(Bytes::from_string("")),
            };
        }
        let picture = self.pictures.get(name).cloned();
        picture.ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// A document as the bytes of a PDF.
pub(crate) fn pdf(desk: &Desk, document: PagedDocument) -> Result<Vec<u8>, String> {
    let options = PdfOptions {
        ident: Smart::Custom(desk.id.clone()),
        creator: Smart::Custom(Some("Clipdesk".to_owned())),
        timestamp: moment(desk.set_at).map(Timestamp::new_utc),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors))
}

/// What Typst says was wrong, the first of it.
pub(crate) fn said(errors: &[SourceDiagnostic]) -> String {
    let first = errors.first().map(|error| error.message.to_string());
    first.unwrap_or_else(|| "the typesetter does not say why".to_owned())
}

fn moment(at: DateTime<Utc>) -> Option<Datetime> {
    let part = |part: u32| u8::try_from(part).ok();
    let year = Some(at.year()).filter(|year| (0..=9999).contains(year))?;
    let (month, day) = (part(at.month())?, part(at.day())?);
    let (hour, minute, second) = (part(at.hour())?, part(at.minute())?, part(at.second())?);
    Datetime::from_ymd_hms(year, month, day, hour, minute, second)
}

/// Whether our own fonts have these letters.
fn has(letters: &BTreeSet<char>) -> bool {
    let Some(font) = OURS.font(0) else {
        return false;
    };
    let seen = |c: &&char| !c.is_whitespace() && !is_mark(**c);
    let mut letters = letters.iter().filter(seen);
    letters.all(|c| font.info().coverage.contains(*c as u32))
}

/// Whether a character is never drawn: a mark for direction, or for where a word may break.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use typst::syntax::package::PackageSpec;

    use super::*;

    #[test]
    fn nothing_but_the_edition_is_to_be_had() {
        let progress = Arc::new(Progress::default());
        let known = ("id".to_owned(), DateTime::UNIX_EPOCH);
        let picture = ("picture-0".to_owned(), Bytes::new(b"x".as_slice()));
        let letters = BTreeSet::from(['a', 'ж', 'λ', '”']);
        let pictures = [picture].into_iter();
        let desk = Desk::new(known, b"{}".to_vec(), &letters, pictures, progress.clone()).unwrap();
        assert!(
            std::ptr::eq(desk.fonts, &*OURS),
            "our fonts have these letters"
        );
        let ask = |root: VirtualRoot, path: &str| {
            desk.file(RootedPath::new(root, VirtualPath::new(path).unwrap()).intern())
        };
        let package = PackageSpec::from_str("@preview/cetz:0.4.0").unwrap();
        for path in ["etc/passwd", "edition.typ", "picture-1", "picture"] {
            assert!(ask(VirtualRoot::Project, path).is_err(), "{path}");
        }
        assert!(ask(VirtualRoot::Package(package), "edition.json").is_err());
        assert!(ask(VirtualRoot::Project, "picture-0").is_ok());
        assert!(ask(VirtualRoot::Project, "story-7").is_ok());
        assert_eq!(progress.stories.load(Ordering::Relaxed), 7);
        progress.stop.store(true, Ordering::Relaxed);
        assert!(ask(VirtualRoot::Project, "story-8").is_err());
        assert!(desk.today(None).is_none());
    }
}
