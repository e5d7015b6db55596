"""A printed outline (OPML 2.0), read by libxml2: outline.py FILE [EXPECTED.json]"""

from email.utils import parsedate_to_datetime

from lxml import etree

from expected import arguments, bare, in_order, quoted, speaker, wrong

path, expected = arguments()
tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
root = tree.getroot()
if root.tag != "opml" or root.get("version") != "2.0":
    wrong("it is no OPML 2.0")
parsedate_to_datetime(root.findtext("head/dateCreated"))
outlines = list(root.find("body").iter("outline"))
if any(outline.get("text") is None for outline in outlines):
    wrong("an outline has no text")
links = [outline for outline in outlines if outline.get("type") == "link"]
if expected is not None:
    stories = [story for story in expected if story["links"]]
    if len(links) != len(stories):
        wrong(f"{len(links)} links, and {len(stories)} stories with an address are expected")
    for outline, story in zip(links, stories):
        if bare(outline.get("text")) != bare(story["headline"]):
            wrong(f"{outline.get('text')[:60]!r} stands where {story['headline'][:60]!r} is expected")
        if outline.get("url") != story["links"][0]:
            wrong(f"{outline.get('url')} is not {story['links'][0]}")
        pieces = []
        for quote in story["quotes"]:
            pieces += [quoted(quote), speaker(quote)]
        below = "".join(child.get("text") for child in outline.iter("outline"))
        in_order(below, pieces, f"the outline {story['headline'][:60]!r}")
