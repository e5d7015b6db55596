"""Sends an edition over a mail server that others wrote, and reads what arrived: posted.py DESK

aiosmtpd takes the mails, with and without TLS; `desk` sends them, from a library and with settings of its
own; Python's own mail reader reads them.
"""

import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
from email import message_from_bytes, policy
from pathlib import Path

import trustme
from aiosmtpd.controller import Controller

from expected import wrong

PEOPLE = [f"reader{at}@mail.example" for at in range(1, 31)]
FROM = "Desk <desk@mail.example>"


class Box:
    """Keeps what comes in, and takes nothing for the seventh reader."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == PEOPLE[6]:
            return "550 nobody here has this name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.rcpt_tos, envelope.content))
        return "250 taken"


class Desk:
    """A desk with an edition that is set, and settings of its own."""

    def __init__(self, program, home):
        self.program, self.home = program, Path(home)
        self.own = {"CLIPDESK_LIBRARY": f"{home}/library", "XDG_CONFIG_HOME": f"{home}/config"}
        self.run("samples")
        self.run("collection", "new", "Briefing", "--topic", "Ukraine diplomacy")
        self.run("collection", "add", "Briefing", "--waiting")
        self.run("collection", "set", "Briefing")

    def run(self, *words, fails=False):
        env = {**os.environ, **self.own}
        done = subprocess.run([self.program, *words], env=env, capture_output=True, text=True)
        if bool(done.returncode) != fails:
            wrong(f"desk {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stderr if fails and not done.stdout else done.stdout

    def post(self, port, security):
        self.run("post", "--host", "localhost", "--port", str(port), "--security", security, "--from", FROM)

    def trust(self, authority):
        file = self.home / "config/clipdesk/settings.json"
        settings = json.loads(file.read_text())
        settings["network"]["authority"] = authority
        file.write_text(json.dumps(settings))


def opened(box, **how):
    """The server, on a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, **how)
    controller.start()
    return controller, port


def plainly(desk):
    box = Box()
    controller, port = opened(box)
    desk.post(port, "plain")
    sent = json.loads(desk.run("send", "Briefing", "--to", ", ".join(PEOPLE), "--json", fails=True))
    again = json.loads(desk.run("send", "Briefing", "--to", ", ".join(PEOPLE), "--json", fails=True))
    controller.stop()
    if (len(sent["sent"]), len(sent["refused"]), len(again["sent"]), len(again["before"])) != (29, 1, 0, 29):
        wrong(f"it says that it sent {sent}, and then {again}")
    took = [to for recipients, _ in box.letters for to in recipients]
    if took != [one for one in PEOPLE if one != PEOPLE[6]]:
        wrong(f"the server took mails for {took}")
    for recipients, content in box.letters:
        mail = message_from_bytes(content, policy=policy.default)
        if mail.defects or [str(mail["To"])] != recipients or mail["From"] != FROM:
            wrong(f"the mail to {recipients} is not one: {mail.defects}, {mail.items()}")
        for kind in ("plain", "html"):
            body = mail.get_body(preferencelist=(kind,)).get_content()
            if "Envoys resume Geneva talks" not in body:
                wrong(f"the mail to {recipients} does not say its stories as {kind}")


def encrypted(desk):
    authority = trustme.CA()
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(own)
    file = desk.home / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    for security, how in (
        ("tls", {"ssl_context": own}),
        ("start-tls", {"tls_context": own, "require_starttls": True}),
    ):
        box = Box()
        try:
            controller, port = opened(box, **how)
        except TimeoutError as error:
            wrong(f"the server with {security} does not open: {error}")
        desk.post(port, security)
        desk.trust(None)
        stranger = desk.run("send", "Briefing", "--test", fails=True)
        if "certificate" not in stranger or box.letters:
            wrong(f"a server that nobody vouches for is told with {security}: {stranger}")
        desk.trust(str(file))
        desk.run("send", "Briefing", "--test")
        controller.stop()
        if [recipients for recipients, _ in box.letters] != [["desk@mail.example"]]:
            wrong(f"with {security} the server took {box.letters}")
    # Who asks for TLS does not speak without it.
    box = Box()
    controller, port = opened(box)
    desk.post(port, "start-tls")
    desk.run("send", "Briefing", "--test", fails=True)
    controller.stop()
    if box.letters:
        wrong("without TLS something was sent that was to go with it")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        briefing = Desk(sys.argv[1], folder)
        plainly(briefing)
        encrypted(briefing)
