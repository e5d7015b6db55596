//! The styles of a document: one for each kind of line.

use std::fmt::Write as _;

use super::runs::script;
use crate::edition::{Edition, Role};

/// The style of a heading by its level as pages count them: the edition's title is 1, and no heading here.
pub(super) fn heading(level: u8) -> &'static str {
    match level {
        0..=2 => "Heading1",
        3 => "Heading2",
        4 => "Heading3",
        5 => "Heading4",
        _ => "Heading5",
    }
}

/// The style of what a line is.
pub(super) fn of(role: Role) -> &'static str {
    match role {
        Role::Dateline => "Dateline",
        Role::Correction => "Correction",
        Role::Brief => "Brief",
        Role::Note => "EditorNote",
        Role::Heading | Role::Headline => "Heading1",
        Role::Divider => "Divider",
        Role::List | Role::Body => "Normal",
        Role::Altered | Role::Edited => "Altered",
        Role::Translation => "Translation",
        Role::Claim => "Claim",
        Role::Source => "Source",
        Role::Standfirst => "Standfirst",
        Role::CommentLabel => "CommentLabel",
        Role::Comment => "EditorComment",
        Role::Quote => "Quote",
        Role::Attribution => "Attribution",
        Role::Highlight => "Highlight",
        Role::HighlightNote => "HighlightNote",
        Role::AuthorNote => "AuthorNote",
        Role::Credit => "Credit",
        Role::Evidence => "Evidence",
        Role::Signature => "EditionSignature",
    }
}

/// Id, name, paragraph, letters; each based on Normal. `@` is the edition's colour, and sizes are parts of
/// the size of the text, in percent after a `%`.
const STYLES: &[(&str, &str, &str, &str)] = &[
    (
        "Title",
        "Title",
        "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:b/><w:bCs/>%220",
    ),
    (
        "Heading1",
        "heading 1",
        "<w:keepNext/><w:keepLines/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"BFBFBF\"/></w:pBdr><w:spacing w:before=\"480\" w:after=\"160\" w:line=\"240\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:bCs/><w:color w:val=\"@\"/>%150",
    ),
    (
        "Heading2",
        "heading 2",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"360\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:bCs/>%135",
    ),
    (
        "Heading3",
        "heading 3",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/>",
        "<w:b/><w:bCs/>%115",
    ),
    (
        "Heading4",
        "heading 4",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"3\"/>",
        "<w:b/><w:bCs/>%100",
    ),
    (
        "Heading5",
        "heading 5",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"4\"/>",
        "<w:i/><w:iCs/>%100",
    ),
    (
        "TOCHeading",
        "TOC Heading",
        "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/>",
        "<w:b/><w:bCs/>%135",
    ),
    (
        "TOC1",
        "toc 1",
        "<w:spacing w:before=\"80\" w:after=\"40\"/>",
        "",
    ),
    (
        "TOC2",
        "toc 2",
        "<w:spacing w:after=\"40\"/><w:ind w:left=\"360\"/>",
        "",
    ),
    (
        "Dateline",
        "Dateline",
        "<w:spacing w:after=\"200\"/>",
        "<w:color w:val=\"595959\"/>%90",
    ),
    (
        "Correction",
        "Correction",
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"@\"/><w:left w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"@\"/><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"@\"/><w:right w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"@\"/></w:pBdr>",
        "",
    ),
    ("Brief", "Brief", "", "%110"),
    (
        "EditorNote",
        "Editor note",
        "",
        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>",
    ),
    (
        "Divider",
        "Divider",
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"7F7F7F\"/></w:pBdr><w:spacing w:before=\"120\" w:after=\"240\"/><w:ind w:left=\"3000\" w:right=\"3000\"/>",
        "",
    ),
    (
        "Altered",
        "Altered",
        "<w:keepNext/><w:spacing w:after=\"80\"/>",
        "<w:i/><w:iCs/><w:color w:val=\"595959\"/>%90",
    ),
    (
        "Translation",
        "Translation",
        "<w:keepNext/><w:spacing w:after=\"80\"/>",
        "%110",
    ),
    (
        "Claim",
        "Claim",
        "<w:keepNext/><w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"@\"/></w:pBdr>",
        "<w:b/><w:bCs/>",
    ),
    (
        "Source",
        "Source",
        "<w:spacing w:after=\"120\"/>",
        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:color w:val=\"595959\"/>%85",
    ),
    ("Standfirst", "Standfirst", "", "<w:b/><w:bCs/>%105"),
    (
        "CommentLabel",
        "Comment label",
        "<w:keepNext/><w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"@\"/></w:pBdr><w:spacing w:after=\"0\"/>",
        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:b/><w:bCs/>%85",
    ),
    (
        "EditorComment",
        "Editor comment",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"@\"/></w:pBdr>",
        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>",
    ),
    (
        "Quote",
        "Quote",
        "<w:keepNext/><w:spacing w:after=\"60\"/><w:ind w:left=\"360\" w:right=\"360\"/>",
        "<w:i/><w:iCs/>%110",
    ),
    (
        "Attribution",
        "Attribution",
        "<w:ind w:left=\"360\"/>",
        "<w:color w:val=\"595959\"/>%90",
    ),
    (
        "QuotedText",
        "Quoted text",
        "<w:ind w:left=\"360\" w:right=\"360\"/>",
        "",
    ),
    (
        "Highlight",
        "Highlight",
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4EBD9\"/><w:ind w:left=\"360\" w:right=\"360\"/>",
        "",
    ),
    (
        "HighlightNote",
        "Highlight note",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" w:color=\"@\"/></w:pBdr>",
        "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>",
    ),
    ("AuthorNote", "Author note", "", "<w:i/><w:iCs/>%90"),
    ("Credit", "Credit", "", "<w:color w:val=\"595959\"/>%85"),
    ("Evidence", "Evidence", "", "<w:color w:val=\"595959\"/>%80"),
    (
        "EditionSignature",
        "Edition signature",
        "<w:spacing w:before=\"360\"/>",
        "<w:i/><w:iCs/>",
    ),
    (
        "Figure",
        "Figure",
        "<w:spacing w:before=\"120\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "",
    ),
    (
        "Caption",
        "caption",
        "<w:keepLines/><w:spacing w:after=\"200\"/>",
        "<w:color w:val=\"595959\"/>%85",
    ),
    (
        "ListParagraph",
        "List Paragraph",
        "<w:spacing w:after=\"60\"/>",
        "",
    ),
    (
        "Code",
        "Code",
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>%90",
    ),
    (
        "TableText",
        "Table text",
        "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "%95",
    ),
    (
        "TableHead",
        "Table head",
        "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:b/><w:bCs/>%95",
    ),
    (
        "AfterTable",
        "After table",
        "<w:spacing w:after=\"120\" w:line=\"120\" w:lineRule=\"exact\"/>",
        "",
    ),
    (
        "Footer",
        "footer",
        "<w:spacing w:after=\"0\"/><w:jc w:val=\"center\"/>",
        "<w:color w:val=\"595959\"/>%85",
    ),
];

/// Everything about styles, as a file of the document.
pub(super) fn styles(edition: &Edition, language: &str) -> String {
    let look = &edition.template.look;
    let accent: String = (look.accent.chars())
        .filter(char::is_ascii_hexdigit)
        .take(6)
        .collect();
    // Half points: the smallest step that there is.
    let size = |percent: f32| {
        (look.size * 2.0 * percent / 100.0)
            .round()
            .clamp(2.0, 400.0)
    };
    let known = match (language, script(language)) {
        ("", _) => String::new(),
        (language, script) => format!("<w:lang w:{script}=\"{language}\"/>"),
    };
    let normal = size(100.0);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\n\
         <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"{normal}\"/><w:szCs w:val=\"{normal}\"/>{known}</w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"140\" w:line=\"288\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\n\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"1F4E79\"/><w:u w:val=\"single\"/></w:rPr></w:style>\n\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n\
         <w:style w:type=\"table\" w:styleId=\"StoryTable\"><w:name w:val=\"Story table\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>\
         <w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/></w:tblBorders></w:tblPr></w:style>\n\
         <w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/></w:style>\n"
    );
    for (id, name, paragraph, letters) in STYLES {
        let (letters, percent) = letters.split_once('%').unwrap_or((letters, "100"));
        let size = size(percent.parse().unwrap_or(100.0));
        let paragraph = paragraph.replace('@', &accent);
        let letters = letters.replace('@', &accent);
        let own = if name.starts_with(char::is_lowercase) || BUILT_IN.contains(name) {
            ""
        } else {
            " w:customStyle=\"1\""
        };
        let _ = writeln!(
            out,
            "<w:style w:type=\"paragraph\"{own} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>"
        );
    }
    out.push_str("</w:styles>\n");
    out
}

/// The names that Word knows itself.
const BUILT_IN: &[&str] = &["Title", "TOC Heading", "Quote", "List Paragraph"];
