import socket

import pytest

from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.models import Mailbox
from slovo.domain.post.secrets import unlock
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def mailbox(olha):
    servers = {"imap_host": "127.0.0.1", "smtp_host": "127.0.0.1"}
    return save_mailbox(
        None, address="desk@firm.example", password="secret", **servers, by=olha, at=MORNING
    )


def test_a_mailbox_is_connected_and_its_password_encrypted(as_olha, roman):
    fields = fields_of(as_olha.get("/settings/mailboxes/new/"))
    assert (fields["imap_port"], fields["smtp_port"]) == ("993", "465")
    fields |= {"address": "Desk@firm.example", "password": "secret", "handler": roman.pk}
    assert as_olha.post("/settings/mailboxes/new/", fields).status_code == 302
    mailbox = Mailbox.objects.get()
    assert (mailbox.address, mailbox.handler, mailbox.is_default) == (
        "desk@firm.example",
        roman,
        True,
    )
    assert b"secret" not in bytes(mailbox.secret)
    assert unlock(mailbox.secret) == "secret"


def test_testing_says_what_is_wrong_saves_nothing_and_keeps_what_was_typed(as_olha, closed_port):
    fields = fields_of(as_olha.get("/settings/mailboxes/new/")) | {
        "address": "desk@firm.example",
        "password": "secret",
        "imap_host": "127.0.0.1",
        "imap_port": str(closed_port),
        "imap_security": "none",
        "test": "1",
    }
    answer = as_olha.post("/settings/mailboxes/new/", fields)
    assert "127.0.0.1 does not accept connections on this port." in text_of(answer)
    assert fields_of(answer)["imap_host"] == "127.0.0.1"
    assert "no-store" in answer["Cache-Control"]
    assert not Mailbox.objects.exists()


def test_the_saved_password_is_never_shown(as_olha, mailbox):
    page = as_olha.get(f"/settings/mailboxes/{mailbox.pk}/")
    assert fields_of(page)["password"] == ""
    assert "secret" not in text_of(page).replace("secret.key", "")


def test_the_saved_password_is_not_sent_to_another_server(as_olha, mailbox):
    page = f"/settings/mailboxes/{mailbox.pk}/"
    fields = fields_of(as_olha.get(page)) | {"imap_host": "elsewhere.example"}
    for sent in (fields, {**fields, "test": "1"}):
        answer = as_olha.post(page, sent)
        assert answer.status_code == 422
        assert "enter the password again" in text_of(answer)
    assert Mailbox.objects.get().imap_host == "127.0.0.1"


def test_a_name_is_changed_without_the_password(as_olha, mailbox):
    page = f"/settings/mailboxes/{mailbox.pk}/"
    as_olha.post(page, fields_of(as_olha.get(page)) | {"name": "The desk"})
    known = Mailbox.objects.get()
    assert (known.name, unlock(known.secret)) == ("The desk", "secret")


def test_a_taken_address_is_refused(as_olha, mailbox):
    fields = fields_of(as_olha.get("/settings/mailboxes/new/")) | {"address": mailbox.address}
    answer = as_olha.post("/settings/mailboxes/new/", fields)
    assert answer.status_code == 422
    assert "is connected already" in text_of(answer)


def test_a_mailbox_is_disconnected(as_olha, mailbox):
    as_olha.post(f"/settings/mailboxes/{mailbox.pk}/close/")
    assert Mailbox.objects.get().closed_at is not None
    assert "No mailbox is connected yet." in text_of(as_olha.get("/settings/mailboxes/"))
