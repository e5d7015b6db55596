"""Opens a document (DOCX) with python-docx, and reads it paragraph by paragraph.

    document.py DOCUMENT [EXPECTED]

EXPECTED is JSON: a list of {"headline", "quotes": [{"text", "speaker"}], "comment", "links"}, in order.
Each story lies within a bookmark, story_1 and so on; what was said in it has the style Quote.
"""

import json
import sys

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

from stories import bare, missing


def words(paragraph, relations):
    """What a paragraph says, and where it leads."""
    links = [link.get(qn("r:id")) for link in paragraph.iter(qn("w:hyperlink"))]
    links = [relations[link].target_ref for link in links if link]
    return bare("".join(text.text or "" for text in paragraph.iter(qn("w:t")))), links


def main(path, expected=None):
    document = Document(path)
    unstyled = [one.text for one in document.paragraphs if one.style is None]
    if unstyled:
        return f"{path}: “{unstyled[0][:80]}” has no style"
    if document.styles.default(1).name != "Normal":
        return f"{path}: there is no style for plain paragraphs"
    section = document.sections[0]
    room = Length(section.page_width - section.left_margin - section.right_margin)
    for shape in document.inline_shapes:
        if shape.width > room:
            return f"{path}: a picture is {shape.width.mm:.0f} mm wide, and the page has {room.mm:.0f} mm"
    if not document.core_properties.title or document.core_properties.modified is None:
        return f"{path}: it does not say what it is, or when it was set"
    if expected is None:
        return None
    stories, quotes, inside = [], [], None
    for node in document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:p")):
        if node.tag == qn("w:bookmarkStart"):
            if node.get(qn("w:name")).startswith("story_"):
                inside = node.get(qn("w:id"))
                stories.append(["", []])
                quotes.append([])
        elif node.tag == qn("w:bookmarkEnd"):
            inside = None if node.get(qn("w:id")) == inside else inside
        elif inside is not None:
            text, links = words(node, document.part.rels)
            stories[-1][0] += text
            stories[-1][1] += links
            if Paragraph(node, document).style.name == "Quote":
                quotes[-1].append(text)
    with open(expected, encoding="utf-8") as file:
        expected = json.load(file)
    wrong = missing(path, expected, stories)
    if wrong:
        return wrong
    for number, (story, said) in enumerate(zip(expected, quotes), 1):
        if len(story["quotes"]) != len(said):
            return f"{path}: story {number} has {len(said)} quotes instead of {len(story['quotes'])}"
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
