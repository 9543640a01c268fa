"""The first thirty days: welcome by the next close of business, names, card, a date (R046, A4)."""

from datetime import timedelta

import pytest

from slovo.domain.engagements.actions.engagements import end_engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.loyalty.actions.noting import note_real_action
from slovo.domain.loyalty.onboarding import path_of, paths_of
from tests.domain.loyalty.scene import SIGNED, answer, write
from tests.domain.promises.scene import fresh, kyiv, promised
from tests.make import make_engagement

CLOSE = kyiv("2027-03-15 18:00")
SECOND = timedelta(seconds=1)


def gaps(engagement, at):
    return [step.kind for step in path_of(fresh(engagement), at).gaps(at)]


def test_a4_welcome_is_due_at_the_close_of_the_next_business_day(agreed):
    path = path_of(agreed, SIGNED)
    assert [(step.kind, step.due_at) for step in path.steps] == [
        (kind, CLOSE) for kind in ("welcome", "team", "card", "result")
    ]
    assert (gaps(agreed, CLOSE), gaps(agreed, CLOSE + SECOND)) == (
        [],
        ["welcome", "card", "result"],
    )


def test_r046_no_welcome_by_next_days_end_is_listed(agreed, olha, petro, iryna):
    assert [path.gaps(CLOSE) for path in paths_of(olha, CLOSE)] == [[]]
    late = CLOSE + SECOND
    assert [path.gaps(late)[0].kind for path in paths_of(olha, late)] == ["welcome"]
    assert [path.engagement for path in paths_of(petro, late)] == [agreed]
    assert paths_of(iryna, late) == []


def test_only_the_principals_own_word_is_a_welcome(agreed, olena, olha, petro):
    case = write(olena, SIGNED + timedelta(hours=1))
    answer(case, petro, kyiv("2027-03-15 11:00"))
    assert gaps(agreed, CLOSE + SECOND) == ["welcome", "result"]
    answer(case, olha, kyiv("2027-03-15 17:00"))
    path = path_of(fresh(agreed), CLOSE + SECOND)
    assert path.step("welcome").done_at == kyiv("2027-03-15 17:00")


@pytest.mark.parametrize(("kind", "left"), [("call", []), ("visit", []), ("work", ["welcome"])])
def test_a_welcome_by_voice_is_noted(agreed, olena, olha, kind, left):
    at = kyiv("2027-03-15 12:00")
    note_real_action(olena, kind=kind, words="Welcome.", by=olha, at=at)
    assert [gap for gap in gaps(agreed, CLOSE + SECOND) if gap == "welcome"] == left


def test_the_first_result_has_a_date_within_ten_business_days(agreed, olena, petro):
    case = write(olena, SIGNED + timedelta(hours=1))
    far = promised(case, petro, due_at=kyiv("2027-03-26 18:01"))
    assert "result" in gaps(agreed, CLOSE + SECOND)
    near = promised(case, petro, due_at=kyiv("2027-03-26 18:00"), text="A first opinion")
    path = path_of(fresh(agreed), CLOSE + SECOND)
    assert path.step("result").done_at == near.due_at < far.due_at


def test_a_team_has_a_deputy(olena, petro, firm):
    alone = make_engagement(olena, petro, signed_at=SIGNED)
    assert "team" in gaps(alone, CLOSE + SECOND)


def test_it_lasts_thirty_days_and_no_longer_than_the_agreement(agreed, olha):
    last = SIGNED + timedelta(days=30)
    assert [
        path_of(agreed, at) is None for at in (SIGNED - SECOND, SIGNED, last, last + SECOND)
    ] == [
        True,
        False,
        False,
        True,
    ]
    assert (len(paths_of(olha, last)), paths_of(olha, last + SECOND)) == (1, [])
    end_engagement(agreed, by=HOUSE, at=CLOSE)
    assert (path_of(agreed, CLOSE), paths_of(olha, CLOSE)) == (None, [])
