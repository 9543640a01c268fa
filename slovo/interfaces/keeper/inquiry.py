"""What happens by itself after complaints: the question whether it helped, and the measures."""

from datetime import datetime

from slovo.domain.complaints.actions.following import climb_follow_up
from slovo.domain.complaints.actions.measures import climb_measure
from slovo.domain.complaints.models import FollowUp, Measure
from slovo.domain.journal.actors import HOUSE

BATCH = 200


def climb_follow_ups(at: datetime) -> int:
    """Seven days after an answer; then a call, then the principal."""
    due = FollowUp.objects.due(at).select_related("complaint__case")[:BATCH]
    return sum(climb_follow_up(row, by=HOUSE, at=at) for row in due)


def climb_measures(at: datetime) -> int:
    """Not in force on their day, or proven after ninety."""
    due = Measure.objects.due(at).select_related("complaint__case")[:BATCH]
    return sum(climb_measure(row, by=HOUSE, at=at) for row in due)


DUTIES = (climb_follow_ups, climb_measures)
