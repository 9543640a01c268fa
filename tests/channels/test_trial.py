"""«Test it» against servers that work, and each thing that may be wrong, in a sentence."""

import ssl
import subprocess
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller

from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.web.mailservers import test_mailbox as try_mailbox
from tests.channels.letters import letter
from tests.channels.servers import DOVECOT, SECRET, Smtp, dovecot, free_port, smtp_server
from tests.desk.reading import fields_of, text_of

DESK = "desk@firm.example"
CAME = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DOVECOT, reason="dovecot is not installed"),
]


@pytest.fixture(scope="module")
def imap():
    with dovecot() as running:
        running.append_all(DESK, [letter("one"), letter("two")], CAME)
        reader = running.open(DESK)
        reader.create("Clients")
        reader.logout()
        yield running


@pytest.fixture
def smtp():
    with smtp_server(signs_in=True) as running:
        yield running


@pytest.fixture
def said(imap, smtp):
    return {
        "address": DESK, "password": SECRET, "username": DESK, "folder_names": "INBOX",
        "imap_host": "127.0.0.1", "imap_port": imap.port, "imap_security": "none",
        "smtp_host": "127.0.0.1", "smtp_port": smtp.port, "smtp_security": "none",
    }  # fmt: skip


def sentences(said, **other):
    mailbox = save_mailbox(None, **{**said, **other}, by=HOUSE, at=CAME)
    return [finding.sentence for finding in try_mailbox(mailbox)]


def test_the_button_says_what_was_seen_and_touches_nothing(as_olha, said, imap, smtp):
    form = fields_of(as_olha.get("/settings/mailboxes/new/")) | said | {"test": "1"}
    answer = text_of(as_olha.post("/settings/mailboxes/new/", form))
    assert "127.0.0.1 lets us read: 2 letters in INBOX. Folders there: INBOX, Clients." in answer
    assert f"127.0.0.1 lets us in and takes letters from {DESK}." in answer
    assert answer.count("is-good") == 2
    assert smtp.taken == []
    reader = imap.open(DESK)
    reader.select("INBOX", readonly=True)
    assert reader.search(None, "UNSEEN")[1] == [b"1 2"]
    reader.logout()


def test_a_wrong_password(firm, said):
    wrong = "127.0.0.1 did not accept the user name and password."
    assert sentences(said, password="wrong") == [wrong, wrong]


def test_a_closed_port(firm, said):
    closed = "127.0.0.1 does not accept connections on this port. Check the port."
    assert sentences(said, imap_port=free_port(), smtp_port=free_port()) == [closed, closed]


def test_an_unknown_name(firm, said, monkeypatch):
    hosts = {"imap_host": "no-such-host.invalid", "smtp_host": "no-such-host.invalid"}
    unknown = "There is no server called no-such-host.invalid. Check the name."
    assert sentences(said, **hosts) == [unknown, unknown]


def test_no_safe_connection(firm, said):
    unsafe = (
        "127.0.0.1 offers no safe connection that we could trust. Check its name and the kind of "
        "connection."
    )
    read, sent = sentences(said, imap_security="ssl", smtp_security="ssl")
    assert (read, sent) == (unsafe, unsafe)
    assert sentences(said, address="b@firm.example", smtp_security="starttls")[1] == unsafe


def test_a_certificate_for_another_name(firm, said, tmp_path):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=mail.elsewhere.example", "-keyout", tmp_path / "key", "-out", tmp_path / "crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "crt", tmp_path / "key")
    port = free_port()
    server = Controller(Smtp(port), hostname="127.0.0.1", port=port, tls_context=context)
    server.start()
    try:
        sentence = sentences(said, smtp_port=port, smtp_security="starttls")[1]
    finally:
        server.stop()
    assert sentence == (
        "127.0.0.1 shows a certificate that nobody we trust has given to this name. Check the "
        "name of the server."
    )


def test_a_missing_folder_names_those_that_are_there(firm, said):
    assert sentences(said, folder_names="INBOX, Klienty")[0] == (
        "There is no folder “Klienty” in this mailbox. There are: INBOX, Clients."
    )


def test_a_sender_that_is_refused(firm, said, smtp):
    smtp.at_mail = "550 5.7.60 Client does not have permissions to send as this sender"
    assert sentences(said)[1] == (
        f"127.0.0.1 lets us in, but takes no letters from {DESK}: 550 5.7.60 Client does not have "
        "permissions to send as this sender. Sign in as that mailbox, or let your "
        "provider allow it."
    )
