"""What happens by itself about agreements: reminders, readiness, clocks, months that end."""

from datetime import datetime

from slovo.domain.billing.actions.reviewing import begin_review, review_month
from slovo.domain.billing.models import Review
from slovo.domain.billing.months import Month
from slovo.domain.delivery.actions.appointments import tell_clock_change
from slovo.domain.delivery.actions.decisions import miss_confirmation
from slovo.domain.delivery.actions.meetings import watch_meeting
from slovo.domain.delivery.actions.reminding import remind_of_question
from slovo.domain.delivery.models import Appointment, Decision, Meeting
from slovo.domain.delivery.questions import KINDS
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import HOUSE

BATCH = 200


def remind_clients(at: datetime) -> int:
    """Ask clients once more what they have not answered for a day."""
    due = (asked for kind in KINDS.values() for asked in kind.model.objects.due(at)[:BATCH])
    return sum(remind_of_question(asked, by=HOUSE, at=at) for asked in due)


def watch_meetings(at: datetime) -> int:
    """Ask whether we are ready, before the client sets out."""
    return sum(
        watch_meeting(meeting, by=HOUSE, at=at) for meeting in Meeting.objects.due(at)[:BATCH]
    )


def tell_clock_changes(at: datetime) -> int:
    """A week before clocks change, tell whose meetings move."""
    due = Appointment.objects.filter(next_at__lte=at).order_by("next_at", "pk")[:BATCH]
    return sum(tell_clock_change(each, by=HOUSE, at=at) for each in due)


def look_for_confirmations(at: datetime) -> int:
    """Decisions that nobody has confirmed back within a business day."""
    due = Decision.objects.filter(answered_at__isnull=False, next_at__lte=at)
    due = due.order_by("next_at", "pk")[:BATCH]
    return sum(miss_confirmation(decision, by=HOUSE, at=at) for decision in due)


def review_months(at: datetime) -> int:
    """When the firm opens after a month: the answers promised, and those that came."""
    due = Review.objects.due(at)[:BATCH]
    return sum(review_month(review, by=HOUSE, at=at) for review in due)


class OlderAgreements:
    """A duty, once at the start of the keeper: agreements made before there were reviews."""

    __name__ = "older_agreements"

    def __init__(self) -> None:
        self._is_done = False

    def __call__(self, at: datetime) -> int:
        if self._is_done:
            return 0
        without = Engagement.objects.filter(ended_at=None, reviews=None).order_by("pk")
        begun = [begin_review(each, Month.at(at), by=HOUSE, at=at) for each in without]
        self._is_done = True
        return len(begun)


DUTIES = (
    remind_clients,
    watch_meetings,
    tell_clock_changes,
    look_for_confirmations,
    OlderAgreements(),
    review_months,
)
