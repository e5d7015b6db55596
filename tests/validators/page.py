"""Lets the Nu checker judge a page, and reads it story by story with html5lib.

    page.py PAGE.html [EXPECTED.json]

EXPECTED is JSON: a list of {"headline", "quotes": [{"text", "speaker"}], "comment", "links"}, in order.
"""

import json
import subprocess
import sys
from pathlib import Path

import html5lib

from stories import bare, missing

CHECKER = Path(__file__).parents[2] / "ui/node_modules/vnu-jar/build/dist/vnu.jar"
HTML = "{http://www.w3.org/1999/xhtml}"


def main(path, expected=None):
    command = ["java", "-Xss4m", "-jar", str(CHECKER), "--errors-only", "--format", "json", path]
    said = subprocess.run(command, capture_output=True, text=True, errors="replace").stderr
    try:
        errors = json.loads(said)["messages"]
    except (ValueError, KeyError):
        return f"{path}: the checker says {said[:300]!r}"
    if errors:
        first = errors[0]
        return f"{path}, line {first.get('lastLine')}: {first['message']} ({len(errors)} errors)"
    if expected is None:
        return None
    with open(path, "rb") as file:
        page = html5lib.parse(file.read(), transport_encoding="utf-8")
    if next(page.iter(HTML + "script"), None) is not None:
        return f"{path}: it holds a script"
    stories = [
        (bare("".join(article.itertext())), {link.get("href") for link in article.iter(HTML + "a")})
        for article in page.iter(HTML + "article")
    ]
    with open(expected, encoding="utf-8") as file:
        return missing(path, json.load(file), stories)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
