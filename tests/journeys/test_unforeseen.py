"""R039 through the doors: noticed, told by a real letter, helped; the month by nearest rank."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.risks.models import Surprise
from slovo.domain.risks.unforeseen import by_month
from slovo.domain.staff.rights import Role
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)
FIRST = datetime(2027, 3, 10, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_three_events_and_their_month(world: World) -> None:
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    for number, minutes in enumerate((5, 20, 65)):
        noticed = FIRST + timedelta(days=number)
        olena = make.make_person(f"Client{number} Test")
        case = open_case(olena, subject="Claim", channel="desk", by=olena, at=noticed - MINUTE)
        world.at(stamp(noticed))
        status, noted = world.api(petro, f"cases/{case.ref}/unforeseen", text="Account seized")
        assert (status, noted["reacted_at"]) == (201, None)
        world.at(stamp(noticed + minutes * MINUTE))
        said = {"text": "We saw it and act.", "next_word_at": stamp(noticed + 300 * MINUTE)}
        assert world.api(petro, f"cases/{case.ref}/answer", **said)[0] in (200, 201)
        world.keep(stamp(noticed + minutes * MINUTE))
        helped = noticed + (minutes + 10) * MINUTE
        world.at(stamp(helped))
        path = f"unforeseen/{noted['id']}/help"
        assert world.api(petro, path, words="A bond was filed")[1]["helped_seconds"] == 60 * (
            minutes + 10
        )
    spans = [one.reacted_within for one in Surprise.objects.order_by("pk")]
    assert spans == [5 * MINUTE, 20 * MINUTE, 65 * MINUTE]
    page = text_of(world.desk(petro).get("/unforeseen/?month=2027-03"))
    assert "March 2027" in page
    row = page[page.index("March 2027") :]
    told = [row.index(words) for words in (">3<", "20 min", "1 h 5 min", "30 min", "1 h 15 min")]
    assert told == sorted(told)
    assert page.count("Account seized") == 3
    [month] = by_month(Surprise.objects.all(), "Europe/Kyiv")
    assert (month.reacted.median, month.reacted.p90) == (20 * 60, 65 * 60)
    assert (month.helped.median, month.helped.p90) == (30 * 60, 75 * 60)
    assert (month.count, month.silent, month.unhelped) == (3, 0, 0)


def test_two_presses_from_a_risk_and_a_word_by_voice(world: World) -> None:
    petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
    olena = make.make_person("Olena Tkachenko")
    case = open_case(olena, subject="Claim", channel="desk", by=olena, at=FIRST - MINUTE)
    world.at(stamp(FIRST))
    _status, risk = world.api(petro, f"cases/{case.ref}/risks", text="The account is seized")
    desk = world.desk(petro)
    world.at(stamp(FIRST + 2 * MINUTE))
    assert "Nobody could foresee it" in text_of(desk.get(f"/risks/{risk['id']}/"))
    note = f"/cases/{case.ref}/unforeseen/?risk={risk['id']}"
    form = fields_of(desk.get(note))
    assert form["text"] == "The account is seized"
    shown = desk.post(note, form, follow=True)
    assert "The account is seized" in text_of(shown)
    found = Surprise.objects.get()
    assert (found.detected_at, found.risk_id) == (FIRST, risk["id"])
    told = f"/unforeseen/{found.pk}/told/"
    world.at(stamp(FIRST + 13 * MINUTE))
    form = fields_of(desk.get(told))
    assert desk.post(told, {**form, "words": ""}).status_code == 422
    early = {**form, "words": "Called back", "reacted_at": "2027-03-10T10:59"}
    assert desk.post(told, early).status_code == 422
    assert desk.post(told, {**form, "words": "Called back"}).status_code == 302
    found.refresh_from_db()
    assert found.reacted_within == 13 * MINUTE
    text = text_of(desk.get(f"/unforeseen/{found.pk}/"))
    assert "after 13 min" in text
    assert "What helped" in text
    drop = f"/unforeseen/{found.pk}/drop/"
    assert desk.post(drop, {"why": ""}).status_code == 422
    assert desk.post(drop, {"why": "The court had announced it"}).status_code == 302
    assert "The court had announced it" in text_of(desk.get(f"/unforeseen/{found.pk}/"))
    page = text_of(desk.get("/unforeseen/"))
    assert "<s>The account is seized</s>" in page
    assert "Nothing unforeseen counts in a year." in page
    status, row = world.api(petro, f"unforeseen/{found.pk}/drop", why="Else")
    assert (status, row["dropped_why"]) == (200, "The court had announced it")
