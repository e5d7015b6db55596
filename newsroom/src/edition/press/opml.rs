//! The OPML press, after OPML 2.0: the stories as links under the headings of their parts. What is printed
//! of a story but its text stands below it, a line each, as an outliner has it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::plain::{self, one_line};
use super::{Counter, Watch, rfc_822};
use crate::edition::{Entry, Line, Role, Sheet, SheetPart};
use crate::{Error, Result};

type Out = Writer<Vec<u8>>;

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let mut counter = Counter::of(sheet.edition, watch);
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(
        &mut out,
        Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)),
    )?;
    let mut root = BytesStart::new("opml");
    root.push_attribute(("version", "2.0"));
    write(&mut out, Event::Start(root))?;
    head(sheet, &mut out)?;
    write(&mut out, Event::Start(BytesStart::new("body")))?;
    lines(&sheet.opening, &mut out)?;
    for part in &sheet.parts {
        match part.heading.as_deref().map(one_line) {
            Some(heading) => {
                write(&mut out, Event::Start(outline(&heading)))?;
                entries(part, &mut counter, &mut out)?;
                write(&mut out, Event::End(BytesEnd::new("outline")))?;
            }
            None => entries(part, &mut counter, &mut out)?,
        }
    }
    lines(&sheet.closing, &mut out)?;
    write(&mut out, Event::End(BytesEnd::new("body")))?;
    write(&mut out, Event::End(BytesEnd::new("opml")))?;
    let mut out = out.into_inner();
    out.push(b'\n');
    Ok(out)
}

fn head(sheet: &Sheet<'_>, out: &mut Out) -> Result<()> {
    let edition = sheet.edition;
    let set_at = rfc_822(edition.set_at.fixed_offset());
    let said = [
        ("title", Some(one_line(&edition.title))),
        ("dateCreated", Some(set_at)),
        ("ownerName", edition.editor.as_deref().map(one_line)),
    ];
    write(out, Event::Start(BytesStart::new("head")))?;
    for (name, value) in said {
        let Some(value) = value else { continue };
        write(out, Event::Start(BytesStart::new(name)))?;
        write(out, Event::Text(BytesText::new(&value)))?;
        write(out, Event::End(BytesEnd::new(name)))?;
    }
    write(out, Event::End(BytesEnd::new("head")))
}

fn entries(part: &SheetPart<'_>, counter: &mut Counter<'_, '_>, out: &mut Out) -> Result<()> {
    for entry in &part.entries {
        match entry {
            Entry::Piece {
                piece,
                lines: printed,
                ..
            } => {
                let mut story = outline(&one_line(&piece.headline.value));
                if let Some(address) = &piece.address {
                    story.push_attribute(("type", "link"));
                    story.push_attribute(("url", address.as_str()));
                }
                write(out, Event::Start(story))?;
                lines(printed, out)?;
                write(out, Event::End(BytesEnd::new("outline")))?;
                counter.printed_one()?;
            }
            Entry::Own(line) => lines(std::slice::from_ref(line), out)?,
            Entry::Picture(own) => {
                write(out, Event::Empty(outline(&one_line(&plain::own(own)))))?;
            }
        }
    }
    Ok(())
}

/// Lines, an outline each. A headline is the story's own, and a text is no outline.
fn lines(all: &[Line<'_>], out: &mut Out) -> Result<()> {
    for line in all {
        if matches!(line.role, Role::Headline | Role::Body | Role::Divider) {
            continue;
        }
        let said = match line.role {
            Role::Highlight => line.words(),
            _ => plain::line(line),
        };
        for paragraph in said.split("\n\n").map(one_line) {
            if !paragraph.is_empty() {
                write(out, Event::Empty(outline(&paragraph)))?;
            }
        }
    }
    Ok(())
}

/// An outline of some words. An attribute has no lines.
fn outline(words: &str) -> BytesStart<'static> {
    let mut outline = BytesStart::new("outline");
    outline.push_attribute(("text", words));
    outline
}

fn write(out: &mut Out, event: Event<'_>) -> Result<()> {
    out.write_event(event)
        .map_err(|error| Error::Refused(format!("the outline cannot be written: {error}")))
}
