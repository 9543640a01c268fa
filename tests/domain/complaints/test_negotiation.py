"""Two refusals or five days without an offer lead to the table; the table ends in promises."""

from datetime import UTC, datetime, timedelta

import pytest

from slovo.domain.cases.models import Promise
from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.negotiating import (
    MadeLater,
    NegotiationHasEnded,
    WordsMissing,
    climb_negotiation,
    note_move,
)
from slovo.domain.complaints.actions.settling import (
    RoundHasPassed,
    SatBeforeTheSheet,
    SheetMissing,
    WaitsForTheClient,
    agree_at_table,
    prepare_table,
    set_next_round,
    settle_negotiation,
)
from slovo.domain.complaints.gaps import before_closing
from slovo.domain.complaints.models import Negotiation
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.talks.actions.agreeing import Line, answer_agreed_list
from tests.domain.complaints.inquiring import ANSWERED, answer, look_into, rule_of_refusals
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=1)
SHEET = {
    "scope": "Three drafts; the fourth was not agreed.",
    "contract": "Clause 7: changes in writing.",
    "relationship": "Client since 2021, 310,000 a year.",
    "bounds": "No discount on the court fee.",
}


def move(complaint, kind="refusal", side="us", text="No.", *, by, at=LATER):
    rule = rule_of_refusals() if (kind, side) == ("refusal", "us") else None
    return note_move(complaint, kind=kind, side=side, text=text, rule=rule, by=by, at=at)


def why_told(user):
    return sorted(Notice.objects.filter(user=user).values_list("why", flat=True))


@pytest.fixture
def disputed(filed, nadia):
    return move(filed, "offer", "us", "We write off one hour.", by=nadia)


@pytest.fixture
def prepared(disputed, olha):
    return prepare_table(disputed, **SHEET, by=olha, at=LATER)


def lines(at):
    return [
        Line("Send the corrected invoice", at + timedelta(days=2)),
        Line("Pay it", at + timedelta(days=9), owed_by="client"),
    ]


def test_two_refusals_are_a_deadlock_at_once(filed, nadia, olha):
    move(filed, side="us", by=nadia)
    assert Negotiation.objects.get().deadlocked_at is None
    locked = move(filed, side="client", text="Not for that money.", by=nadia)
    assert locked.deadlocked_at == LATER
    assert locked.table_by == locked.next_at
    assert "deadlock" in why_told(olha)
    assert Event.objects.filter(kind="negotiation.deadlocked").count() == 1


def test_an_offer_between_two_refusals_keeps_it_moving(filed, nadia):
    move(filed, side="us", by=nadia)
    move(filed, "offer", "us", "Half of it.", by=nadia, at=LATER + timedelta(hours=1))
    still = move(filed, side="client", by=nadia, at=LATER + timedelta(hours=2))
    assert (still.refusals, still.deadlocked_at) == (1, None)


def test_a_move_noted_late_counts_where_it_was_made(filed, nadia):
    hour = timedelta(hours=1)
    move(filed, "offer", "us", "Half of it.", by=nadia, at=LATER + 3 * hour)

    def late(kind, text, made_at, after):
        said = {"kind": kind, "side": "client", "text": text, "made_at": made_at}
        return note_move(filed, **said, by=nadia, at=LATER + after * hour)

    before = late("refusal", "Never.", LATER, 4)
    assert (before.refusals, before.deadlocked_at) == (0, None)
    after = late("refusal", "Not half.", LATER + 4 * hour, 5)
    assert (after.refusals, after.moved_at) == (1, LATER + 3 * hour)
    older = late("offer", "All but the fee.", LATER + hour, 6)
    assert (older.refusals, older.moved_at) == (1, LATER + 3 * hour)
    assert older.next_at == LATER + 3 * hour + timedelta(days=5)


def test_what_is_said_in_this_minute_comes_after_what_came_before_it(filed, nadia):
    move(filed, side="client", by=nadia, at=LATER + timedelta(seconds=7))
    said = {"kind": "offer", "side": "us", "text": "Half of it.", "made_at": LATER, "by": nadia}
    for late in (20, 25):
        again = note_move(filed, **said, at=LATER + timedelta(seconds=late))
    assert (again.refusals, again.moves.count(), again.moved_at.second) == (0, 2, 20)


def test_five_days_without_an_offer_are_a_deadlock(disputed, olha):
    edge = LATER + timedelta(days=5)
    assert disputed.next_at == edge
    assert climb_negotiation(disputed, by=HOUSE, at=edge - timedelta(seconds=1)) is False
    assert climb_negotiation(disputed, by=HOUSE, at=edge) is True
    known = Negotiation.objects.get()
    assert known.deadlocked_at == edge
    assert "deadlock" in why_told(olha)


def test_the_table_is_due_by_the_close_of_the_second_business_day(filed, nadia, olha):
    thursday = datetime(2027, 4, 1, 7, tzinfo=UTC)
    move(filed, side="us", by=nadia, at=thursday)
    locked = move(filed, side="client", by=nadia, at=thursday)
    assert locked.table_by == datetime(2027, 4, 5, 15, tzinfo=UTC)  # Monday 18:00 in Kyiv
    climb_negotiation(locked, by=HOUSE, at=locked.table_by)
    assert why_told(olha).count("table_late") == 1
    assert climb_negotiation(locked, by=HOUSE, at=locked.table_by + timedelta(days=1)) is False


def test_the_same_move_twice_is_one(filed, nadia):
    move(filed, by=nadia)
    again = move(filed, by=nadia)
    assert (again.refusals, again.moves.count()) == (1, 1)


def test_a_move_has_words_and_was_made_before(filed, nadia):
    with pytest.raises(WordsMissing):
        move(filed, text="  ", by=nadia)
    later = LATER + timedelta(seconds=1)
    with pytest.raises(MadeLater):
        note_move(filed, kind="offer", side="us", text="x", made_at=later, by=nadia, at=LATER)
    assert not Negotiation.objects.exists()


def test_the_table_needs_its_sheet(disputed, olha):
    with pytest.raises(SheetMissing):
        prepare_table(disputed, **{**SHEET, "bounds": " "}, by=olha, at=LATER)
    with pytest.raises(SheetMissing):
        agree_at_table(
            disputed, held_at=LATER, outcome="Agreed.", lines=lines(LATER), by=olha, at=LATER
        )
    prepared = prepare_table(disputed, **SHEET, by=olha, at=LATER)
    with pytest.raises(SatBeforeTheSheet):
        set_next_round(
            prepared,
            held_at=LATER - timedelta(hours=1),
            outcome="Nothing yet.",
            round_at=LATER + timedelta(days=1),
            by=olha,
            at=LATER,
        )


def test_an_agreement_with_two_duties_is_two_promises(prepared, olha, olena):
    """hear_of_agreement: the client's yes ends the dispute; what was settled he accepts."""
    at = LATER + timedelta(hours=3)
    agreed = agree_at_table(
        prepared, held_at=at, outcome="One hour less.", lines=lines(at), by=olha, at=at
    )
    assert agreed.next_at is None
    with pytest.raises(WaitsForTheClient):
        settle_negotiation(agreed, outcome="Done.", by=olha, at=at)
    answer_agreed_list(agreed.agreed, answer="yes", by=olena, at=at)
    known = Negotiation.objects.get()
    assert (known.ended_at, known.complaint.accepted_at) == (at, at)
    made = Promise.objects.given().order_by("due_at").values_list("text", "owed_by", "due_at")
    assert list(made) == [
        ("Send the corrected invoice", "us", at + timedelta(days=2)),
        ("Pay it", "client", at + timedelta(days=9)),
    ]


def test_his_no_leads_back_to_the_table(prepared, olha, olena):
    at = LATER + timedelta(hours=3)
    agreed = agree_at_table(
        prepared, held_at=at, outcome="One hour less.", lines=lines(at), by=olha, at=at
    )
    answer_agreed_list(agreed.agreed, answer="no", words="Two hours.", by=olena, at=at)
    known = Negotiation.objects.get()
    assert (known.ended_at, known.agreed) == (None, None)
    assert known.table_by == known.next_at


def test_a_next_round_has_its_date(prepared, olha):
    round_at = LATER + timedelta(days=3)
    with pytest.raises(RoundHasPassed):
        set_next_round(
            prepared, held_at=LATER, outcome="Not yet.", round_at=LATER, by=olha, at=LATER
        )
    known = set_next_round(
        prepared, held_at=LATER, outcome="Not yet.", round_at=round_at, by=olha, at=LATER
    )
    assert (known.table_by, known.next_at, known.held_at) == (round_at, round_at, LATER)


def test_a_complaint_in_dispute_cannot_be_closed(filed, disputed, olha, nadia):
    sentence = "It is in dispute. Settle it with the client first."
    assert sentence in before_closing(filed)
    settle_negotiation(disputed, outcome="She took the hour.", by=olha, at=LATER)
    assert sentence not in before_closing(filed)
    with pytest.raises(NegotiationHasEnded):
        move(filed, by=nadia)


def test_whoever_may_not_work_on_cases_may_not_negotiate(filed, surveyor):
    with pytest.raises(NotAllowed):
        move(filed, by=surveyor)


REFUSED = {
    "verdict": "refused",
    "remedies": [],
    "prevention": "",
    "ways": "Speak with Olha Levchenko.",
    "outside": "The bar of Kyiv",
}


@pytest.mark.parametrize(("sides", "is_locked"), [(REFUSED, True), ({}, False)])
def test_an_answer_he_rejects_is_a_dispute(filed, nadia, olena, sides, is_locked):
    """dispute_answer: what we refused and he rejects are two refusals; remedies are an offer."""
    finding = answer(look_into(filed, nadia), nadia, **sides)
    said_at = ANSWERED + timedelta(hours=1)
    answer_finding(finding, answer="no", words="It was not agreed.", by=olena, at=said_at)
    found = Negotiation.objects.get()
    assert (found.deadlocked_at is not None, found.refusals) == (is_locked, 2 if is_locked else 1)
    assert [move.side for move in found.moves.order_by("pk")] == ["us", "client"]


def test_an_answer_he_accepts_after_all_ends_the_dispute(filed, nadia, olena):
    """hear_of_acceptance"""
    move(filed, side="client", by=nadia)
    finding = answer(look_into(filed, nadia), nadia)
    said_at = ANSWERED + timedelta(hours=1)
    answer_finding(finding, answer="yes", by=olena, at=said_at)
    assert Negotiation.objects.get().ended_at == said_at
