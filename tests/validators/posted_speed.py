"""How long a sending takes, beside Python's smtplib with the same mails: posted_speed.py DESK

Both speak with aiosmtpd on this computer; ours notes each person before and after.
"""

import json
import smtplib
import sys
import tempfile
import time

from posted import Box, Desk, opened

COUNT = 1000


def timed(work):
    began = time.monotonic()
    answer = work()
    return time.monotonic() - began, answer


def peer(port, letters):
    with smtplib.SMTP("127.0.0.1", port) as line:
        for to, content in letters:
            line.sendmail("desk@mail.example", to, content)


with tempfile.TemporaryDirectory() as folder:
    desk, box = Desk(sys.argv[1], folder), Box()
    controller, port = opened(box)
    desk.post(port, "plain")
    people = ",".join(f"person{at}@mail.example" for at in range(COUNT))
    ours, said = timed(lambda: json.loads(desk.run("send", "Briefing", "--to", people, "--json")))
    if len(said["sent"]) != COUNT:
        sys.exit(f"only {len(said['sent'])} were sent")
    letters = list(box.letters)
    theirs, _ = timed(lambda: peer(port, letters))
    again, _ = timed(lambda: desk.run("send", "Briefing", "--to", people, "--json"))
    controller.stop()
    size = len(letters[0][1]) / 1024
    print(f"{COUNT} mails of {size:.0f} kB: ours {ours:.2f} s, smtplib {theirs:.2f} s; again, to nobody: {again:.2f} s")
