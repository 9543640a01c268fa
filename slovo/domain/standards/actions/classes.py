"""Service classes: how soon a person answers, and how long a client may hear nothing."""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.calendars.models import Calendar
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.models import ServiceClass

DAY_MINUTES = 24 * 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = (
    "answer_minutes",
    "critical_answer_minutes",
    "critical_silence_minutes",
    "high_silence_minutes",
    "normal_silence_days",
    "slow_silence_days",
)


class ClassRefused(Refusal):
    """A class needs a name of its own and numbers above nothing."""


class AnswerTooLate(Refusal):
    """No class lifts the floor: a person answers within 24 hours, every day of the year (R129)."""


class DefaultClassNeeded(Refusal):
    """A client without an agreement counts on the default class: there is always exactly one."""


@transaction.atomic
def save_class(  # noqa: PLR0913 - the numbers of a class are read and changed together
    service_class: ServiceClass | None,
    *,
    name: str,
    about: str = "",
    calendar: Calendar,
    answer_minutes: int = DAY_MINUTES,
    critical_answer_minutes: int = DAY_MINUTES,
    rhythm_days: tuple[str, ...] = (),
    rhythm_time: time = time(17),
    critical_silence_minutes: int = 30,
    high_silence_minutes: int = 240,
    normal_silence_days: int = 2,
    slow_silence_days: int = 7,
    is_default: bool = False,
    by: Doer,
    at: datetime,
) -> ServiceClass:
    """Make or change a class; open clocks not told to a client follow it."""
    refuse_unless_allowed("change_settings", by)
    known = service_class or ServiceClass()
    before = _sides(known) if service_class else {}
    wording = (known.name, known.about)
    known.name, known.about, known.calendar = name.strip(), about.strip(), calendar
    known.answer_minutes, known.critical_answer_minutes = answer_minutes, critical_answer_minutes
    known.rhythm_days = [day for day in WEEKDAYS if day in rhythm_days]
    known.rhythm_time = rhythm_time
    known.critical_silence_minutes = critical_silence_minutes
    known.high_silence_minutes = high_silence_minutes
    known.normal_silence_days, known.slow_silence_days = normal_silence_days, slow_silence_days
    _refuse_unusable(known)
    _put_default(known, is_default=is_default)
    after = _sides(known)
    if before == after and wording == (known.name, known.about):
        return known
    known.changed_at = at
    known.save()
    record("class.changed", known, by=by, at=at, before=before, after=after)
    return known


def _refuse_unusable(known: ServiceClass) -> None:
    if not known.name:
        raise ClassRefused(_("Write the name of the class."))
    if ServiceClass.objects.filter(name=known.name).exclude(pk=known.pk).exists():
        raise ClassRefused(
            _("There is a class named “%(name)s” already.") % {"name": known.name},
        )
    if min(getattr(known, number) for number in NUMBERS) < 1:
        raise ClassRefused(_("Every limit is at least 1."))
    if max(known.answer_minutes, known.critical_answer_minutes) > DAY_MINUTES:
        raise AnswerTooLate(
            _("A person answers within 24 hours, that is 1440 minutes: no class may be slower."),
        )


def _put_default(known: ServiceClass, *, is_default: bool) -> None:
    others = ServiceClass.objects.filter(is_default=True).exclude(pk=known.pk)
    if is_default:
        others.update(is_default=False)
    elif not others.exists():
        raise DefaultClassNeeded(_("One class must be the default: choose another one first."))
    known.is_default = is_default


def _sides(known: ServiceClass) -> dict[str, Any]:
    return {
        **{number: getattr(known, number) for number in NUMBERS},
        "calendar": known.calendar_id,
        "rhythm_days": known.rhythm_days,
        "rhythm_time": known.rhythm_time.isoformat("minutes"),
        "is_default": known.is_default,
    }
