"""Whether a client may be spoken to of our own accord now, and if not, when (R063, R066, R067)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.courtesy.manners import Manners, today_of
from slovo.domain.courtesy.models import Blackout, Channel, Kind
from slovo.domain.courtesy.reasons import Hold, passing
from slovo.lib.prepared import PreparedModels


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, and why in the reader's language; a no has the instant from which it is yes.

    Without that instant he is not spoken to at all: he said so himself.
    """

    allowed: bool
    reason: str = ""
    free_at: datetime | None = None
    hold: Hold | None = None


def may_contact(
    person: Person,
    kind: str,
    at: datetime,
    *,
    channel: str = Channel.EMAIL,
    manners: Manners | None = None,
) -> Answer:
    """What answers his own need (`service`) passes and says why; what we want waits its turn.

    What is held may go at the first hour, on his clock, of the first working day that is free.
    """
    manners = manners or Manners.of(person)
    if kind == Kind.SERVICE:
        row = manners.quiet_on(at)
        return Answer(True, passing(row.why if row else "", is_quiet=row is not None))
    hold = manners.hold(kind, channel, at)
    if hold is None:
        return Answer(True, _("Nothing stands in the way."))
    return Answer(False, hold.sentence, manners.free_after(kind, channel, at), hold)


def days_of(person: Person, at: datetime) -> list[Blackout]:
    """His quiet and busy days that `at` falls into, in his zone."""
    day = today_of(person, at)
    return [row for row in _DAYS(person=person.pk) if row.spans(day, day)]


_DAYS = PreparedModels(Blackout, Blackout.objects.about)
