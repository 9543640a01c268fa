"""Every month of an agreement is looked at: what was promised, and what came (R036)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.delivered import speeds
from slovo.domain.billing.models import Review
from slovo.domain.billing.models.expectation import confirmed_minutes
from slovo.domain.billing.months import Month
from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.models import Promise
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class WordsOfReviewMissing(Refusal):
    """It is done when somebody says what is done about it."""


@transaction.atomic
def begin_review(engagement: Engagement, month: Month, *, by: Doer, at: datetime) -> Review:
    """The month is looked at when the firm opens after it."""
    known = Review.objects.filter(engagement=engagement, month=month.first).first()
    if known:
        return known
    made: Review = Review.objects.create(
        engagement=engagement, month=month.first, next_at=month.looked_at()
    )
    record("review.begun", made, by=by, at=at, facts=(made,))
    return made


@transaction.atomic
def review_month(review: Review, *, by: Doer, at: datetime) -> bool:
    """Below in two months running: a principal is told, and says what is done about it."""
    rows = Review.objects.select_for_update(of=("self",))
    review = rows.select_related("engagement__principal").get(pk=review.pk)
    if review.next_at is None or review.next_at > at:
        return False
    engagement, month = review.engagement, Month.of(review.month)
    of_agreement = Promise.objects.filter(case__engagement=engagement)
    found = speeds(of_agreement, month, at, confirmed_minutes(engagement, month.ends_at))
    worst = max(found, key=lambda speed: speed.median - speed.promised, default=None)
    if worst:
        review.promised_seconds, review.median_seconds = worst.promised, worst.median
        review.answers = len(worst.rows)
    review.reviewed_at, review.next_at = at, None
    is_last = Month.at(at).moved(-1) == month
    if is_last and review.is_below and _was_below(review):
        review.told_at = at
    review.save()
    record("review.done", review, by=by, at=at, facts=(review,))
    if review.told_at:
        _tell(review, by=by, at=at)
    if engagement.ended_at is None or engagement.ended_at >= month.ends_at:
        begin_review(engagement, month.moved(1), by=by, at=at)
    return True


@transaction.atomic
def settle_review(review: Review, *, words: str, by: User, at: datetime) -> Review:
    """A principal says what is done, so that the next month is as promised."""
    refuse_unless_allowed("settle_review", by)
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.settled_at or review.told_at is None:
        return review
    if not words.strip():
        raise WordsOfReviewMissing(_("Say what is done about it, in a few words."))
    review.settled_at, review.settled_by, review.words = at, by, words.strip()
    review.save(update_fields=["settled_at", "settled_by", "words"])
    record("review.settled", review, by=by, at=at, facts=(review,))
    return review


def _was_below(review: Review) -> bool:
    before = Review.objects.filter(engagement=review.engagement, month=review.before).first()
    return before is not None and before.is_below


def _tell(review: Review, *, by: Doer, at: datetime) -> None:
    case = review.engagement.cases.order_by("-opened_at", "-pk").first()
    if case is not None:
        alert(case, audience(case, "principal"), why="below_promise", by=by, at=at)
    record("review.told", review, by=by, at=at, case=case, facts=(review,))
