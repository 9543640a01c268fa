"""What happens by itself after complaints: the question whether it helped, measures, reviews."""

from datetime import datetime

from slovo.domain.billing.months import Month
from slovo.domain.billing.reckoning import today
from slovo.domain.complaints.actions.following import climb_follow_up
from slovo.domain.complaints.actions.measures import climb_measure
from slovo.domain.complaints.actions.resolving import climb_resolution
from slovo.domain.complaints.actions.reviewing import climb_review, open_review
from slovo.domain.complaints.models import FollowUp, Measure, QuarterReview, Resolution
from slovo.domain.complaints.numbers import Span
from slovo.domain.complaints.retrospect import has_anything
from slovo.domain.goodwill.models.limits import quarter_of
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import principals

BATCH = 200
QUARTER = 3  # months


def climb_follow_ups(at: datetime) -> int:
    """Seven days after an answer; then a call, then the principal."""
    due = FollowUp.objects.due(at).select_related("complaint__case")[:BATCH]
    return sum(climb_follow_up(row, by=HOUSE, at=at) for row in due)


def climb_measures(at: datetime) -> int:
    """Not in force on their day, or proven after ninety."""
    due = Measure.objects.due(at).select_related("complaint__case")[:BATCH]
    return sum(climb_measure(row, by=HOUSE, at=at) for row in due)


def open_reviews(at: datetime) -> int:
    """When the firm opens after a quarter in which something went wrong."""
    quarter = Month.of(quarter_of(today(at))).moved(-QUARTER)
    leaders = principals()
    if quarter.moved(QUARTER - 1).looked_at() > at or not leaders:
        return 0
    if QuarterReview.objects.filter(quarter=quarter.first).exists():
        return 0
    span = Span(leaders[0], quarter.begins_at, quarter.moved(QUARTER).begins_at, at)
    if not has_anything(span):
        return 0
    open_review(quarter.first, by=HOUSE, at=at)
    return 1


def climb_reviews(at: datetime) -> int:
    """Not signed in time, or what they decided is late."""
    due = QuarterReview.objects.due(at)[:BATCH]
    missed = sum(climb_review(row, by=HOUSE, at=at) for row in due)
    late = Resolution.objects.due(at).select_related("owner")[:BATCH]
    return missed + sum(climb_resolution(row, by=HOUSE, at=at) for row in late)


DUTIES = (climb_follow_ups, climb_measures, open_reviews, climb_reviews)
