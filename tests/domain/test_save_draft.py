"""What is being written stays, for the writer alone."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.attaching import attach_file, detach_file
from slovo.domain.cases.actions.delivering import deliver_message
from slovo.domain.cases.actions.drafts import save_draft
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Draft
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.MORNING + timedelta(minutes=10)


@pytest.fixture
def case(olha: User) -> Case:
    olena = make.make_person("Olena Tkachenko")
    case = open_case(olena, subject="Dispute", channel="email", by=olena, at=make.MORNING)
    hear_message(case, person=olena, text="Help", channel="email", by=olena, at=make.MORNING)
    return case


def test_one_draft_per_colleague_and_case(case: Case, petro: User, iryna: User) -> None:
    for text in ("<p>Ye</p>", "<p>Yes</p>"):
        save_draft(case, user=petro, html=text, at=LATER)
    save_draft(case, user=iryna, html="<p>No</p>", at=LATER)
    assert [draft.html for draft in Draft.objects.order_by("pk")] == ["<p>Yes</p>", "<p>No</p>"]


def test_files_of_a_draft_come_and_go(case: Case, petro: User) -> None:
    draft = save_draft(case, user=petro, html="", at=LATER)
    kept = attach_file(draft, name="a.txt", type="text/plain", content=b"abc", at=LATER)
    gone = attach_file(draft, name="b.txt", type="text/plain", content=b"abc", at=LATER)
    detach_file(draft, attachment_id=gone.pk)
    assert list(draft.attachments.all()) == [kept]


def test_delivered_twice_is_delivered_once(case: Case, petro: User) -> None:
    said = answer_case(
        case, html="<p>Yes</p>", next_word_at=LATER + timedelta(days=1), by=petro, at=LATER
    )
    for _ in range(2):
        deliver_message(said, by=HOUSE, at=LATER)
        said.refresh_from_db()
    assert Event.objects.filter(kind="message.delivered").count() == 1
