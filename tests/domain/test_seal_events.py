from datetime import timedelta

import pytest
from django.db import connection

from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message, Promise, Stamp
from slovo.domain.journal import keys
from slovo.domain.journal.actions.sealing import seal_events
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.facts import plain_facts
from slovo.domain.journal.models import Event, Seal
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.models import Firm
from tests import make

LATER = make.MORNING + timedelta(minutes=2)


@pytest.fixture
def case(firm: Firm) -> Case:
    olena = make.make_person("Olena Tkachenko")
    case = open_case(olena, subject="Dispute", channel="webform", by=olena, at=make.MORNING)
    hear_message(case, person=olena, text="Help", channel="webform", by=olena, at=make.MORNING)
    return case


def found() -> list[tuple[str, str]]:
    return [(breach.what, breach.where) for breach in breaches()]


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_an_honest_house_has_no_breach(case: Case) -> None:
    assert seal_events(by=HOUSE, at=LATER) == Event.objects.count()
    assert seal_events(by=HOUSE, at=LATER) == 0
    assert found() == []


@pytest.mark.django_db(transaction=True)
def test_young_events_wait_for_company(firm: Firm) -> None:
    assert seal_events(by=HOUSE, at=make.FOUNDED + timedelta(seconds=59)) == 0
    assert seal_events(by=HOUSE, at=make.FOUNDED + timedelta(seconds=60)) > 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sql", "model", "column"),
    [
        ("UPDATE cases_message SET text = 'Thanks' WHERE direction = 'in'", Message, "message"),
        ("UPDATE cases_promise SET due_at = '2027-04-01T00:00:00+00:00'", Promise, "promise"),
        ("UPDATE cases_stamp SET at = '2027-03-11T00:00:00+00:00'", Stamp, "stamp"),
    ],
)
def test_what_is_changed_by_sql_is_named(case: Case, sql: str, model: type, column: str) -> None:
    tamper(sql)
    first = model.objects.order_by("pk").first()
    assert ("changed", f"{column}:{first.pk}") in found()


@pytest.mark.django_db(transaction=True)
def test_a_deleted_message_is_missed(case: Case) -> None:
    message = Message.objects.get(direction="in")
    tamper(f"UPDATE cases_stamp SET message_id = NULL WHERE message_id = {message.pk}")
    tamper(f"DELETE FROM cases_message WHERE id = {message.pk}")
    assert found() == [("deleted", f"message:{message.pk}")]


@pytest.mark.django_db(transaction=True)
def test_an_edited_event_and_a_broken_chain_are_found(case: Case) -> None:
    seal_events(by=HOUSE, at=LATER)
    event = Event.objects.order_by("pk").first()
    tamper(f"UPDATE journal_event SET actor_name = 'Somebody' WHERE id = {event.pk}")
    assert found() == [("changed", f"event:{event.pk}")]
    seal = Seal.objects.get()
    tamper(f"UPDATE journal_event SET digest = '' WHERE id = {event.pk}")
    assert ("broken_chain", f"seal:{seal.pk}") in found()


@pytest.mark.django_db(transaction=True)
def test_what_was_vouched_for_in_long_digests_is_still_read(case: Case) -> None:
    """Until 2026 the whole of each was kept, in hex."""
    whole = keys.code(["message:7", {"text": "Help"}])
    assert keys.is_same(whole, whole.hex())
    assert keys.is_same(whole, keys.short(whole))
    assert not keys.is_same(whole, keys.code(["message:7", {"text": "Thanks"}]).hex())
    message = Message.objects.get(direction="in")
    long = keys.code([f"message:{message.pk}", plain_facts(message)]).hex()
    event = Event.objects.get(kind="message.heard")
    told = {name: long if name.startswith("message:") else d for name, d in event.facts.items()}
    Event.objects.filter(pk=event.pk).update(facts=told)
    assert found() == []
    tamper("UPDATE cases_message SET text = 'Thanks' WHERE direction = 'in'")
    assert found() == [("changed", f"message:{message.pk}")]
