from datetime import UTC, date, datetime, timedelta

import pytest

from slovo.domain.access.links import standing_token
from slovo.domain.cases.actions.beginning import matter_of
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.outgoing import NoAddress, send_house_words
from slovo.domain.cases.models import Case, Message
from slovo.domain.delivery.actions.asking import (
    AnsweredAlready,
    NoLongerAsked,
    NotYetSaid,
    WordsMissing,
)
from slovo.domain.delivery.actions.reminding import remind_of_question
from slovo.domain.delivery.actions.scope import (
    EffectMissing,
    EngagementHasEnded,
    answer_scope_change,
    withdraw_scope_change,
)
from slovo.domain.delivery.actions.time import WorkWasRefused, log_time
from slovo.domain.delivery.models import ScopeChange, TimeEntry
from slovo.domain.delivery.questions import open_questions, question_of
from slovo.domain.engagements.actions.engagements import end_engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed, Role
from tests import make
from tests.make import MORNING

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# Story A8, Tuesday 23 March 2027: 12:15, 12:40 and 15:05 in Kyiv (UTC+2).
ASKED = datetime(2027, 3, 23, 10, 15, tzinfo=UTC)
LOGGED = datetime(2027, 3, 23, 10, 40, tzinfo=UTC)
SAID = datetime(2027, 3, 23, 13, 5, tzinfo=UTC)
TUESDAY = date(2027, 3, 23)


@pytest.fixture
def daryna(firm):
    return make.make_user("Daryna Kravets", Role.SPECIALIST)


@pytest.fixture
def ask(engagement, petro):
    return lambda **sides: make.make_scope_change(
        engagement, **{"by": petro, "at": ASKED, "currency": "uah", **sides}
    )


@pytest.fixture
def log(engagement, maksym):
    def logging(**sides):
        given = {"day": TUESDAY, "minutes": 90, "note": "Draft", "by": maksym, "at": LOGGED}
        return log_time(engagement, **{**given, **sides})

    return logging


def letters(wording):
    return list(Message.objects.filter(wording=wording).order_by("pk"))


def kinds(*starts):
    rows = Event.objects.order_by("pk").values_list("kind", "at")
    return [(kind, at) for kind, at in rows if kind.startswith(starts)]


def test_a8_time_waits_for_a_spoken_yes_confirmed_in_writing_at_once(ask, log, olena, daryna):
    change = ask()
    entry = log(scope_change=change)
    assert (change.currency, entry.state) == ("UAH", "parked")
    assert list(TimeEntry.objects.counted()) == []

    answer_scope_change(
        change, answer="yes", words="Так, робіть.", said_at=SAID, by=daryna, at=SAID
    )

    assert [each.minutes for each in TimeEntry.objects.counted()] == [90]
    [written] = letters("scope_confirmed")
    assert written.at == SAID <= SAID + HOUR
    assert written.delivery.next_at == SAID
    assert written.delivery.to_address == "olena@client.example"
    assert "Daryna Kravets" in written.text
    assert "Так, робіть." in written.text
    assert "15:05 (UTC+2)" in written.text
    assert kinds("scope", "time") == [
        ("scope.asked", ASKED),
        ("time.logged", LOGGED),
        ("time.released", SAID),
        ("scope.agreed", SAID),
    ]


def test_ask_scope_change_tells_time_and_money_and_asks_one_question(ask, olena):
    olena.language = "en"
    olena.save()
    change = ask(done_by=date(2027, 3, 30))
    [letter] = letters("scope_asked")
    token = standing_token(olena, change.subject)
    assert "It takes 11 h more.\nIt costs UAH 26,400 more.\nAll is done by Tue 30 March." in (
        letter.text
    )
    assert f"/q/{token}/" in letter.text
    assert "Petro Marchenko" in letter.text
    assert [each.asked for each in open_questions(olena)] == [change]
    assert question_of(change.subject, olena) == change


def test_ask_scope_change_twice_is_once_and_unclear_is_refused(ask, engagement, olha):
    assert ask() == ask()
    assert len(letters("scope_asked")) == 1
    for wrong in ({"text": " "}, {"more_minutes": -1}, {"currency": "hryvnia"}):
        with pytest.raises(EffectMissing):
            ask(**wrong)
    end_engagement(engagement, by=olha, at=ASKED)
    engagement.refresh_from_db()
    with pytest.raises(EngagementHasEnded):
        ask(text="More")


def test_ask_scope_change_needs_an_address_and_the_right(ask, olena, surveyor):
    with pytest.raises(NotAllowed):
        ask(by=surveyor)
    olena.addresses.all().delete()
    with pytest.raises(NoAddress, match="Olena Sydorenko"):
        ask()
    assert not ScopeChange.objects.exists()


def test_matter_of_is_the_open_case_of_the_agreement(engagement, olha):
    first = matter_of(engagement, by=olha, at=MORNING)
    assert matter_of(engagement, by=olha, at=ASKED) == first
    close_case(first, reason="Over", by=olha, at=ASKED)
    assert matter_of(engagement, by=olha, at=ASKED).number == first.number + 1


def test_send_house_words_needs_an_address(ask, olena):
    case = ask().case
    olena.addresses.all().delete()
    words = {"wording": "scope_asked", "words": "Hello", "by": HOUSE, "at": SAID}
    assert send_house_words(Case.objects.get(pk=case.pk), **words) is None


def test_it_is_said_in_the_open_case_of_the_agreement_or_in_a_new_one(ask, engagement):
    case = ask().case
    assert (case.subject, case.engagement, case.channel) == ("Legal care", engagement, "desk")
    assert case.dark_at == case.next_word_at > ASKED
    assert ask(text="Another").case == case
    assert Case.objects.count() == 1


def test_a_letter_about_scope_stops_no_clock(ask, engagement):
    case = ask().case
    assert case.promises.open().filter(kind="next_word").count() == 1
    assert case.spoke_at is None


def test_remind_of_question_once_after_24_hours(ask):
    change = ask()
    early = ASKED + 24 * HOUR - timedelta(seconds=1)
    assert not remind_of_question(change, by=HOUSE, at=early)
    assert list(ScopeChange.objects.due(ASKED + 24 * HOUR)) == [change]
    assert remind_of_question(change, by=HOUSE, at=ASKED + 24 * HOUR)
    assert not remind_of_question(change, by=HOUSE, at=ASKED + 48 * HOUR)
    assert [each.at for each in letters("scope_reminded")] == [ASKED + 24 * HOUR]


def test_no_reminder_once_he_has_answered(ask, olena):
    change = ask()
    answer_scope_change(change, answer="no", words="", by=olena, at=SAID)
    assert not remind_of_question(change, by=HOUSE, at=ASKED + 24 * HOUR)
    assert letters("scope_reminded") == []


def test_no_removes_what_waited_and_refuses_what_comes(ask, log, olena):
    change = ask()
    entry = log(scope_change=change)
    answer_scope_change(change, answer="no", words="Too dear", by=olena, at=SAID)
    entry.refresh_from_db()
    assert entry.state == "removed"
    with pytest.raises(WorkWasRefused):
        log(scope_change=change, at=SAID)


def test_after_yes_time_counts_at_once(ask, log, olena):
    change = ask()
    answer_scope_change(change, answer="yes", words="", by=olena, at=SAID)
    assert log(scope_change=change, at=SAID).state == "counted"
    assert log().state == "counted"


def test_answer_scope_change_twice_is_once_and_the_opposite_is_refused(ask, olena, daryna):
    change = ask()
    for _ in range(2):
        answer_scope_change(change, answer="yes", words="", by=olena, at=SAID)
    assert len(letters("scope_confirmed")) == 1
    with pytest.raises(AnsweredAlready, match="given already: Yes"):
        answer_scope_change(change, answer="no", words="No", by=daryna, at=SAID + HOUR)


def test_a_spoken_answer_has_words_and_a_moment(ask, daryna):
    change = ask()
    said = {"answer": "yes", "by": daryna, "at": SAID}
    with pytest.raises(WordsMissing):
        answer_scope_change(change, words=" ", **said)
    for wrong in (ASKED - HOUR, SAID + HOUR):
        with pytest.raises(NotYetSaid):
            answer_scope_change(change, words="Yes", said_at=wrong, **said)
    found = answer_scope_change(change, words="Yes", said_at=SAID - HOUR, **said)
    assert (found.answered_at, found.recorded_at, found.heard_by) == (SAID - HOUR, SAID, daryna)


def test_the_one_who_asked_is_told_and_a_stranger_may_not_answer(ask, olena, petro, surveyor):
    change = ask()
    with pytest.raises(NotAllowed):
        answer_scope_change(change, answer="yes", words="Yes", by=surveyor, at=SAID)
    answer_scope_change(change, answer="no", words="", by=olena, at=SAID)
    assert [notice.why for notice in petro.notices.all()] == ["said_no"]


def test_withdraw_scope_change_strikes_out_its_time(ask, log, petro, olena):
    change = ask()
    entry = log(scope_change=change)
    for _ in range(2):
        withdraw_scope_change(change, by=petro, at=SAID)
    entry.refresh_from_db()
    assert (entry.state, ScopeChange.objects.get().state) == ("removed", "withdrawn")
    with pytest.raises(NoLongerAsked):
        answer_scope_change(change, answer="yes", words="", by=olena, at=SAID)
    assert [kind for kind, _at in kinds("scope")] == ["scope.asked", "scope.withdrawn"]


def test_an_answer_changed_behind_our_back_is_found(ask, olena):
    change = ask()
    answer_scope_change(change, answer="no", words="", by=olena, at=MORNING + 15 * 24 * HOUR)
    assert list(breaches()) == []
    ScopeChange.objects.update(answer="yes")
    [breach] = breaches()
    assert (breach.what, breach.where) == ("changed", f"scopechange:{change.pk}")
