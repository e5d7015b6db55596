//! What makes files a book: the list of them, what is known of it, and its contents.

use std::fmt::Write as _;

use super::{Book, Place};
use crate::edition::press::language::is_right_to_left;
use crate::edition::press::markup::text;
use crate::picture::Media;

pub(super) const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n\
    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n\
    </rootfiles>\n</container>\n";

/// A page, whole.
pub(super) fn page(book: &Book<'_>, title: &str, body: &str) -> String {
    let (language, direction) = (book.language, book.direction());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\"{direction}>\n<head>\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// The contents, and the landmarks by which a reader finds its way.
pub(super) fn contents(book: &Book<'_>) -> String {
    let mut landmarks =
        "<li><a epub:type=\"titlepage\" href=\"title.xhtml\">Title page</a></li>\n".to_owned();
    if book.edition.template.shape.contents {
        landmarks.push_str("<li><a epub:type=\"toc\" href=\"nav.xhtml\">Contents</a></li>\n");
    }
    if let Some(first) = book.chapters.get(1) {
        let _ = writeln!(
            landmarks,
            "<li><a epub:type=\"bodymatter\" href=\"{}.xhtml\">Stories</a></li>",
            first.name
        );
    }
    let body = format!(
        "<nav epub:type=\"toc\" role=\"doc-toc\" aria-labelledby=\"contents\">\n\
         <h2 id=\"contents\">Contents</h2>\n{}</nav>\n\
         <nav epub:type=\"landmarks\" aria-label=\"Landmarks\" hidden=\"hidden\">\n<ol>\n{landmarks}</ol>\n</nav>\n",
        list(&book.places)
    );
    page(book, "Contents", &body)
}

fn list(places: &[Place]) -> String {
    let entry = |place: &Place| {
        let within = list(&place.within);
        format!(
            "<li><a href=\"{}\">{}</a>{within}</li>\n",
            text(&place.href),
            place.label
        )
    };
    match places {
        [] => String::new(),
        places => format!(
            "<ol>\n{}</ol>\n",
            places.iter().map(entry).collect::<String>()
        ),
    }
}

/// The list of files, and what is known of the book.
pub(super) fn package(book: &Book<'_>) -> String {
    let edition = book.edition;
    let plates = book.plates.borrow();
    let mut files = String::from(
        "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n\
         <item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n",
    );
    let mut order = String::new();
    for (at, chapter) in book.chapters.iter().enumerate() {
        let name = text(&chapter.name);
        let _ = writeln!(
            files,
            "<item id=\"{name}\" href=\"{name}.xhtml\" media-type=\"application/xhtml+xml\"/>"
        );
        let _ = writeln!(order, "<itemref idref=\"{name}\"/>");
        if at == 0 && edition.template.shape.contents {
            order.push_str("<itemref idref=\"nav\"/>\n");
        }
    }
    for plate in plates.all() {
        let _ = writeln!(
            files,
            "<item id=\"picture-{}\" href=\"images/{}\" media-type=\"{}\"/>",
            plate.number,
            plate.file(),
            plate.media.mime()
        );
    }
    let language = match book.language {
        "" => "und",
        language => language,
    };
    let progression = match is_right_to_left(book.language) {
        true => " page-progression-direction=\"rtl\"",
        false => "",
    };
    let editor = edition.editor.as_deref().map(text);
    let editor = editor.filter(|editor| !editor.trim().is_empty());
    let editor = editor.map_or_else(String::new, |editor| {
        format!(
            "<dc:creator id=\"editor\">{editor}</dc:creator>\n\
             <meta refines=\"#editor\" property=\"role\" scheme=\"marc:relators\">edt</meta>\n"
        )
    });
    let set_at = edition.set_at.format("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{language}\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">urn:uuid:{}</dc:identifier>\n\
         <dc:title>{}</dc:title>\n<dc:language>{language}</dc:language>\n{editor}\
         <dc:date>{set_at}</dc:date>\n<meta property=\"dcterms:modified\">{set_at}</meta>\n{}\
         </metadata>\n<manifest>\n{files}</manifest>\n<spine{progression}>\n{order}</spine>\n</package>\n",
        text(&edition.id),
        super::label(&edition.title, "Untitled"),
        access(book),
    )
}

/// What the book is to readers who do not see it, in the words of schema.org.
fn access(book: &Book<'_>) -> String {
    let plates = book.plates.borrow();
    let pictured = !plates.all().is_empty();
    // Text has its quotation marks escaped: this is an attribute of a picture of which nothing is said.
    let unsaid = |body: &str| body.contains(" alt=\"\" ");
    let described = !book.chapters.iter().any(|chapter| unsaid(&chapter.body));
    let may_flash = plates
        .all()
        .iter()
        .any(|plate| plate.media == Media::Gif || plate.media == Media::Webp);
    let mut said = vec![("accessMode", "textual")];
    if pictured {
        said.push(("accessMode", "visual"));
    }
    if described {
        said.push(("accessModeSufficient", "textual"));
    }
    for feature in [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
    ] {
        said.push(("accessibilityFeature", feature));
    }
    if pictured && described {
        said.push(("accessibilityFeature", "alternativeText"));
    }
    said.push((
        "accessibilityHazard",
        if may_flash { "unknown" } else { "none" },
    ));
    said.push((
        "accessibilitySummary",
        match (pictured, described) {
            (false, _) => "Text with headings and contents; it has no pictures.",
            (true, true) => "Text with headings and contents; each picture is described.",
            (true, false) => "Text with headings and contents; some pictures are not described.",
        },
    ));
    let meta = |(property, value): (&str, &str)| {
        format!("<meta property=\"schema:{property}\">{value}</meta>\n")
    };
    said.into_iter().map(meta).collect()
}
