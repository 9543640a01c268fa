"""A quarter of complaints is looked back on: opened with its figures, signed, added to."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.billing.months import Month
from slovo.domain.complaints.actions.measures import end_of_date
from slovo.domain.complaints.actions.telling_of_reviews import tell_of_review
from slovo.domain.complaints.models import Addendum, QuarterReview, Resolution
from slovo.domain.complaints.numbers import Span
from slovo.domain.complaints.retrospect import frozen_numbers, frozen_rows
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.hours import hours_of
from slovo.domain.staff.models import User, principals
from slovo.domain.staff.rights import refuse_unless_allowed

SIGN_WITHIN = 10  # business days


class QuarterNotOver(Refusal):
    """Figures are frozen when the quarter is over."""


class ConclusionsMissing(Refusal):
    """Whoever signs says what follows."""


class ResolutionUnclear(Refusal):
    """A decision says what, whose it is and by when, in days that lie ahead."""


class NotSigned(Refusal):
    """An addendum stands below a signature; before it the review itself is written."""


class SignedAlready(Refusal):
    """A signature is not undone; what was found out later is an addendum."""


class Decided(NamedTuple):
    """What follows from a review: whose it is, and by when."""

    text: str
    owner: User
    due_on: date


@transaction.atomic
def open_review(quarter: date, *, by: Doer, at: datetime) -> QuarterReview:
    """Once for each quarter: figures and lists stand from now on as they are now."""
    refuse_unless_allowed("open_review", by)
    first = Month(quarter_of(quarter))
    if known := QuarterReview.objects.filter(quarter=first.first).first():
        return known
    if first.moved(3).begins_at > at:
        raise QuarterNotOver(_("This quarter is not over yet."))
    leaders = principals()
    reader = by if isinstance(by, User) else leaders[0]
    span = Span(reader, first.begins_at, first.moved(3).begins_at, at)
    due_at = hours_of(leaders[0]).close_of_business_day(at, SIGN_WITHIN)
    made: QuarterReview = QuarterReview.objects.create(
        quarter=first.first,
        opened_at=at,
        opened_by=by if isinstance(by, User) else None,
        numbers=frozen_numbers(span),
        rows=frozen_rows(span),
        due_at=due_at,
        next_at=due_at,
    )
    record("quarterreview.opened", made, by=by, at=at, facts=(made,), quarter=made.key)
    tell_of_review(made, why="review_opened", by=by, at=at)
    return made


@transaction.atomic
def sign_review(
    review: QuarterReview,
    *,
    conclusions: str,
    decisions: Sequence[Decided] = (),
    by: User,
    at: datetime,
) -> QuarterReview:
    """By a principal, with what follows; from then on nothing of it changes."""
    refuse_unless_allowed("sign_review", by)
    review = QuarterReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.signed_at:
        raise SignedAlready(_("It is signed already. What was found out since is an addendum."))
    if not conclusions.strip():
        raise ConclusionsMissing(_("Say what follows from the quarter, in your own words."))
    review.conclusions, review.signed_at, review.signed_by = conclusions.strip(), at, by
    review.next_at = None
    review.save()
    made = [_resolve(review, each, at) for each in decisions]
    facts = (review, *made)
    record("quarterreview.signed", review, by=by, at=at, facts=facts, quarter=review.key)
    for resolution in made:
        tell_of_review(resolution, why="resolution_yours", by=by, at=at)
    return review


def _resolve(review: QuarterReview, said: Decided, at: datetime) -> Resolution:
    text, due_at = " ".join(said.text.split())[:500], end_of_date(said.due_on)
    if not text or due_at <= at:
        raise ResolutionUnclear(_("Say what is decided, whose it is, and a day that lies ahead."))
    if not said.owner.is_active:
        raise ResolutionUnclear(_("Choose a colleague who works here."))
    made: Resolution = Resolution.objects.create(
        review=review, text=text, owner=said.owner, due_at=due_at, made_at=at, next_at=due_at
    )
    return made


@transaction.atomic
def add_addendum(review: QuarterReview, *, text: str, by: User, at: datetime) -> Addendum:
    """Below what was signed, with its own name and stamp."""
    refuse_unless_allowed("sign_review", by)
    review = QuarterReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if not review.signed_at:
        raise NotSigned(_("It is not signed yet: write it into the conclusions."))
    if not text.strip():
        raise ConclusionsMissing(_("Say what was found out since."))
    if same := review.addenda.filter(text=text.strip(), by=by).first():
        return same
    made: Addendum = Addendum.objects.create(review=review, text=text.strip(), by=by, at=at)
    record("addendum.added", made, by=by, at=at, facts=(made,), quarter=review.key)
    return made


@transaction.atomic
def climb_review(review: QuarterReview, *, by: Doer, at: datetime) -> bool:
    """Nobody signed in time: the principals hear of it, once."""
    review = QuarterReview.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.next_at is None or review.next_at > at:
        return False
    review.next_at, review.missed_at = None, at
    review.save(update_fields=["next_at", "missed_at"])
    record("quarterreview.missed", review, by=by, at=at, facts=(review,), quarter=review.key)
    tell_of_review(review, why="review_missed", by=by, at=at)
    return True
