//! The files around the text of a document.

use std::fmt::Write as _;

use super::{Document, paper};
use crate::edition::Edition;
use crate::edition::press::language::is_right_to_left;
use crate::edition::press::markup::text;
use crate::edition::press::plates::Plate;

pub(super) const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\
    <Default Extension=\"png\" ContentType=\"image/png\"/>\
    <Default Extension=\"gif\" ContentType=\"image/gif\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
    <Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
    <Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
    <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
    </Types>\n";

pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"document\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
    <Relationship Id=\"app\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
    </Relationships>\n";

pub(super) const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Clipdesk</Application></Properties>\n";

pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:defaultTabStop w:val=\"720\"/>\
    <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
    </w:settings>\n";

pub(super) const FOOTER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>\n";

/// The text, with the page that it is set on.
pub(super) fn document(document: &Document<'_>) -> String {
    let template = &document.edition.template;
    let (width, height, margin) = paper(template.look.paper);
    // The page of the title has no number.
    let cover = if template.shape.cover {
        "<w:titlePg/>"
    } else {
        ""
    };
    let bidi = if is_right_to_left(document.language) {
        "<w:bidi/>"
    } else {
        ""
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\n{}\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>\
         <w:pgMar w:top=\"{margin}\" w:right=\"{margin}\" w:bottom=\"{margin}\" w:left=\"{margin}\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/>\
         {cover}{bidi}</w:sectPr></w:body></w:document>\n",
        document.out
    )
}

/// Where links lead, and which files belong to the text.
pub(super) fn relations(links: &[String], plates: &[Plate<'_>]) -> String {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n",
    );
    let files = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("footer", "footer1.xml"),
    ];
    for (kind, file) in files {
        let _ = writeln!(
            out,
            "<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{file}\"/>"
        );
    }
    for plate in plates {
        let (number, file) = (plate.number, plate.file());
        let _ = writeln!(
            out,
            "<Relationship Id=\"picture{number}\" Type=\"{OFFICE}/image\" Target=\"media/{file}\"/>"
        );
    }
    for (at, link) in links.iter().enumerate() {
        let _ = writeln!(
            out,
            "<Relationship Id=\"link{}\" Type=\"{OFFICE}/hyperlink\" Target=\"{link}\" TargetMode=\"External\"/>",
            at + 1
        );
    }
    out.push_str("</Relationships>\n");
    out
}

/// The signs of lists: bullets, and numbers that begin at 1 in each list.
pub(super) fn numbering(numbered: usize) -> String {
    const LEVELS: usize = 9;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\n",
    );
    for (id, format) in [(0, "bullet"), (1, "decimal")] {
        let _ = write!(
            out,
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>"
        );
        for level in 0..LEVELS {
            let sign = match (id, level % 3) {
                (1, _) => format!("%{}.", level + 1),
                (_, 0) => "•".to_owned(),
                (_, 1) => "–".to_owned(),
                _ => "◦".to_owned(),
            };
            let _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{sign}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
                (level + 1) * 360
            );
        }
        out.push_str("</w:abstractNum>\n");
    }
    out.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\n");
    for list in 0..numbered {
        let _ = write!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/>",
            list + 2
        );
        for level in 0..LEVELS {
            let _ = write!(
                out,
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
            );
        }
        out.push_str("</w:num>\n");
    }
    out.push_str("</w:numbering>\n");
    out
}

/// What is known of the document.
pub(super) fn core(edition: &Edition, language: &str) -> String {
    let set_at = edition.set_at.format("%Y-%m-%dT%H:%M:%SZ");
    let editor = text(edition.editor.as_deref().unwrap_or_default());
    let language = match language {
        "" => String::new(),
        language => format!("<dc:language>{language}</dc:language>"),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{editor}</dc:creator><dc:identifier>urn:uuid:{}</dc:identifier>{language}\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{set_at}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{set_at}</dcterms:modified></cp:coreProperties>\n",
        text(&super::super::label(&edition.title, "Untitled")),
        text(&edition.id),
    )
}
