"""A printed feed, read by others than those who wrote it: feeds.py FILE [EXPECTED.json]

FILE ends in .rss, .atom or .json (JSON Feed). RSS and Atom are read by feedparser and by libxml2.
"""

import json
import re

from expected import arguments, bare, in_order, quoted, speaker, wrong

URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


def xml(path):
    import feedparser
    from lxml import etree

    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    local = lambda node: etree.QName(node).localname
    feed = feedparser.parse(path, sanitize_html=False)
    if feed.bozo:
        wrong(f"feedparser: {feed.bozo_exception}")
    nodes = [node for node in tree.iter("{*}item", "{*}entry")]
    if len(nodes) != len(feed.entries):
        wrong("feedparser and libxml2 find different numbers of items")
    for node, entry in zip(nodes, feed.entries):
        # feedparser takes a title for markup where it looks like some.
        title = next("".join(child.itertext()) for child in node if local(child) == "title")
        content = next("".join(c.itertext()) for c in node if local(c) in ("encoded", "content"))
        if not entry.get("content"):
            wrong(f"feedparser finds no content in {entry.get('title')!r}")
        yield entry.id, title, entry.get("link"), content


def json_feed(path):
    with open(path, encoding="utf-8") as file:
        feed = json.load(file)
    if not feed["version"].startswith("https://jsonfeed.org/version/1"):
        wrong(f"the version is {feed['version']}")
    for item in feed["items"]:
        yield item["id"], item["title"], item.get("url"), item["content_html"]


def words(html):
    import html5lib

    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    if tree.find(".//script") is not None:
        wrong("an item holds a script")
    return "".join(tree.itertext()), [a.get("href") for a in tree.iter("a")]


path, expected = arguments()
items = list(json_feed(path) if path.endswith(".json") else xml(path))
ids = [item[0] for item in items]
if len(set(ids)) != len(ids):
    wrong("two items have one name")
for name in ids:
    if not URN.match(name):
        wrong(f"{name!r} is no URN of a UUID")
rest = iter(items)
for story in expected or []:
    name = bare(story["headline"]) or "Untitled"
    link = story["links"][0] if story["links"] else None
    is_it = lambda item: bare(item[1]) == name and (not link or item[2] == link)
    item = next(filter(is_it, rest), None)
    if item is None:
        wrong(f"{story['headline'][:60]!r} is missing, or out of order")
    text, links = words(item[3])
    pieces = []
    for quote in story["quotes"]:
        pieces += [quoted(quote), speaker(quote)]
    in_order(text, pieces, f"the item {story['headline'][:60]!r}")
    if story["quotes"] and link and link not in [item[2], *links]:
        wrong(f"the quotes of {story['headline'][:60]!r} lead nowhere")
