from datetime import date, timedelta

import pytest

from slovo.domain.billing.actions.documents import (
    AnotherFile,
    DocumentUnclear,
    ReplacedAlready,
    add_document,
    replace_document,
    share_document,
)
from slovo.domain.billing.models import Document
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.post.files import get
from slovo.domain.staff.rights import NotAllowed
from tests import make
from tests.make import MORNING

pytestmark = pytest.mark.django_db
FILE = ("contract.pdf", "application/pdf", b"%PDF first")
SECOND = ("contract-2.pdf", "application/pdf", b"%PDF second")


@pytest.fixture
def contract(engagement, petro):
    return add_document(
        engagement,
        kind="contract",
        title=" Contract 14 ",
        file=FILE,
        signed_on=date(2027, 3, 1),
        by=petro,
        at=MORNING,
    )


def test_add_document_keeps_the_file_once(contract, engagement, petro):
    again = add_document(
        engagement, kind="contract", title="Contract 14", file=FILE, by=petro, at=MORNING
    )
    assert again == contract
    assert (contract.title, contract.size, get(contract.file)) == ("Contract 14", 10, FILE[2])
    assert Event.objects.filter(kind="document.added").count() == 1


def test_what_is_no_document_is_refused(engagement, petro, taras):
    given = {"kind": "contract", "title": "Contract", "file": FILE, "by": petro, "at": MORNING}
    for wrong in ({"title": " "}, {"kind": "song"}, {"file": ("a", "", b"")}):
        with pytest.raises(DocumentUnclear):
            add_document(engagement, **{**given, **wrong})
    with pytest.raises(NotAllowed):
        add_document(engagement, **{**given, "by": taras})
    assert not Document.objects.exists()


def test_a_new_version_replaces_and_the_old_one_stays(contract, petro):
    share_document(contract, is_shared=True, by=petro, at=MORNING)
    at = MORNING + timedelta(days=1)
    with pytest.raises(AnotherFile):
        replace_document(contract, file=FILE, by=petro, at=at)
    newer = replace_document(contract, file=SECOND, by=petro, at=at)
    assert replace_document(contract, file=SECOND, by=petro, at=at) == newer
    with pytest.raises(ReplacedAlready):
        replace_document(contract, file=("c", "", b"third"), by=petro, at=at)
    assert (newer.replaces, newer.title, newer.shared_at) == (contract, "Contract 14", at)
    assert list(Document.objects.newest()) == [newer]
    assert get(contract.file) == FILE[2]


def test_share_document_shows_it_and_hides_it(contract, petro):
    for _ in range(2):
        share_document(contract, is_shared=True, by=petro, at=MORNING)
    assert Document.objects.get().shared_at == MORNING
    share_document(contract, is_shared=False, by=petro, at=MORNING)
    assert Document.objects.get().shared_at is None
    kinds = Event.objects.filter(kind__startswith="document.").order_by("pk")
    assert [event.kind for event in kinds] == [
        "document.added",
        "document.shared",
        "document.hidden",
    ]


def test_the_agreements_people_see_it_and_nobody_else(contract, olha, petro, iryna, nadia, maksym):
    seers = [
        user
        for user in (olha, petro, iryna, nadia, maksym)
        if Document.objects.visible_to(user).exists()
    ]
    assert seers == [olha, petro, iryna, nadia]
    outsider = make.make_user("Taras Bondar", "administrator")
    assert not Document.objects.visible_to(outsider).exists()


def test_another_file_behind_our_back_is_found(contract):
    Document.objects.update(digest="0" * 64)
    [broken] = breaches()
    assert "document" in str(broken)
