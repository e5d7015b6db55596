"""Says what is wrong with a PDF that Clipdesk printed.

    python pdf.py FILE.pdf [EXPECTED.json]

qpdf judges the file, pdfinfo what it says of itself, pdffonts its fonts, pdftotext its words, and pypdf its
bookmarks, tags and links. The JSON lists the stories in their order: headline, comment, quotes and links.
"""

import json
import subprocess
import sys
import unicodedata

from pypdf import PdfReader

# Never drawn, or drawn elsewhere: spaces, controls, marks for direction, and selectors of shapes.
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Mn"}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        sys.exit(f"{command[0]} refuses {command[-1]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def bare(text):
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c) not in UNSEEN)


def is_plain(text):
    """Whether every reader puts its letters in the same order, and our own fonts have them."""
    turned = "\u202a\u202b\u202c\u202d\u202e"
    return all((c < "\u0530" or "\u2010" <= c <= "\u203a") and c not in turned for c in text)


def unmarked(line):
    """A line without the mark of a list item, which is the printer's own."""
    return line.lstrip().lstrip("•‣–")


def words_of(file):
    """The words, page after page, without the page numbers beneath them."""
    pages = run("pdftotext", "-raw", "-enc", "UTF-8", file, "-").split("\f")
    said = []
    for page in pages:
        lines = page.rstrip().split("\n")
        if lines[-1].strip().isdigit():
            lines.pop()
        said += map(unmarked, lines)
    return bare("\n".join(said))


def count(outline):
    return sum(count(one) if isinstance(one, list) else 1 for one in outline)


def main(file, expected=None):
    run("qpdf", "--check", file)
    info = dict(line.split(":", 1) for line in run("pdfinfo", file).splitlines() if ":" in line)
    info = {key.strip(): value.strip() for key, value in info.items()}
    for key in ("Title", "Author", "CreationDate", "Creator"):
        if not info.get(key):
            sys.exit(f"{file} does not say its {key}")
    if info.get("Tagged") != "yes":
        sys.exit(f"{file} is not tagged")
    for line in run("pdffonts", file).splitlines()[2:]:
        # Name, type and encoding may hold spaces; emb, sub and uni are before the object's two numbers.
        embedded, _, unicode = line.split()[-5:-2]
        if (embedded, unicode) != ("yes", "yes"):
            sys.exit(f"{file} has a font that is not embedded, or whose letters are unknown: {line}")
    reader = PdfReader(file)
    root = reader.trailer["/Root"]
    if not root.get("/Lang"):
        sys.exit(f"{file} does not say its language")
    if "/StructTreeRoot" not in root:
        sys.exit(f"{file} has no tree of tags")
    links = []
    for page in reader.pages:
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A")
            uri = action and action.get_object().get("/URI")
            if uri and (not links or links[-1] != str(uri)):
                links.append(str(uri))
    if expected is None:
        return
    with open(expected, encoding="utf-8") as kept:
        stories = json.load(kept)
    if count(reader.outline) < len(stories):
        sys.exit(f"{file} has {count(reader.outline)} bookmarks for {len(stories)} stories")
    words, at, compared = words_of(file), 0, 0
    for number, story in enumerate(stories, 1):
        said = [story["headline"], *story["comment"].split("\n")]
        for quote in story["quotes"]:
            said += [quote["text"], quote["speaker"] or ""]
        for text in said:
            if not is_plain(text):
                continue
            text = bare("\n".join(map(unmarked, text.split("\n")))).strip("\"“”„«»")
            found = words.find(text, at)
            if found < 0:
                sys.exit(f"{file}: story {number} does not say “{text[:80]}” where it should")
            at, compared = found + len(text), compared + 1
        for link in story["links"]:
            if link not in links:
                sys.exit(f"{file}: story {number} does not lead to {link}")
    print(f"{file}: {len(reader.pages)} pages, {compared} texts in order, {len(links)} links")


if __name__ == "__main__":
    main(*sys.argv[1:])
