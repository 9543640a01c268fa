"""Cause, effect, a way on, the next word (R040); before the due a new date, after it a breach."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import NextWordMissing, undo_answer
from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.domain.delivery.actions.asking import AnsweredAlready, WordsMissing
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.post.actions.sending import record_return
from slovo.domain.promises.actions.ending import fulfil_promise
from slovo.domain.promises.actions.making import DoesNotFit
from slovo.domain.risks.actions.choosing import ChoiceMissing, choose_way
from slovo.domain.risks.actions.raising import raise_risk
from slovo.domain.risks.actions.telling import (
    AlternativeMissing,
    CauseOrEffectMissing,
    DateHasPassed,
    Way,
    mark_told,
    take_news_back,
    tell_bad_news,
    unmark_told,
)
from slovo.domain.risks.models import BadNews, End, Risk
from slovo.domain.risks.speed import Speed, report
from tests.domain.promises.scene import (
    MONDAY,
    NEXT_MONDAY,
    fresh,
    kyiv,
    promised,
    send_all,
)

pytestmark = pytest.mark.django_db
KNOWN = kyiv("2027-03-22 11:10")
CALLED = kyiv("2027-03-22 12:05")
NEW_DATE = kyiv("2027-03-23 15:00")
NEXT_WORD = kyiv("2027-03-23 17:00")
WAYS = (Way("File it again", NEW_DATE), Way("Pay the fee twice and claim one back"))


@pytest.fixture
def promise(case, petro):
    return promised(case, petro, effort_minutes=60)


@pytest.fixture
def risk(case, promise, maksym):
    return raise_risk(case, text="Wrong code", promise=promise, by=maksym, at=KNOWN)


def told(risk, by, **sides):
    given = {
        "cause": "The fee was paid under a wrong code.",
        "effect": "The court has returned the filing.",
        "ways": WAYS,
        "next_word_at": NEXT_WORD,
        "at": CALLED,
    }
    return tell_bad_news(risk, by=by, **{**given, **sides})


def test_a_letter_says_all_of_it_and_asks_one_question(risk, petro):
    news = told(risk, petro)
    text = news.letter.text
    for words in (
        "The fee was paid under a wrong code.",
        "The court has returned the filing.",
        "Pay the fee twice and claim one back",
        "15:00 (UTC+2)",
        "/q/",
    ):
        assert words in text
    assert (news.told_at, fresh(risk).told_at) == (None, None)
    send_all(CALLED + timedelta(minutes=1))
    assert fresh(news).told_at == CALLED + timedelta(minutes=1)
    risk = fresh(risk)
    assert (risk.end, risk.told_at, risk.next_at) == (End.TOLD, CALLED + timedelta(minutes=1), None)


def test_pressed_twice_it_is_one_letter(risk, petro):
    assert told(risk, petro) == told(risk, petro)
    assert BadNews.objects.count() == 1


@pytest.mark.parametrize(
    ("sides", "refusal"),
    [
        ({"cause": " "}, CauseOrEffectMissing),
        ({"effect": ""}, CauseOrEffectMissing),
        ({"ways": ()}, AlternativeMissing),
        ({"ways": (Way("Again", KNOWN),)}, DateHasPassed),
        ({"next_word_at": None}, NextWordMissing),
    ],
)
def test_bad_news_without_a_way_on_does_not_leave(risk, petro, sides, refusal):
    with pytest.raises(refusal):
        told(risk, petro, **sides)
    assert not BadNews.objects.exists()


def test_a_date_that_cannot_be_kept_is_not_offered(risk, petro):
    with pytest.raises(DoesNotFit) as refused:
        told(risk, petro, effort_minutes=600)
    assert (refused.value.needed, refused.value.free) == (720, 360)


def test_spoken_he_knows_at_once_and_the_letter_confirms_it(risk, olha):
    news = told(risk, olha, is_spoken=True)
    assert (news.told_at, news.is_in_time, fresh(risk).end) == (CALLED, True, End.TOLD)


def test_raised_without_words_it_is_named_by_the_cause_he_was_told(case, petro, olha):
    risk = raise_risk(case, text="", by=petro, at=KNOWN)
    news = told(risk, olha, is_spoken=True)
    assert (fresh(risk).text, fresh(risk).end) == (news.cause, End.TOLD)


def test_chosen_before_the_due_the_promise_is_renegotiated(risk, promise, petro, olena):
    news = told(risk, petro)
    choice = news.alternatives.get(place=0)
    news = choose_way(news, choice=choice, words="", by=olena, at=kyiv("2027-03-22 17:59"))
    assert (news.choice, news.is_agreed) == (choice, True)
    old, new = fresh(promise), Promise.objects.get(replaces=promise)
    assert (old.outcome, new.due_at, new.consent) == (
        Outcome.RENEGOTIATED,
        NEW_DATE,
        "File it again",
    )
    assert Notice.objects.get(why="said_yes").user == petro
    assert list(breaches()) == []


def test_ten_minutes_after_the_due_it_is_broken_not_renegotiated(risk, promise, petro, olena):
    late = NEXT_MONDAY + timedelta(minutes=10)
    news = told(risk, petro, at=late)
    send_all(late)
    assert fresh(news).is_in_time is False
    choose_way(news, choice=news.alternatives.get(place=0), words="", by=olena, at=late)
    assert fresh(promise).outcome == Outcome.BROKEN
    assert Promise.objects.get(replaces=promise).due_at == NEW_DATE


def test_none_that_suits_is_said_in_his_words(risk, promise, petro, olena):
    news = told(risk, petro)
    with pytest.raises(ChoiceMissing):
        choose_way(news, choice=None, words=" ", by=olena, at=CALLED)
    news = choose_way(news, choice=None, words="I want my money back.", by=olena, at=CALLED)
    assert (news.state, news.words, fresh(promise).ended_at) == (
        "no",
        "I want my money back.",
        None,
    )
    assert Notice.objects.get(why="said_no").user == petro


def test_a_choice_told_to_a_colleague_needs_his_words_and_is_not_overwritten(risk, petro, olena):
    news = told(risk, petro)
    way = news.alternatives.get(place=1)
    with pytest.raises(WordsMissing):
        choose_way(news, choice=way, words="", by=petro, at=CALLED)
    choose_way(news, choice=way, words="Pay it.", by=petro, at=CALLED)
    with pytest.raises(AnsweredAlready):
        choose_way(news, choice=None, words="No", by=olena, at=CALLED)


def test_a_letter_taken_back_asks_nothing(risk, petro):
    later = CALLED + timedelta(seconds=30)
    news = told(risk, petro, send_at=later)
    undo_answer(news.letter, by=petro, at=CALLED)
    assert fresh(news).state == "withdrawn"
    assert told(risk, petro).pk != news.pk


def test_how_fast_it_flew(case, risk, promise, petro, olha):
    told(risk, olha, is_spoken=True)
    found = report(Risk.objects.all(), MONDAY, NEW_DATE)
    assert found.told == Speed(1, 55 * 60, 55 * 60)
    assert found.seen == Speed(0, None, None)
    assert (found.in_time, found.with_due) == (1, 1)
    assert (round(found.interval.low, 3), found.interval.high) == (0.207, 1.0)


def test_a_letter_that_comes_back_leaves_the_risk_open(risk, petro):
    news = told(risk, petro)
    send_all(CALLED)
    record_return(fresh(news).letter.delivery, why="unknown", by=HOUSE, at=NEXT_WORD)
    risk, news = fresh(risk), fresh(news)
    assert (risk.told_at, risk.end, news.told_at) == (None, "", None)
    assert risk.next_at == kyiv("2027-03-22 11:25")
    kinds = Event.objects.filter(kind__startswith="badnews").values_list("kind", flat=True)
    assert list(kinds) == ["badnews.written", "badnews.told", "badnews.returned"]
    again = told(risk, petro)
    assert (again.pk != news.pk, fresh(news).is_waiting, again.letter != news.letter) == (
        True,
        False,
        True,
    )


def test_what_was_said_aloud_no_letter_takes_back(risk, olha):
    news = told(risk, olha, is_spoken=True)
    mark_told(news, by=HOUSE, at=NEXT_WORD)
    unmark_told(news, by=HOUSE, at=NEXT_WORD)
    take_news_back(
        choose_way(news, choice=None, words="No", by=olha, at=CALLED), by=HOUSE, at=CALLED
    )
    assert (fresh(news).told_at, fresh(news).state) == (CALLED, "no")


def test_a_date_where_nothing_was_promised_is_a_promise_of_its_own(case, petro, olena):
    news = told(raise_risk(case, text="Wrong code", by=petro, at=KNOWN), petro)
    choose_way(news, choice=news.alternatives.get(place=0), words="", by=olena, at=CALLED)
    made = Promise.objects.given().get()
    assert (made.text, made.due_at, made.owner, made.replaces) == (
        "File it again",
        NEW_DATE,
        petro,
        None,
    )
    assert (made.consent, made.origin) == ("File it again", news.letter)
    assert list(breaches()) == []


@pytest.mark.parametrize(("done_at", "count"), [(CALLED, 0), (kyiv("2027-03-22 18:01"), 1)])
def test_done_before_he_chose_it_is_not_promised_again(risk, promise, petro, olena, done_at, count):
    news = told(risk, petro)
    fulfil_promise(promise, by=petro, at=done_at)
    way = news.alternatives.get(place=0)
    choose_way(news, choice=way, words="", by=olena, at=kyiv("2027-03-22 18:02"))
    assert Promise.objects.filter(replaces=promise, text=promise.text).count() == count
