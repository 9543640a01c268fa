"""What is a real action, when it is too long ago, and whose list a client stands on (R033)."""

from datetime import UTC, timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.actions.documents import add_document, share_document
from slovo.domain.billing.actions.drafting import add_line, draft_invoice
from slovo.domain.billing.actions.issuing import issue_invoice
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.loyalty.actions.noting import DeedUnclear, NotDoneYet, note_real_action
from slovo.domain.loyalty.acts import Act, last_acts, last_voices
from slovo.domain.loyalty.forgotten import listed, matters_of, rhythms_of
from slovo.domain.loyalty.keeping import owner_of, people_of
from slovo.domain.loyalty.models import RealAction
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.talks.actions.holding import note_talk
from tests import make
from tests.domain.courtesy.scene import write as write_unasked
from tests.domain.loyalty.scene import answer, write
from tests.domain.promises.scene import kyiv, promised, send_all

MARCH = kyiv("2027-03-01 11:00")
SPOKEN = kyiv("2027-03-01 23:30")
DAY = timedelta(days=1)


@pytest.fixture
def case(olena, agreed, petro):
    """Answered on 1 March, half an hour before midnight in Kyiv."""
    case = write(olena, MARCH)
    answer(case, petro, SPOKEN)
    return case


def days(person, at):
    row = rhythms_of([person], make.ZONE, at)[0]
    return row.days, row.is_forgotten


def test_r033_forty_five_days_are_not_listed_and_forty_six_are(case, olena, petro):
    assert last_acts([olena.pk], SPOKEN) == {olena.pk: Act(SPOKEN, "word")}
    assert last_acts([olena.pk], SPOKEN - timedelta(seconds=1)) == {}
    assert days(olena, kyiv("2027-04-15 23:59")) == (45, False)
    assert days(olena, kyiv("2027-04-16 00:00")) == (46, True)
    assert listed(petro, kyiv("2027-04-15 23:59")) == []
    assert [row.person for row in listed(petro, kyiv("2027-04-16 00:00"))] == [olena]


def test_r033_news_on_day_forty_changes_nothing_and_a_word_of_care_does(case, olena, petro):
    day_40, day_46 = kyiv("2027-04-10 19:59"), SPOKEN + 46 * DAY
    write_unasked(olena, petro, day_40, kind="news")
    send_all(day_40)
    assert days(olena, day_46) == (46, True)
    write_unasked(olena, petro, day_40 + DAY, kind="care")
    assert days(olena, day_46)[1] is False


def test_r021_receipts_and_invoices_do_not_reset(case, olena, agreed, petro):
    day_40, day_46 = kyiv("2027-04-10 12:00"), kyiv("2027-04-16 12:00")
    write(olena, day_40, subject="Another thing")
    invoice = draft_invoice(agreed, currency="UAH", by=petro, at=day_40)
    add_line(
        invoice,
        text="Court fee",
        unit_price=Decimal(5000),
        quantity=Decimal(1),
        by=petro,
        at=day_40,
    )
    due_on = day_40.date() + 14 * DAY
    issue_invoice(invoice, due_on=due_on, tells=True, by=petro, at=day_40)
    send_all(day_40)
    wordings = list(olena.messages.order_by("pk").values_list("wording", flat=True))
    assert (wordings.count("receipt"), wordings.count("invoice")) == (2, 1)
    assert days(olena, day_46) == (46, True)


def test_each_kind_of_real_action_resets(case, olena, agreed, petro, mailbox):
    at = kyiv("2027-04-16 10:00")
    promise = promised(case, petro, at=kyiv("2027-03-15 10:00"))
    fulfil_promise(promise, proof="Sent by courier.", by=petro, at=kyiv("2027-03-18 12:00"))
    assert last_acts([olena.pk], at)[olena.pk] == Act(kyiv("2027-03-18 12:00"), "promise")
    note_talk(case, held_at=kyiv("2027-03-19 12:00"), by=petro, at=kyiv("2027-03-19 13:00"))
    assert last_acts([olena.pk], at)[olena.pk] == Act(kyiv("2027-03-19 12:00"), "talk")
    file = ("act.pdf", "application/pdf", b"%PDF 1")
    shown_at = kyiv("2027-03-20 12:00")
    kept = add_document(agreed, kind="contract", title="14", file=file, by=petro, at=shown_at)
    share_document(kept, is_shared=True, by=petro, at=shown_at)
    assert last_acts([olena.pk], at)[olena.pk] == Act(shown_at, "document")
    for number, kind in enumerate(("call", "visit", "warning", "work"), start=21):
        done_at = kyiv(f"2027-03-{number} 12:00")
        said = {"kind": kind, "words": "The notary opens at nine.", "done_at": done_at}
        note_real_action(olena, **said, by=petro, at=done_at)
        assert last_acts([olena.pk], at)[olena.pk] == Act(done_at, kind)
    assert last_voices([olena.pk], at)[olena.pk] == Act(kyiv("2027-03-22 12:00"), "visit")


def test_voice_or_meeting_every_ninety_days(case, olena, petro):
    note_talk(case, held_at=MARCH, by=petro, at=MARCH)
    day_90 = kyiv("2027-05-30 12:00")
    answer(case, petro, day_90 - DAY)
    assert listed(petro, day_90) == []
    found = listed(petro, day_90 + DAY)
    assert [(row.voice_days, row.is_unheard, row.is_forgotten) for row in found] == [
        (91, True, False)
    ]


def test_note_real_action(olena, agreed, petro, taras):
    at = kyiv("2027-03-15 10:00")
    said = {"kind": "call", "words": "  She asked about the notary. ", "started_by": "client"}
    made = note_real_action(olena, **said, by=petro, at=at)
    assert note_real_action(olena, **said, by=petro, at=at) == made
    assert (made.words, made.done_at, made.done_by) == ("She asked about the notary.", at, petro)
    event = Event.objects.get(kind="realaction.noted")
    assert (event.refs["person"], event.refs["about"]) == (olena.pk, "call")
    for wrong in ({"kind": "gift"}, {"words": "  "}, {"started_by": "nobody"}):
        with pytest.raises(DeedUnclear):
            note_real_action(olena, **{**said, **wrong}, by=petro, at=at)
    with pytest.raises(NotDoneYet):
        note_real_action(olena, **said, done_at=at + DAY, by=petro, at=at)
    with pytest.raises(NotAllowed):
        note_real_action(olena, **said, by=taras, at=at)
    assert RealAction.objects.count() == 1


def test_each_client_belongs_to_one_colleague(agreed, olena, viktor, petro, iryna, olha, mailbox):
    at = kyiv("2027-03-15 10:00")
    hold_relationship(olena, user=iryna, by=HOUSE, at=at)
    assert (owner_of(olena), list(people_of(petro)), list(people_of(iryna))) == (petro, [olena], [])
    assert (owner_of(viktor), list(people_of(olha))) == (olha, [])
    case = write(viktor, at)
    assert owner_of(viktor) == (case.answerer or olha)
    hold_relationship(viktor, user=iryna, by=HOUSE, at=at)
    assert (owner_of(viktor), list(people_of(iryna))) == (iryna, [viktor])
    assert list(people_of(olha)) == []
    assert Person.objects.count() == 2


def test_an_open_matter_is_spoken_of_before_a_newer_past_one(case, olena, olha, agreed):
    past = write(olena, kyiv("2027-03-02 11:00"), subject="Past")
    assert matters_of([olena.pk]) == {olena.pk: past}
    close_case(past, reason="done", by=olha, at=kyiv("2027-03-03 11:00"))
    assert matters_of([olena.pk]) == {olena.pk: case}


def test_who_was_never_spoken_to_is_counted_from_the_first_matter(olena, agreed):
    assert days(olena, kyiv("2027-04-26 10:00")) == (45, False)
    assert days(olena, kyiv("2027-04-27 10:00")) == (46, True)
    assert MARCH.astimezone(UTC) < agreed.signed_at
