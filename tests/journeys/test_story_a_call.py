"""Story A9, A10 and the autumn twin: a missed call at night, to the minute."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.models import Case, Promise
from slovo.domain.clients.models import Person
from slovo.domain.duty.actions.shifts import add_shift
from slovo.domain.journal.actors import HOUSE
from slovo.domain.notices.models import Notice
from slovo.domain.post.files import get
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.domain.standards.models import Pace
from slovo.lib.mail import read
from tests import make
from tests.desk.reading import fields_of, text_of
from tests.domain.duty.rota import NIGHT, SATURDAY, make_desk
from tests.journeys.world import World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db(transaction=True)


class Cast:
    """Petro answers Olena, Iryna is his deputy; Roman sits at the telephone."""

    def __init__(self) -> None:
        self.petro = make.make_user("Petro Marchenko", Role.SPECIALIST)
        self.iryna = make.make_user("Iryna Koval", Role.SPECIALIST)
        self.roman = make.make_user("Roman Bilyk", Role.FRONT_OFFICE)
        self.olena: Person = make.make_person("Olena Tkachenko", language="en")
        make.make_engagement(
            self.olena,
            self.petro,
            deputy=self.iryna,
            service_class=make.make_class("Partner", rhythm_days=("tue", "fri")),
        )


def told(why: str) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(why=why).order_by("at", "pk").select_related("user")
    return [(f"{row.at:%H:%M}", row.user.full_name.split()[0]) for row in rows]


def two_presses(desk: Client, url: str) -> Any:
    """The way to the page, and its button."""
    return desk.post(url, fields_of(desk.get(url)))


def test_a9_and_a10_a_missed_call_in_the_spring_night(world: World) -> None:
    cast = Cast()
    world.at("2027-03-27T19:40:00Z")
    desk = world.desk(cast.roman)
    page = text_of(desk.get(f"/clients/{cast.olena.pk}/"))
    assert f'href="/clients/{cast.olena.pk}/missed-call/"' in page
    two_presses(desk, f"/clients/{cast.olena.pk}/missed-call/")
    call = MissedCall.objects.get()
    assert (call.missed_at, call.case.pace) == (datetime(2027, 3, 27, 19, 40, tzinfo=UTC), 2)
    world.at("2027-03-27T19:45:00Z")
    mail = world.mail("olena@client.example", "Account seized", "They took everything.")
    assert mail.first_answer_due_at == datetime(2027, 3, 28, 19, 45, tzinfo=UTC)
    for minute in ("49", "50", "52"):
        world.keep(f"2027-03-27T19:{minute}:00Z")
    assert told("missed_call") == [("19:40", "Petro"), ("19:50", "Iryna")]
    _call_back(world, cast, call, mail)
    world.keep("2027-03-27T20:00:00Z")
    assert told("missed_call") == [("19:40", "Petro"), ("19:50", "Iryna")]
    _a10(world, cast, call)


def _call_back(world: World, cast: Cast, call: MissedCall, mail: Case) -> None:
    world.at("2027-03-27T19:53:00Z")
    phone, url = world.desk(cast.iryna), f"/calls/{call.pk}/back/"
    said = {**fields_of(phone.get(url)), "text": "We file a motion tomorrow."}
    said |= {"next_word_at": "2027-03-28T10:00", "covers": [mail.pk]}
    assert phone.post(url, said).status_code == 302
    call.refresh_from_db()
    assert (call.is_met, call.back_at - call.missed_at) == (True, timedelta(minutes=13))
    owed = Promise.objects.open().filter(kind="next_word").order_by("pk")
    assert {promise.due_at - call.back_at for promise in owed} == {timedelta(hours=11, minutes=7)}
    answers = Promise.objects.filter(kind="first_answer").values_list("outcome", flat=True)
    assert set(answers) == {"kept"}


def _a10(world: World, cast: Cast, call: MissedCall) -> None:
    world.keep("2027-03-28T05:59:59Z")
    assert told("word_due_in_an_hour") == []
    world.keep("2027-03-28T06:00:00Z")
    reminded = Notice.objects.filter(why="word_due_in_an_hour", subject=f"case:{call.case_id}")
    assert [row.user for row in reminded] == [cast.petro]
    world.at("2027-03-28T06:55:00Z")
    words = {"text": "The motion is filed.", "next_word_at": "2027-03-28T09:00:00Z"}
    status, _said = world.api(cast.iryna, f"cases/{call.case.ref}/answer", **words)
    assert status == 201
    world.keep("2027-03-28T06:55:00Z")
    word = Promise.objects.get(case=call.case, kind="next_word", ended_at__isnull=False)
    assert (word.outcome, word.due_at - word.done_at) == ("kept", timedelta(minutes=5))
    assert told("in_the_dark") == []


def test_the_autumn_twin_24_hours_end_at_20_40_by_the_wall(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.make_firm(kind="trial", at=datetime(2026, 9, 1, tzinfo=UTC))
    world, cast = World(monkeypatch), Cast()
    world.at("2026-10-24T18:40:00Z")
    world.api(cast.roman, f"persons/{cast.olena.pk}/missed-calls")
    call = MissedCall.objects.get()
    world.keep("2026-10-24T18:40:00Z")
    due = Promise.objects.get(kind="first_answer").due_at
    assert due == datetime(2026, 10, 25, 18, 40, tzinfo=UTC)
    world.at("2026-10-25T19:10:00Z")
    world.api(cast.petro, f"missed-calls/{call.pk}/back", text="Here we are.")
    answer = Promise.objects.get(kind="first_answer")
    assert (answer.outcome, answer.done_at - answer.made_at) == (
        "broken",
        timedelta(hours=24, minutes=30),
    )


@pytest.mark.parametrize(
    ("minute", "is_met"), [("13:00", True), ("15:00", True), ("15:01", False), ("16:00", False)]
)
def test_r016_nobody_acts_three_alerts_and_the_target(
    world: World, minute: str, *, is_met: bool
) -> None:
    cast = Cast()
    world.at("2027-03-10T09:00:00Z")
    world.api(cast.roman, f"persons/{cast.olena.pk}/missed-calls")
    if is_met:
        world.at(f"2027-03-10T09:{minute}Z")
    else:
        for later in ("09:09:59", "09:10:00", "09:15:00"):
            world.keep(f"2027-03-10T{later}Z")
        world.at(f"2027-03-10T09:{minute}Z")
    _status, said = world.api(cast.petro, f"missed-calls/{MissedCall.objects.get().pk}/back")
    assert said["is_met"] is is_met
    world.keep("2027-03-10T09:20:00Z")
    assert ("09:20", "Olha") not in told("missed_call")


def test_r016_the_whole_chain(world: World) -> None:
    cast = Cast()
    world.at("2027-03-10T09:00:00Z")
    world.api(cast.roman, f"persons/{cast.olena.pk}/missed-calls")
    for later in ("09:00", "09:09", "09:10", "09:19", "09:20", "09:40"):
        world.keep(f"2027-03-10T{later}:00Z")
    assert told("missed_call") == [("09:00", "Petro"), ("09:10", "Iryna"), ("09:20", "Olha")]
    text = text_of(world.desk(cast.petro).get("/"))
    assert "Missed calls" in text
    assert "Olena Tkachenko" in text

    world.at("2027-03-10T10:00:00Z")
    desk = world.desk(cast.roman)
    two_presses(desk, f"/clients/{cast.olena.pk}/missed-call/")
    call = MissedCall.objects.latest("pk")
    world.at("2027-03-10T10:16:00Z")
    back = f"/calls/{call.pk}/back/"
    assert desk.post(back, fields_of(desk.get(back)) | {"text": "Sorry."}).status_code == 302
    call.refresh_from_db()
    assert (call.is_met, call.back_at - call.missed_at) == (False, timedelta(minutes=16))
    assert "Roman Bilyk called back late: today, 12:16" in text_of(desk.get("/calls/"))


def test_r013_a_call_at_night_reaches_the_one_on_duty_and_the_client_reads_his_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.make_firm(kind="trial", at=datetime(2026, 9, 1, tzinfo=UTC))
    world, cast = World(monkeypatch), Cast()
    maksym: User = make.make_user("Maksym Tkach", Role.SPECIALIST)
    add_shift(
        make_desk(maksym), user=maksym, day=SATURDAY, hours=NIGHT, by=HOUSE,
        at=datetime(2026, 10, 20, tzinfo=UTC),
    )  # fmt: skip
    world.at("2026-10-24T18:40:00Z")
    world.api(cast.roman, f"persons/{cast.olena.pk}/missed-calls")
    world.keep("2026-10-24T18:41:00Z")
    assert told("missed_call") == [("18:40", "Petro"), ("18:40", "Maksym")]
    [letter] = world.letters("olena@client.example")
    words = read(get(letter.file)).text
    assert "You phoned us at 21:40, and nobody could answer. Maksym Tkach has been told" in words
    assert "calls you back by 21:55 (UTC+3)" in words
    assert [m.to_address for m in world.letters("maksym@firm.example")] == ["maksym@firm.example"]


def test_r013_a_letter_at_night_is_receipted_with_the_name_on_duty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.make_firm(kind="trial", at=datetime(2026, 9, 1, tzinfo=UTC))
    world = World(monkeypatch)
    Cast()
    maksym: User = make.make_user("Maksym Tkach", Role.SPECIALIST)
    add_shift(
        make_desk(maksym), user=maksym, day=SATURDAY, hours=NIGHT, by=HOUSE,
        at=datetime(2026, 10, 20, tzinfo=UTC),
    )  # fmt: skip
    world.at("2026-10-24T18:40:00Z")
    case = world.mail("olena@client.example", "Account seized", "They took everything.")
    world.keep("2026-10-24T18:40:30Z")
    assert told("late_word") == [("18:40", "Maksym")]
    [receipt] = world.letters("olena@client.example")
    assert receipt.sent_at <= datetime(2026, 10, 24, 18, 41, tzinfo=UTC)
    said = "We are closed now. Maksym Tkach is on duty and has been told of your letter."
    assert said in read(get(receipt.file)).text
    world.at("2026-10-26T09:00:00Z")
    world.mail("viktor@client.example", "Invoice", "How much is it?")
    world.keep("2026-10-26T09:00:30Z")
    [by_day] = world.letters("viktor@client.example")
    assert "closed now" not in read(get(by_day.file)).text
    assert Case.objects.get(pk=case.pk).pace == Pace.NORMAL
