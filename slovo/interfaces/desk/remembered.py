"""Small things about a client, said at the moment they are of use (R082)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from slovo.domain.clients.models import Detail, Person
from slovo.domain.clients.models.detail import Use
from slovo.domain.staff.levels import sees_all
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import PreparedModels

MOST = 40
_DETAILS = PreparedModels(
    Detail,
    lambda person: Detail.objects.filter(person=person).order_by("use", "pk")[:MOST],
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """`warning`: it is not the hour for it now."""

    detail: Detail
    text: str
    warning: str = ""


def remembered(person: Person, user: User, voice: Voice, *uses: Use) -> list[Remembered]:
    """What this colleague should know now; nothing that has expired or that he may not read."""
    found = [each for each in _DETAILS(person=person.pk) if not uses or each.use in uses]
    today = voice.local(voice.now).date()
    here = ZoneInfo(person.zone or voice.zone)
    return [
        Remembered(each, each.text, warning_of(each, voice.now.astimezone(here)))
        for each in shown_to(user, person, found)
        if each.expires_on is None or each.expires_on >= today
    ]


def shown_to(user: User, person: Person, found: list[Detail]) -> list[Detail]:
    """As `visible_to`, of rows that are loaded: mostly none of them is in confidence."""
    if sees_all(user) or not any(each.level for each in found):
        return found
    visible = set(
        Detail.objects.visible_to(user).filter(person=person).values_list("pk", flat=True)
    )
    return [each for each in found if each.pk in visible]


def warning_of(detail: Detail, there: datetime) -> str:
    """«It is 09:55 there: never before 10:00.» `there` is now on his wall."""
    now, hour = there.time(), f"{there:%H:%M}"
    if detail.from_time and now < detail.from_time:
        words = _("It is %(now)s there: never before %(time)s.")
        return words % {"now": hour, "time": f"{detail.from_time:%H:%M}"}
    if detail.until_time and now > detail.until_time:
        words = _("It is %(now)s there: never after %(time)s.")
        return words % {"now": hour, "time": f"{detail.until_time:%H:%M}"}
    return ""


def beside(person: Person, user: User, voice: Voice, *uses: Use) -> dict[str, Any]:
    """For a page that shows them beside a form."""
    return {"remembered": remembered(person, user, voice, *uses, Use.ALWAYS)}


def before_visit(person: Person, user: User, voice: Voice) -> list[Remembered]:
    """What to know when one goes there; the hour it is now says nothing about the visit."""
    found = remembered(person, user, voice, Use.VISIT, Use.ALWAYS)
    return [replace(row, text=row.text + hours_words(row.detail), warning="") for row in found]


def hours_words(detail: Detail) -> str:
    """« (never before 10:00)», and nothing when any hour will do."""
    said = []
    if detail.from_time:
        said.append(_("never before %(time)s") % {"time": f"{detail.from_time:%H:%M}"})
    if detail.until_time:
        said.append(_("never after %(time)s") % {"time": f"{detail.until_time:%H:%M}"})
    return f" ({', '.join(said)})" if said else ""


def moments_of(person: Person, user: User, voice: Voice) -> dict[str, Any]:
    """For the page of a case: what to know when writing, and before a call."""
    found = remembered(person, user, voice)
    return {
        "remembered": [row for row in found if row.detail.use in (Use.WRITE, Use.ALWAYS)],
        "before_call": [row for row in found if row.detail.use == Use.CALL],
    }
