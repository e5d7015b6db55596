"""A printed mail, read by Python's own reader and html5lib: mail.py FILE [EXPECTED.json]"""

import email
import email.policy

import html5lib

from expected import arguments, bare, in_order, quoted, speaker, wrong

path, expected = arguments()
with open(path, "rb") as file:
    data = file.read()
message = email.message_from_bytes(data, policy=email.policy.default)
for part in message.walk():
    if part.defects:
        wrong(f"{part.get_content_type()}: {part.defects[0]!r}")
if message.get_content_type() != "multipart/alternative":
    wrong(f"it is {message.get_content_type()}")
wanted = ["Subject", "Date", "Message-ID", "X-Unsent"]
if any(message[name] is None for name in wanted) or message["X-Unsent"].strip() != "1":
    wrong(f"one of {wanted} is missing")
if set(message.keys()) - set(wanted) - {"MIME-Version", "Content-Type"}:
    wrong(f"it has the headers {message.keys()}")
if any(len(line) > 998 for line in data.split(b"\r\n")) or b"\n" in data.replace(b"\r\n", b""):
    wrong("a line is too long, or does not end in CRLF")
text = message.get_body(("plain",)).get_content()
html = message.get_body(("html",)).get_content()
tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
for name in ("script", "iframe", "object", "form", "link"):
    if tree.find(f".//{name}") is not None:
        wrong(f"it holds <{name}>")
kept = {part["Content-ID"].strip("<>") for part in message.walk() if part["Content-ID"]}
shown = {image.get("src") for image in tree.iter("img")}
if shown != {f"cid:{cid}" for cid in kept}:
    wrong(f"it shows {shown}, and brings {kept}")
links = [a.get("href") for a in tree.iter("a")]
words = "".join(tree.find("body").itertext())
pieces, plain = [], []
for story in expected or []:
    pieces.append(story["headline"])
    plain += [story["headline"], *story["links"][:1]]
    for quote in story["quotes"]:
        said = [quoted(quote), speaker(quote)]
        pieces += said
        plain += said
    for link in story["links"]:
        if link not in links:
            wrong(f"nothing leads to {link}")
in_order(words, pieces, "the letter")
in_order(text, plain, "the plain text")
