"""A printed edition as JSON or JSONL, after its schema: edition_json.py FILE [EXPECTED.json]"""

import json
import pathlib

from jsonschema import Draft202012Validator

from expected import arguments, bare, quoted, wrong

path, expected = arguments()
folder = pathlib.Path(__file__).resolve().parents[2] / "docs" / "formats"
schema = json.loads((folder / "edition.schema.json").read_text(encoding="utf-8"))
Draft202012Validator.check_schema(schema)
text = pathlib.Path(path).read_bytes().decode("utf-8")
lines = path.endswith(".jsonl")
values = [json.loads(line) for line in text.split("\n")[:-1]] if lines else [json.loads(text)]
which = {"$ref": "#/$defs/alone" if lines else "#/$defs/edition", "$defs": schema["$defs"]}
validator = Draft202012Validator(which, format_checker=Draft202012Validator.FORMAT_CHECKER)
for number, value in enumerate(values, 1):
    for error in validator.iter_errors(value):
        place = "/".join(map(str, error.absolute_path))
        wrong(f"value {number}, {place}: {error.message[:300]}")
stories = values
if not lines:
    entries = [entry for part in values[0]["parts"] for entry in part["entries"]]
    stories = [entry for entry in entries if entry["entry"] == "story"]
ids = [story["id"] for story in stories]
if len(set(ids)) != len(ids):
    wrong("two stories have one name")
if expected is not None:
    if len(stories) != len(expected):
        wrong(f"{len(stories)} stories, and {len(expected)} are expected")
    for story, wanted in zip(stories, expected):
        name = wanted["headline"][:60]
        if bare(story["headline"]["value"]) != bare(wanted["headline"]):
            wrong(f"{story['headline']['value'][:60]!r} stands where {name!r} is expected")
        found = [(bare(q["text"]), bare(q["speaker"])) for q in story["quotes"]]
        if found != [(bare(quoted(q)), bare(q["speaker"])) for q in wanted["quotes"]]:
            wrong(f"the quotes of {name!r} are {found}")
        if any(quote["url"] not in (wanted["links"] or [None]) for quote in story["quotes"]):
            wrong(f"a quote of {name!r} leads elsewhere")
