"""A printed table, read by Python's own reader of CSV: csv_table.py FILE [EXPECTED.json]"""

import csv
import io

from expected import arguments, bare, in_order, quoted, speaker, wrong

path, expected = arguments()
with open(path, "rb") as file:
    data = file.read()
text = data.decode("utf-8")
csv.field_size_limit(1 << 30)
rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
head, rows = rows[0], rows[1:]
wanted = "part form headline outlet agency byline published url language tags standfirst comment quotes highlights claim licence credit sha256".split()
if head[: len(wanted)] != wanted:
    wrong(f"the columns are {head}")
if any(len(row) != len(head) for row in rows):
    wrong("not all rows have the same number of cells")
if not data.endswith(b"\r\n"):
    wrong("the last row does not end in CRLF")
for row in rows:
    for cell in row:
        if cell[:1] and cell[0] in "=+-@\t\r":
            wrong(f"a spreadsheet takes {cell[:60]!r} for a formula")
if expected is not None:
    if len(rows) != len(expected):
        wrong(f"{len(rows)} rows, and {len(expected)} stories are expected")
    for row, story in zip(rows, expected):
        row = dict(zip(head, (cell.removeprefix("'") for cell in row)))
        if bare(row["headline"]) != bare(story["headline"]):
            wrong(f"{row['headline'][:60]!r} stands where {story['headline'][:60]!r} is expected")
        if story["links"] and row["url"] != story["links"][0]:
            wrong(f"{row['url']} is not {story['links'][0]}")
        pieces = []
        for quote in story["quotes"]:
            pieces += [quoted(quote), speaker(quote), *story["links"][:1]]
        in_order(row["quotes"], pieces, f"the quotes of {story['headline'][:60]!r}")
