"""Opens a document as LibreOffice does, and reads what it made of it: office.py FILE.docx [EXPECTED.json]"""

import subprocess
import sys
import tempfile
from pathlib import Path

from expected import arguments, bare, in_order, wrong

path, expected = arguments()
with tempfile.TemporaryDirectory() as folder:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    text = Path(folder, Path(path).stem + ".txt")
    if done.returncode or not text.exists():
        wrong(f"LibreOffice does not open it: {done.stdout}{done.stderr}")
    said = text.read_text(encoding="utf-8-sig")
if not bare(said):
    sys.exit("LibreOffice finds no words in it")
if expected is not None:
    in_order(said, [story["headline"] for story in expected], "what LibreOffice reads")
