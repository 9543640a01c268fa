"""R039: what counts as the first word and the first help, and what takes it back."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.delivering import return_message
from slovo.domain.cases.actions.outgoing import send_house_words
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.risks.actions.raising import KnownLater, raise_risk, withhold_risk
from slovo.domain.risks.actions.surprises import (
    DropUnclear,
    HeardBefore,
    HelpNotThereYet,
    HelpUnclear,
    NotSince,
    drop_surprise,
    help_client,
    mark_reacted,
    note_surprise,
    say_first_word,
    unmark_reacted,
)
from slovo.domain.risks.models import Surprise
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import fresh, kyiv, send_all

pytestmark = pytest.mark.django_db
NOTICED = kyiv("2027-03-29 11:10")
MINUTE = timedelta(minutes=1)


def noted(case, by, **sides):
    return note_surprise(case, **{"text": "Account seized", "at": NOTICED, **sides}, by=by)


def write(case, by, at):
    letter = answer_case(case, html="<p>We act.</p>", next_word_at=at + 300 * MINUTE, by=by, at=at)
    send_all(at)
    return letter


def test_note_surprise_once_and_never_in_the_future(case, petro, surveyor):
    assert noted(case, petro) == noted(case, petro)
    with pytest.raises(KnownLater):
        noted(case, petro, detected_at=NOTICED + MINUTE)
    with pytest.raises(NotAllowed):
        noted(case, surveyor)
    assert Event.objects.filter(kind="surprise.noted").count() == 1


def test_a_letter_that_reached_him_since_we_noticed_counts_already(case, petro):
    letter = write(case, petro, NOTICED + 5 * MINUTE)
    found = noted(case, petro, detected_at=NOTICED, at=NOTICED + 10 * MINUTE)
    assert (found.reaction, found.reacted_within) == (letter, 5 * MINUTE)


def test_only_its_delivery_is_the_first_word_and_a_return_takes_it_back(case, petro):
    found = noted(case, petro)
    first = write(case, petro, NOTICED + 5 * MINUTE)
    assert fresh(found).reacted_within == 5 * MINUTE
    second = write(case, petro, NOTICED + 20 * MINUTE)
    assert fresh(found).reaction == first
    return_message(first, by=HOUSE, at=NOTICED + 30 * MINUTE)
    assert (fresh(found).reaction, fresh(found).reacted_within) == (second, 20 * MINUTE)
    return_message(second, by=HOUSE, at=NOTICED + 31 * MINUTE)
    assert fresh(found).reacted_at is None
    assert list(breaches()) == []


def test_say_first_word_counts_if_it_came_first(case, petro, surveyor):
    found = noted(case, petro)
    write(case, petro, NOTICED + 20 * MINUTE)
    now = NOTICED + 30 * MINUTE
    with pytest.raises(HeardBefore):
        say_first_word(found, words="Later", reacted_at=now, by=petro, at=now)
    assert fresh(found).reacted_within == 20 * MINUTE
    for wrong, refusal in (
        ({"words": " "}, HelpUnclear),
        ({"reacted_at": NOTICED - MINUTE}, NotSince),
        ({"reacted_at": now + MINUTE}, NotSince),
    ):
        with pytest.raises(refusal):
            say_first_word(found, **{"words": "Called", **wrong}, by=petro, at=now)
    with pytest.raises(NotAllowed):
        say_first_word(found, words="Called", by=surveyor, at=now)
    for _ in range(2):
        say_first_word(found, words="Called", reacted_at=NOTICED + 13 * MINUTE, by=petro, at=now)
    assert Event.objects.filter(kind="surprise.reacted").count() == 2
    assert (fresh(found).reacted_within, fresh(found).reaction) == (13 * MINUTE, None)


def test_help_client_is_stamped_by_the_letter_that_brought_it(case, petro, surveyor):
    found = noted(case, petro)
    letter = write(case, petro, NOTICED + 20 * MINUTE)
    now = NOTICED + 60 * MINUTE
    with pytest.raises(HelpUnclear):
        help_client(found, words=" ", by=petro, at=now)
    with pytest.raises(NotAllowed):
        help_client(found, words="A bond", by=surveyor, at=now)
    for words in ("A bond was filed", "Another"):
        help_client(found, words=words, letter=letter, by=petro, at=now)
    assert fresh(found).helped_within == 20 * MINUTE
    assert fresh(found).help_words == "A bond was filed"
    assert Event.objects.filter(kind="surprise.helped").count() == 1


def test_what_is_kept_back_by_law_is_the_principals_alone(case, petro, olha):
    risk = raise_risk(case, text="Seized", by=petro, at=NOTICED)
    found = noted(case, petro, risk=risk)
    assert noted(case, petro, risk=risk, text="Else") == found
    withhold_risk(risk, reason="Privilege", by=olha, at=NOTICED)
    assert list(Surprise.objects.visible_to(petro)) == []
    assert list(Surprise.objects.visible_to(olha)) == [found]


def test_mark_reacted_hears_only_what_a_colleague_wrote_to_the_client(case, petro):
    found = noted(case, petro)
    receipt = send_house_words(case, wording="receipt", words="Received", by=HOUSE, at=NOTICED)
    mark_reacted(receipt, by=HOUSE, at=NOTICED + MINUTE)
    assert fresh(found).reacted_at is None
    letter = write(case, petro, NOTICED + 5 * MINUTE)
    mark_reacted(letter, by=HOUSE, at=NOTICED + 6 * MINUTE)
    assert fresh(found).reacted_within == 5 * MINUTE
    for _ in range(2):
        unmark_reacted(letter, by=HOUSE, at=NOTICED + 7 * MINUTE)
    assert fresh(found).reacted_at is None


def test_a_letter_helps_when_it_arrives_and_no_more_when_it_comes_back(case, petro):
    found = noted(case, petro)
    now = NOTICED + 10 * MINUTE
    letter = answer_case(
        case, html="<p>Paid.</p>", next_word_at=now + 300 * MINUTE, by=petro, at=now
    )
    with pytest.raises(HelpNotThereYet):
        help_client(found, words="A bond was filed", letter=letter, by=petro, at=now)
    assert fresh(found).helped_at is None
    send_all(now + MINUTE)
    help_client(found, words="A bond was filed", letter=letter, by=petro, at=now + 5 * MINUTE)
    assert fresh(found).helped_within == 11 * MINUTE
    return_message(letter, by=HOUSE, at=now + 6 * MINUTE)
    found = fresh(found)
    assert (found.helped_at, found.help, found.help_words) == (None, None, "A bond was filed")
    assert list(breaches()) == []


def test_drop_surprise_says_why_counts_nowhere_and_can_be_noted_anew(case, petro, surveyor):
    risk = raise_risk(case, text="Seized", by=petro, at=NOTICED)
    found = noted(case, petro, risk=risk)
    now = NOTICED + MINUTE
    with pytest.raises(DropUnclear):
        drop_surprise(found, why=" ", by=petro, at=now)
    with pytest.raises(NotAllowed):
        drop_surprise(found, why="Announced", by=surveyor, at=now)
    for why in ("The court had announced it", "Else"):
        drop_surprise(found, why=why, by=petro, at=now)
    assert fresh(found).dropped_why == "The court had announced it"
    assert Event.objects.filter(kind="surprise.dropped").count() == 1
    assert list(Surprise.objects.standing()) == []
    write(case, petro, NOTICED + 5 * MINUTE)
    assert fresh(found).reacted_at is None
    again = noted(case, petro, risk=risk, at=NOTICED + 9 * MINUTE)
    assert (again, again.dropped_at, again.reacted_within) == (found, None, 5 * MINUTE)
    assert list(breaches()) == []
