from datetime import UTC, date, datetime, timedelta

import pytest

from slovo.domain.billing.actions.expecting import answer_expectation, state_expectation
from slovo.domain.billing.actions.reviewing import (
    WordsOfReviewMissing,
    begin_review,
    review_month,
    settle_review,
)
from slovo.domain.billing.models import Review
from slovo.domain.billing.months import Month
from slovo.domain.engagements.actions.engagements import end_engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from slovo.interfaces.keeper.agreements import OlderAgreements
from tests import make
from tests.desk.scene import answer, write

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)
APRIL = date(2027, 4, 1)


@pytest.fixture
def agreed(olena, petro, iryna, mailbox):
    """Four hours, confirmed on 1 March."""
    quick = make.make_class("Quick", answer_minutes=240, critical_answer_minutes=60)
    found = make.make_engagement(olena, petro, deputy=iryna, service_class=quick)
    said = state_expectation(found, text="Within 4 hours.", by=petro, at=make.FOUNDED)
    answer_expectation(said, answer="yes", by=olena, at=make.FOUNDED)
    return found


def letters(person, petro, month, *hours):
    """One a day from the second on, each answered after so many hours."""
    for place, count in enumerate(hours):
        at = datetime(2027, month, 2 + place, 6, tzinfo=UTC)
        case = write(person, at=at, subject=f"Letter {month}-{place}")
        answer(case, petro, "Here it is", at + count * HOURS)


def look(at):
    due = Review.objects.due(at)
    while review := due.first():
        review_month(review, by=HOUSE, at=at)


def kyiv_opens(day):
    return datetime(2027, day.month, day.day, 6, tzinfo=UTC)


def test_what_he_confirms_later_measures_no_month_before(olena, petro, mailbox):
    usual = make.make_class("Usual", answer_minutes=480, critical_answer_minutes=60)
    found = make.make_engagement(olena, petro, service_class=usual)
    letters(olena, petro, 3, 6)
    quick = make.make_class("Quick", answer_minutes=240, critical_answer_minutes=60)
    found.service_class = quick
    said = state_expectation(found, text="Within 4 hours.", by=petro, at=kyiv_opens(APRIL))
    answer_expectation(said, answer="yes", by=olena, at=kyiv_opens(APRIL))
    look(kyiv_opens(APRIL))
    review = Review.objects.get(month=date(2027, 3, 1))
    assert (review.promised_seconds, review.is_below) == (480 * 60, False)


def test_the_first_month_begins_with_the_agreement(agreed):
    review = Review.objects.get()
    assert review.month == date(2027, 3, 1)
    assert review.next_at == datetime(2027, 4, 1, 6, tzinfo=UTC)
    assert begin_review(agreed, Month(date(2027, 3, 1)), by=HOUSE, at=make.MORNING) == review


def test_below_twice_calls_the_principal_who_says_what_is_done(agreed, olena, petro, olha):
    letters(olena, petro, 3, 6, 2, 7)
    letters(olena, petro, 4, 6, 6)
    look(datetime(2027, 4, 1, 6, tzinfo=UTC) - timedelta(seconds=1))
    assert Review.objects.get().reviewed_at is None
    look(datetime(2027, 4, 1, 6, tzinfo=UTC))
    march = Review.objects.get(month=date(2027, 3, 1))
    assert (march.promised_seconds, march.median_seconds, march.answers) == (14400, 21600, 3)
    assert (march.is_below, march.told_at) == (True, None)
    opens = datetime(2027, 5, 3, 6, tzinfo=UTC)
    look(opens)
    april = Review.objects.get(month=date(2027, 4, 1))
    assert (april.median_seconds, april.told_at) == (21600, opens)
    told = Notice.objects.filter(why="below_promise")
    assert [notice.user for notice in told] == [olha]
    assert list(Review.objects.all().to_settle()) == [april]
    with pytest.raises(NotAllowed):
        settle_review(april, words="More people", by=petro, at=opens)
    with pytest.raises(WordsOfReviewMissing):
        settle_review(april, words=" ", by=olha, at=opens)
    for words in ("Iryna answers as well", "Something else"):
        settle_review(april, words=words, by=olha, at=opens)
    april.refresh_from_db()
    assert (april.words, april.settled_by) == ("Iryna answers as well", olha)
    assert list(Review.objects.all().to_settle()) == []
    assert list(breaches()) == []


def test_a_month_as_promised_in_between_calls_nobody(agreed, olena, petro):
    letters(olena, petro, 3, 6)
    letters(olena, petro, 4, 4)
    letters(olena, petro, 5, 6)
    for opens in (date(2027, 4, 1), date(2027, 5, 3), date(2027, 6, 1)):
        look(kyiv_opens(opens))
    below = {review.month.month: review.is_below for review in Review.objects.all()}
    assert below == {3: True, 4: False, 5: True, 6: False}
    assert not Notice.objects.filter(why="below_promise").exists()


def test_a_late_keeper_looks_at_every_month_and_calls_for_the_last_only(agreed, olena, petro):
    for month in (3, 4, 5):
        letters(olena, petro, month, 6)
    look(datetime(2027, 6, 9, 6, tzinfo=UTC))
    told = Review.objects.filter(told_at__isnull=False)
    assert [review.month.month for review in told] == [5]
    assert Event.objects.filter(kind="review.done").count() == 3


def test_what_is_not_answered_counts_as_it_stands(agreed, olena):
    write(olena, at=datetime(2027, 3, 31, 6, tzinfo=UTC))
    look(datetime(2027, 4, 1, 6, tzinfo=UTC))
    assert Review.objects.get(month=date(2027, 3, 1)).median_seconds == 24 * 3600


def test_the_class_made_slower_is_still_measured_by_what_he_confirmed(agreed, olena, petro):
    agreed.service_class.answer_minutes = 600
    agreed.service_class.save()
    letters(olena, petro, 3, 6)
    look(datetime(2027, 4, 1, 6, tzinfo=UTC))
    march = Review.objects.get(month=date(2027, 3, 1))
    assert (march.promised_seconds, march.is_below) == (14400, True)


def test_an_ended_agreement_has_its_last_month(agreed, olha):
    end_engagement(agreed, by=olha, at=make.MORNING)
    look(datetime(2027, 4, 1, 6, tzinfo=UTC))
    assert [review.next_at for review in Review.objects.all()] == [None]


def test_agreements_of_an_older_house_are_begun_once(agreed):
    Review.objects.all().delete()
    duty, at = OlderAgreements(), datetime(2027, 3, 20, 6, tzinfo=UTC)
    assert [duty(at), duty(at)] == [1, 0]
    assert Review.objects.get().next_at == datetime(2027, 4, 1, 6, tzinfo=UTC)
