"""What the validators share: what is expected, and how texts are compared."""

import json
import sys
import unicodedata


def bare(text):
    """A text without spaces and without what not every format can hold: control characters, and the
    marks that nobody sees, which a template leaves out."""
    held = lambda c: not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf") and c not in "\ufffe\uffff"
    return "".join(filter(held, text or ""))


def wrong(sentence):
    print(sentence)
    sys.exit(1)


def arguments():
    """The file to look at, and the stories that are expected in it: none if none are given."""
    if len(sys.argv) not in (2, 3):
        wrong(f"usage: {sys.argv[0]} FILE [EXPECTED.json]")
    expected = None
    if len(sys.argv) == 3:
        with open(sys.argv[2], encoding="utf-8") as file:
            expected = json.load(file)
    return sys.argv[1], expected


def in_order(text, pieces, what):
    """Each of the pieces stands in the text, one after the other. Spaces do not count."""
    text, at = bare(text), 0
    for piece in map(bare, pieces):
        found = text.find(piece, at)
        if found < 0:
            wrong(f"{what} lacks {piece[:120]!r}, or has it out of order")
        at = found + len(piece)


def quoted(quote):
    """The words of a quote, without the marks around them."""
    text = quote["text"].strip()
    inner = text[1:-1]
    marks = '"“”„«»‟'
    plain = len(text) > 1 and text[0] in marks and text[-1] in marks and not any(m in inner for m in marks)
    return inner if plain else text


def speaker(quote):
    """Who said it, as it is printed."""
    return "speaker unknown" if quote["speaker"] is None else quote["speaker"]
