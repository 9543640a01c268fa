"""Story A's clocks, at exact instants: a letter comes, people are reminded, a word is given."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case, still_on_it
from slovo.domain.cases.actions.climbing import climb
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.message import Nature
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.post.actions.sending import lease_delivery, record_sent
from slovo.domain.staff.actions.firm import save_firm
from slovo.domain.staff.models import Firm, User
from tests import make

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def olena(firm: Firm) -> Person:
    return make.make_person("Olena Tkachenko", language="en")


def write(person: Person, at: datetime, text: str = "The supplier will not pay.") -> Case:
    case = open_case(person, subject="Dispute", channel="webform", by=person, at=at)
    hear_message(case, person=person, text=text, channel="webform", by=person, at=at)
    case.refresh_from_db()
    return case


def send_all(at: datetime) -> None:
    while delivery := lease_delivery(by=HOUSE, at=at):
        record_sent(delivery, by=HOUSE, at=at)


def keep(until: datetime) -> list[tuple[datetime, str, str]]:
    """Let a punctual keeper work; returns (when, why, to whom) of every notice."""
    before = set(Notice.objects.values_list("pk", flat=True))
    while promise := Promise.objects.due(until).select_related("case").first():
        climb(promise, by=HOUSE, at=promise.next_at)
    fresh = Notice.objects.exclude(pk__in=before).order_by("at", "pk").select_related("user")
    return [(n.at, n.why, n.user.full_name) for n in fresh]


def test_receipt_names_people_and_the_hour(roman: User, olha: User, olena: Person) -> None:
    """A1: receipt within five minutes, naming Roman and «answer by Thu 11 Mar 11:05»."""
    firm = Firm.objects.get()
    save_firm(
        firm,
        name=firm.name,
        zone=firm.zone,
        language=firm.language,
        country=firm.country,
        calendar=firm.calendar,
        front_desk=roman,
        by=olha,
        at=make.FOUNDED,
    )
    at = datetime(2027, 3, 10, 9, 5, tzinfo=UTC)
    case = write(olena, at)
    receipt = Message.objects.get(case=case, nature=Nature.HOUSE)
    assert receipt.delivery.next_at == at
    assert "Roman Bilyk" in receipt.text
    assert "on Thursday, 11 March, by 11:05 (UTC+2)" in receipt.text
    assert case.first_answer_due_at == datetime(2027, 3, 11, 9, 5, tzinfo=UTC)
    send_all(at)
    case.refresh_from_db()
    assert case.first_answered_at is None
    assert case.waits_since == at


@pytest.mark.parametrize(
    ("asked_at", "due_at"),
    [
        (datetime(2026, 10, 24, 18, 40, tzinfo=UTC), datetime(2026, 10, 25, 18, 40, tzinfo=UTC)),
        (datetime(2027, 3, 27, 19, 40, tzinfo=UTC), datetime(2027, 3, 28, 19, 40, tzinfo=UTC)),
    ],
)
def test_twenty_four_hours_are_elapsed_hours(
    olena: Person, asked_at: datetime, due_at: datetime
) -> None:
    """R129, A9 and its autumn twin."""
    case = write(olena, asked_at)
    assert case.first_answer_due_at == due_at
    answered_at = due_at + 30 * MINUTE
    answer_case(
        case,
        html="<p>We have it.</p>",
        next_word_at=answered_at + timedelta(days=1),
        by=User.objects.first(),
        at=answered_at,
    )
    send_all(answered_at)
    clock = Promise.objects.get(case=case, kind="first_answer")
    assert clock.outcome == "broken"


def test_ladder_of_the_first_answer(
    olha: User, roman: User, petro: User, iryna: User, olena: Person
) -> None:
    make.make_engagement(olena, petro, deputy=iryna)
    at = make.MORNING
    write(olena, at)
    hours = timedelta(hours=1)
    assert keep(at + 25 * hours) == [
        (at + 12 * hours, "half_of_the_day_gone", "Petro Marchenko"),
        (at + 20 * hours, "four_hours_left", "Petro Marchenko"),
        (at + 22 * hours, "two_hours_left", "Olha Levchenko"),
        (at + 23 * hours, "word_due_in_an_hour", "Petro Marchenko"),
        (at + 24 * hours + 15 * MINUTE, "in_the_dark", "Iryna Koval"),
        (at + 24 * hours + 30 * MINUTE, "in_the_dark", "Olha Levchenko"),
    ]


def test_a_late_keeper_tells_everybody_whom_the_alarm_should_have_reached(
    olha: User, roman: User, petro: User, iryna: User, olena: Person
) -> None:
    """As after an hour without power, or a pressed «+1 hour» of the demo."""
    make.make_engagement(olena, petro, deputy=iryna)
    at = make.MORNING
    case = write(olena, at)
    promise = Promise.objects.get(case=case, kind="first_answer")
    late = at + timedelta(hours=24, minutes=40)
    assert [climb(promise, by=HOUSE, at=late) for _twice in range(2)] == [True, False]
    told = Notice.objects.filter(at=late).order_by("pk")
    assert list(told.values_list("why", "user__full_name")) == [
        ("in_the_dark", "Iryna Koval"),
        ("in_the_dark", "Olha Levchenko"),
    ]


def test_next_word_of_a_partner(
    olha: User, petro: User, iryna: User, olena: Person, partner_class: object
) -> None:
    """A6: reminder at 16:00, Today at 17:00, sent 17:10: one miss by ten minutes, no escalation."""
    make.make_engagement(olena, petro, deputy=iryna, service_class=partner_class)
    case = write(olena, datetime(2027, 3, 16, 14, 0, tzinfo=UTC))
    said_at = datetime(2027, 3, 16, 15, 30, tzinfo=UTC)
    still_on_it(case, by=petro, at=said_at)
    send_all(said_at)
    case.refresh_from_db()
    friday = datetime(2027, 3, 19, 15, 0, tzinfo=UTC)
    assert case.next_word_at == friday
    assert keep(friday + 10 * MINUTE) == [
        (friday - 60 * MINUTE, "word_due_in_an_hour", "Petro Marchenko"),
    ]
    assert list(Case.objects.in_the_dark(friday)) == [case]
    assert list(Case.objects.in_the_dark(friday - MINUTE)) == []
    late_at = friday + 10 * MINUTE
    still_on_it(case, by=petro, at=late_at)
    send_all(late_at)
    assert keep(friday + 60 * MINUTE) == []
    clock = Promise.objects.get(case=case, kind="next_word", due_at=friday)
    assert (clock.outcome, clock.done_at) == ("broken", late_at)
    assert list(Case.objects.in_the_dark(late_at)) == []


def test_a_chaser_is_seen_and_an_afterthought_is_not(
    olha: User, petro: User, olena: Person
) -> None:
    make.make_engagement(olena, petro)
    at = make.MORNING
    case = write(olena, at)
    hear = {"person": olena, "channel": "email", "by": olena}
    first = hear_message(case, text="And one more thing.", at=at + 9 * MINUTE, **hear)
    assert first.chased_at is None
    second = hear_message(case, text="Is anybody there?", at=at + 60 * MINUTE, **hear)
    assert second.chased_at == at + 60 * MINUTE
    case.refresh_from_db()
    assert (case.severity_client, case.pace) == (2, 2)
    assert case.first_answer_due_at == at + timedelta(hours=24)
    assert Notice.objects.filter(user=olha, why="chased").count() == 1


def test_everything_is_in_the_journal(petro: User, olena: Person) -> None:
    make.make_engagement(olena, petro)
    case = write(olena, make.MORNING)
    kinds = list(
        Event.objects.filter(case_id=case.pk).order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == [
        "case.opened",
        "promise.made",
        "message.heard",
        "delivery.queued",
        "case.receipted",
    ]
