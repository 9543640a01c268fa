"""R087: a date in a letter is a gated promise, or said to be none, or looked at within 4 h."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from slovo.domain.cases.actions.answering import answer_case, still_on_it, undo_answer
from slovo.domain.cases.models import Message, Promise
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.post.actions.sending import record_return
from slovo.domain.promises.actions.dates import (
    DateIsSettled,
    DatesUndecided,
    promise_date,
    promise_draft_date,
    send_answer,
    set_date_aside,
    set_draft_date_aside,
)
from slovo.domain.promises.actions.making import DoesNotFit
from slovo.domain.promises.actions.reviewing import alert_of_date, list_dates
from slovo.domain.promises.models import FoundDate
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.keeper.duties import review_dates
from tests.domain.promises.scene import MONDAY, NEXT_MONDAY, fresh, kyiv, promised, send_all

FRIDAY = kyiv("2027-03-19 18:00")
WORD = kyiv("2027-03-16 12:00")
LETTERS = {
    "en": "It will be done by Friday.",
    "ru": "Сделаем до пятницы.",
    "uk": "Зробимо до п’ятниці.",
}
WORDS = {"en": "by Friday", "ru": "до пятницы", "uk": "до п’ятниці"}
SIDES: dict[str, Any] = {"text": "The claim", "kind": "document", "due_at": FRIDAY}


def sent(case, by, html=LETTERS["en"], **more) -> Message:
    given = {"next_word_at": WORD, "leaves_dates": True, "at": MONDAY, **more}
    return send_answer(case, html=html, by=by, **given)


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_a_date_without_a_promise_is_asked_about(petro, case, language):
    with pytest.raises(DatesUndecided) as asked:
        sent(case, petro, LETTERS[language], leaves_dates=False)
    [date] = asked.value.dates
    assert (date.words, date.due_at, date.sentence) == (
        WORDS[language],
        FRIDAY,
        LETTERS[language].rstrip("."),
    )
    assert str(asked.value) == f"You wrote a date: “{WORDS[language]}”. Is it a promise?"
    assert not Message.objects.exists()


def test_several_dates_are_asked_about_together(petro, case):
    with pytest.raises(DatesUndecided) as asked:
        sent(case, petro, "<p>A draft on Tuesday, the rest by Friday.</p>", leaves_dates=False)
    assert str(asked.value) == "You wrote dates: “on Tuesday”, “by Friday”. Are they promises?"


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_each_date_stands_in_the_quotes_of_the_readers_language(petro, case, language):
    with translation.override(language), pytest.raises(DatesUndecided) as asked:
        sent(case, petro, "<p>A draft on Tuesday, the rest by Friday.</p>", leaves_dates=False)
    assert "«on Tuesday», «by Friday»" in str(asked.value)


@pytest.mark.parametrize(
    "html",
    ["We have your papers.", "Please sign it by Friday.", "I will write tomorrow at 12:00."],
)
def test_nobody_is_asked_without_a_date_or_about_the_next_word(petro, case, html):
    assert sent(case, petro, html, leaves_dates=False).text == html


def test_a_date_that_is_promised_already_is_known(petro, case):
    promised(case, petro, due_at=FRIDAY)
    sent(case, petro, leaves_dates=False)
    send_all(MONDAY)
    assert not FoundDate.objects.exists()


def test_a_promise_from_the_draft_passes_the_gate_and_ties_the_date(petro, case):
    with pytest.raises(DoesNotFit) as refused:
        promise_draft_date(
            case,
            words="by Friday",
            found_at=FRIDAY,
            **{**SIDES, "effort_minutes": 14 * 60},
            by=petro,
            at=MONDAY,
        )
    assert refused.value.earliest == NEXT_MONDAY
    assert not FoundDate.objects.exists()
    given = {**SIDES, "due_at": NEXT_MONDAY, "effort_minutes": 14 * 60}
    promise = promise_draft_date(
        case, words="by Friday", found_at=FRIDAY, **given, by=petro, at=MONDAY
    )
    message = sent(case, petro, leaves_dates=False)
    send_all(MONDAY)
    found = FoundDate.objects.get()
    assert (found.message, found.promise, found.due_at) == (message, promise, FRIDAY)
    assert fresh(promise).origin == message
    assert not FoundDate.objects.to_review().exists()
    event = Event.objects.get(kind="date.promised")
    assert event.refs == {"message": None, "promise": promise.pk}


def test_not_a_promise_is_remembered_for_these_words_of_this_draft(petro, iryna, case):
    set_draft_date_aside(case, words="by Friday", due_at=FRIDAY, by=petro, at=MONDAY)
    again = set_draft_date_aside(case, words="by Friday", due_at=FRIDAY, by=petro, at=MONDAY)
    with pytest.raises(DatesUndecided):
        sent(case, iryna, leaves_dates=False)
    with pytest.raises(DatesUndecided):
        sent(case, petro, "We will file it by Thursday.", leaves_dates=False)
    sent(case, petro, leaves_dates=False)
    send_all(MONDAY)
    assert FoundDate.objects.get() == again
    assert Event.objects.filter(kind="date.set_aside").count() == 1
    with pytest.raises(DatesUndecided):
        sent(case, petro, "The other claim: by Friday.", leaves_dates=False)


def test_who_changes_his_mind_in_the_draft_may_promise(petro, case):
    set_draft_date_aside(case, words="by Friday", due_at=FRIDAY, by=petro, at=MONDAY)
    given = {**SIDES, "words": "by Friday", "found_at": FRIDAY, "by": petro, "at": MONDAY}
    promise = promise_draft_date(case, **given)
    assert promise_draft_date(case, **given) == promise
    assert FoundDate.objects.get().aside_at is None
    with pytest.raises(DateIsSettled):
        set_draft_date_aside(case, words="by Friday", due_at=FRIDAY, by=petro, at=MONDAY)


def test_a_letter_taken_back_keeps_what_was_decided(petro, case):
    set_draft_date_aside(case, words="by Friday", due_at=FRIDAY, by=petro, at=MONDAY)
    later = MONDAY + timedelta(seconds=20)
    message = sent(case, petro, leaves_dates=False, send_at=later)
    undo_answer(message, by=petro, at=MONDAY + timedelta(seconds=5))
    assert sent(case, petro, leaves_dates=False, at=later).cancelled_at is None


def test_what_leaves_undecided_is_reviewed_within_four_hours(petro, olha, case):
    message = sent(case, petro, "<p>Done by Friday, the rest on 24 March.</p>")
    assert not FoundDate.objects.exists()
    send_all(MONDAY)
    first, second = FoundDate.objects.to_review().order_by("pk")
    assert (first.words, first.due_at, second.words) == ("by Friday", FRIDAY, "on 24 March")
    assert (first.message, first.author) == (message, petro)
    assert first.review_by == first.next_at == kyiv("2027-03-15 14:00")
    assert Event.objects.filter(kind="date.listed", actor_kind="house").count() == 2
    set_date_aside(second, by=petro, at=MONDAY)
    assert review_dates(kyiv("2027-03-15 13:59")) == 0
    assert not alert_of_date(first, by=HOUSE, at=kyiv("2027-03-15 13:59"))
    assert review_dates(kyiv("2027-03-15 14:00")) == 1
    assert review_dates(kyiv("2027-03-15 14:01")) == 0
    notice = Notice.objects.get(why="date_unreviewed")
    assert (notice.user, notice.subject) == (olha, f"case:{case.pk}")
    event = Event.objects.get(kind="date.unreviewed")
    assert (event.subject, event.at) == (f"founddate:{first.pk}", kyiv("2027-03-15 14:00"))
    assert list(FoundDate.objects.to_review()) == [first]


def test_a_late_keeper_tells_once_and_of_what_is_still_open(petro, case):
    sent(case, petro)
    send_all(MONDAY)
    found = FoundDate.objects.get()
    promise = promise_date(found, **SIDES, by=petro, at=kyiv("2027-03-15 13:00"))
    assert review_dates(kyiv("2027-03-16 09:00")) == 0
    assert not Notice.objects.filter(why="date_unreviewed").exists()
    assert (promise.origin, fresh(found).settled_by) == (found.message, petro)
    with pytest.raises(DateIsSettled):
        set_date_aside(found, by=petro, at=kyiv("2027-03-15 13:01"))
    assert promise_date(found, **SIDES, by=petro, at=kyiv("2027-03-15 13:01")) == promise


def test_a_letter_accepted_again_is_reviewed_anew(petro, case):
    message = sent(case, petro)
    send_all(MONDAY)
    list_dates(message, by=HOUSE, at=kyiv("2027-03-15 12:00"))
    assert FoundDate.objects.get().next_at == kyiv("2027-03-15 16:00")


def test_what_was_set_aside_after_it_left_is_settled(petro, case):
    sent(case, petro)
    send_all(MONDAY)
    found = FoundDate.objects.get()
    set_date_aside(found, by=petro, at=MONDAY)
    with pytest.raises(DateIsSettled):
        promise_date(found, **SIDES, by=petro, at=MONDAY)
    assert not Promise.objects.given().exists()


def test_a_letter_that_came_back_told_nothing(petro, case):
    message = sent(case, petro)
    send_all(MONDAY)
    returned(message, kyiv("2027-03-15 12:00"))
    assert not FoundDate.objects.to_review().exists()
    assert review_dates(kyiv("2027-03-15 14:00")) == 1
    assert not Notice.objects.filter(why="date_unreviewed").exists()


def test_the_word_of_still_on_it_is_no_date_of_its_own(petro, case):
    still_on_it(case, by=petro, at=MONDAY)
    send_all(MONDAY)
    assert not FoundDate.objects.exists()


def test_a_letter_sent_by_another_way_is_reviewed_too(petro, case):
    answer_case(case, html=LETTERS["ru"], next_word_at=WORD, by=petro, at=MONDAY)
    send_all(MONDAY)
    assert FoundDate.objects.to_review().get().words == "до пятницы"


def test_asking_whether_it_is_solved_asks_about_dates_too(petro, case):
    with pytest.raises(DatesUndecided):
        send_answer(case, html=LETTERS["uk"], solves=True, by=petro, at=MONDAY)
    left = send_answer(
        case, html=LETTERS["uk"], solves=True, leaves_dates=True, by=petro, at=MONDAY
    )
    assert left.solves


def test_a_stranger_to_cases_decides_nothing(petro, taras, case):
    sent(case, petro)
    send_all(MONDAY)
    found = FoundDate.objects.get()
    draft = {"words": "by Friday", "by": taras, "at": MONDAY}
    with pytest.raises(NotAllowed):
        set_date_aside(found, by=taras, at=MONDAY)
    with pytest.raises(NotAllowed):
        promise_date(found, **SIDES, by=taras, at=MONDAY)
    with pytest.raises(NotAllowed):
        set_draft_date_aside(case, due_at=FRIDAY, **draft)
    with pytest.raises(NotAllowed):
        promise_draft_date(case, found_at=FRIDAY, **SIDES, **draft)
    with pytest.raises(NotAllowed):
        sent(case, taras)
    assert list(FoundDate.objects.visible_to(taras)) == []
    assert list(FoundDate.objects.visible_to(petro)) == [found]


def returned(message: Message, at: datetime) -> None:
    delivery = fresh(message).delivery
    record_return(delivery, why="550", by=HOUSE, at=at)
