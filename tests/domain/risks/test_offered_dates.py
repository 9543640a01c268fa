"""Dates that bad news offers to choose from are decided about; its other dates are looked at."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import undo_answer
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.sending import record_return
from slovo.domain.promises.actions.dates import DatesUndecided, send_answer
from slovo.domain.promises.actions.reviewing import list_dates
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.actions.raising import raise_risk
from slovo.domain.risks.actions.telling import Way, tell_bad_news
from tests.domain.promises.scene import fresh, kyiv, send_all

pytestmark = pytest.mark.django_db
CALLED = kyiv("2027-03-22 12:05")
NEW_DATE = kyiv("2027-03-23 15:00")
NEXT_WORD = kyiv("2027-03-23 17:00")


@pytest.fixture
def risk(case, maksym):
    return raise_risk(case, text="Wrong code", by=maksym, at=CALLED)


def told(risk, by, **sides):
    given = {
        "cause": "The fee was paid under a wrong code.",
        "effect": "The court has returned the filing.",
        "next_word_at": NEXT_WORD,
        "at": CALLED,
    }
    return tell_bad_news(risk, by=by, **{**given, **sides})


def test_dates_he_may_choose_from_are_decided_about_others_are_looked_at(risk, petro):
    offered = (
        Way("Подамо знову за тиждень", NEW_DATE),
        Way("Вернём пошлину до 30 марта"),
    )
    news = told(risk, petro, ways=offered, effect="Проєкт надішлю до п’ятниці.")
    send_all(CALLED)
    assert [date.words for date in FoundDate.objects.to_review().order_by("pk")] == [
        "до п’ятниці",
        "до 30 марта",
    ]
    aside = FoundDate.objects.filter(message=news.letter, aside_at=CALLED, settled_by=petro)
    assert [(date.words, date.due_at) for date in aside.order_by("pk")] == [
        ("за тиждень", kyiv("2027-03-29 23:59:59")),
        ("вт 23 березня, 15:00 (UTC+2)", NEW_DATE),
    ]
    record_return(fresh(news).letter.delivery, why="full", by=HOUSE, at=NEXT_WORD)
    list_dates(news.letter, by=HOUSE, at=NEXT_WORD)
    assert FoundDate.objects.count() == 4


def test_a_letter_taken_back_leaves_nothing_decided_about_the_next(case, risk, petro):
    offered = (Way("Filed again by Friday", NEW_DATE),)
    news = told(risk, petro, ways=offered, send_at=CALLED + timedelta(seconds=30))
    undo_answer(news.letter, by=petro, at=CALLED)
    with pytest.raises(DatesUndecided):
        send_answer(case, html="Filed again by Friday", next_word_at=NEXT_WORD, by=petro, at=CALLED)
