"""Story A, the promises P1 and P2 (A5, A7, A11, A12): API, mail and keeper at exact instants."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Case, Promise
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from tests import make
from tests.domain.promises.scene import set_hours
from tests.journeys.world import World, world

__all__ = ["world"]
DRAFT = {"text": "Draft of the claim", "kind": "document", "effort_minutes": 840}
P1_DUE = "2027-03-22T16:00:00Z"
P2_DUE = "2027-03-30T12:00:00Z"


def begun(world: World) -> tuple[Case, User]:
    world.at("2027-03-15T07:00:00Z")
    petro = set_hours(make.make_user("Petro Marchenko", Role.SPECIALIST))
    olena = make.make_person("Olena Tkachenko", language="en")
    make.make_engagement(olena, petro)
    case = world.mail("olena@client.example", "Dispute", "When will you have the draft?")
    return case, petro


def told(since: str) -> list[tuple[str, str]]:
    notices = Notice.objects.filter(at__gte=datetime.fromisoformat(since), refs__has_key="promise")
    return [(f"{notice.at:%d %H:%M}", notice.why) for notice in notices.order_by("at", "pk")]


@pytest.mark.django_db(transaction=True)
def test_a5_to_a7_p1_is_offered_reminded_of_and_kept(world: World) -> None:
    case, petro = begun(world)
    world.at("2027-03-15T08:00:00Z")
    path = f"cases/{case.ref}/promises"
    status, refused = world.api(petro, path, **DRAFT, due_at="2027-03-18T16:00:00Z")
    assert status == 422
    assert refused["detail"] == (
        "It needs 16.8 h with the buffer, and 12 h are free until then. "
        "The earliest date that can be kept: Mon 22 March, 18:00."
    )
    status, p1 = world.api(petro, path, **DRAFT, due_at=P1_DUE, wished_at="2027-03-18T16:00:00Z")
    assert (status, p1["due_at"]) == (201, P1_DUE)
    for moment in ("18T06:59:00", "18T07:00:00", "22T07:00:00"):
        world.keep(f"2027-03-{moment}Z")
    assert told("2027-03-15T00:00:00+00:00") == [
        ("18 07:00", "promise_in_two_days"),
        ("22 07:00", "promise_today"),
    ]
    world.at("2027-03-22T15:40:00Z")
    said = {"text": "Here is the draft.", "next_word_at": "2027-03-24T15:00:00Z"}
    _status, letter = world.api(petro, f"cases/{case.ref}/answer", **said)
    world.api(petro, f"promises/{p1['id']}/fulfil", message=letter["id"])
    world.keep("2027-03-22T15:40:00Z")
    kept = Promise.objects.get(pk=p1["id"])
    assert (kept.outcome, kept.due_at - kept.done_at) == ("kept", timedelta(minutes=20))
    world.keep("2027-03-22T16:30:00Z")
    assert len(told("2027-03-15T00:00:00+00:00")) == 2


@pytest.mark.django_db(transaction=True)
def test_a11_and_a12_p2_is_promised_over_the_change_of_clocks_and_kept(world: World) -> None:
    """Promised on Saturday in winter time for Tuesday 15:00 in summer time."""
    case, petro = begun(world)
    world.at("2027-03-27T10:00:00Z")
    path = f"cases/{case.ref}/promises"
    sides = {"text": "Filed again", "kind": "work", "effort_minutes": 120, "due_at": P2_DUE}
    status, p2 = world.api(petro, path, **sides)
    assert status == 201
    assert p2["due_at"] == "2027-03-30T12:00:00Z"
    world.keep("2027-03-30T05:59:00Z")
    assert told("2027-03-28T00:00:00+00:00") == []
    world.keep("2027-03-30T06:00:00Z")
    assert told("2027-03-28T00:00:00+00:00") == [("30 06:00", "promise_today")]
    world.at("2027-03-30T11:20:00Z")
    status, done = world.api(petro, f"promises/{p2['id']}/fulfil", proof="Refiled, receipt 114")
    assert (status, done["outcome"], done["done_at"]) == (200, "kept", "2027-03-30T11:20:00Z")


@pytest.mark.django_db(transaction=True)
def test_the_clients_duty_is_reminded_of_on_wednesday_at_ten_his_time(world: World) -> None:
    case, petro = begun(world)
    duty = {"text": "Send the contract", "owed_by": "client", "due_at": "2027-03-19T15:00:00Z"}
    world.api(petro, f"cases/{case.ref}/promises", **duty)
    world.keep("2027-03-17T07:59:00Z")
    before = len(world.letters("olena@client.example"))
    world.keep("2027-03-17T08:00:00Z")
    letters = world.letters("olena@client.example")
    assert len(letters) == before + 1
    assert letters[-1].sent_at == datetime(2027, 3, 17, 8, tzinfo=UTC)
    world.keep("2027-03-18T12:00:00Z")
    assert len(world.letters("olena@client.example")) == before + 1


@pytest.mark.django_db(transaction=True)
def test_ours_due_on_friday_reminds_its_owner_on_wednesday_at_nine(world: World) -> None:
    """R143: first us, an hour before the client hears of what he owes."""
    case, petro = begun(world)
    ours = {"text": "The list of papers", "due_at": "2027-03-19T15:00:00Z"}
    assert world.api(petro, f"cases/{case.ref}/promises", **ours)[0] == 201
    world.keep("2027-03-17T06:59:00Z")
    assert told("2027-03-15T00:00:00+00:00") == []
    world.keep("2027-03-17T07:00:00Z")
    assert told("2027-03-15T00:00:00+00:00") == [("17 07:00", "promise_in_two_days")]
    world.keep("2027-03-17T07:00:00Z")
    letter = world.letters("petro@firm.example")[-1]
    assert letter.sent_at == datetime(2027, 3, 17, 7, tzinfo=UTC)
