"""Printed citations, read by others than those who wrote them: citations.py FILE [EXPECTED.json]

FILE ends in .bib, .ris or .json (CSL-JSON).
"""

import json
import logging
import re

from expected import arguments, bare, in_order, quoted, speaker, wrong

logging.disable(logging.WARNING)
TEX = [
    ("{}@", "@"), ("\\textbraceleft{}", "\x01"), ("\\textbraceright{}", "\x02"),
    ("\\textasciitilde{}", "~"), ("\\textasciicircum{}", "^"), ("\\&", "&"), ("\\%", "%"),
    ("\\#", "#"), ("\\_", "_"), ("\\$", "$"), ("{", ""), ("}", ""), ("\x01", "{"), ("\x02", "}"),
    ("\\textbackslash", "\\"),
]


def plain(tex):
    for said, meant in TEX:
        tex = tex.replace(said, meant)
    return tex


def bibtex(path):
    import bibtexparser
    from pybtex.database import parse_file

    entries = parse_file(path, "bibtex").entries
    other = bibtexparser.parse_file(path)
    if other.failed_blocks:
        wrong(f"bibtexparser fails at {other.failed_blocks[0].raw[:200]!r}")
    if [entry.key for entry in other.entries] != list(entries):
        wrong("pybtex and bibtexparser find different entries")
    for entry in entries.values():
        get = entry.fields.get
        for person in entry.persons.get("author", []):
            str(person)
        yield plain(get("title")), get("url"), plain(get("annote", ""))


def ris(path):
    import rispy

    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if re.search(r"(?<!\r)\n", text):
        wrong("a line does not end in CRLF")
    for entry in rispy.loads(text):
        if "unknown_tag" in entry:
            wrong(f"rispy does not know {list(entry['unknown_tag'])}")
        urls = entry.get("urls") or [None]
        yield entry["title"], urls[0], "\n".join(entry.get("notes", []))


def csl(path):
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    with open(path, encoding="utf-8") as file:
        items = json.load(file)
    source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    if len(bibliography.bibliography()) != len(items):
        wrong("citeproc-py has another number of citations than the file")
    for item in items:
        yield item["title"], item.get("URL"), item.get("note", "")


path, expected = arguments()
reader = {"bib": bibtex, "ris": ris, "json": csl}[path.rpartition(".")[2]]
found = list(reader(path))
if expected is not None:
    if len(found) != len(expected):
        wrong(f"{len(found)} citations, and {len(expected)} stories are expected")
    for (title, url, notes), story in zip(found, expected):
        name = story["headline"][:60]
        if bare(title) != (bare(story["headline"]) or "Untitled"):
            wrong(f"{title[:60]!r} stands where {name!r} is expected")
        signs = '{}\\|^`"<>'
        wanted = ["".join(f"%{ord(c):02X}" if c in signs else c for c in link) for link in story["links"]]
        if (url or None) != (wanted[0] if wanted else None):
            wrong(f"{name!r} leads to {url}")
        pieces = []
        for quote in story["quotes"]:
            pieces += [quoted(quote), speaker(quote), *story["links"][:1]]
        in_order(notes, pieces, f"the citation of {name!r}")
