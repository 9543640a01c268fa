"""What is held, who is pressed and what one client wants, in words for one reader."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.cases.approaches import approaches_for
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.letters import confirmation
from slovo.domain.courtesy.manners import House, Manners
from slovo.domain.courtesy.models import Approach, Channel, Kind, Level, Preference
from slovo.domain.courtesy.models.approach import ApproachQuery
from slovo.domain.courtesy.pressure import Pressed, Pressure, pressure_of
from slovo.domain.courtesy.reasons import Hold
from slovo.domain.staff.models import Firm, User
from slovo.interfaces.desk.asking import drawn
from slovo.interfaces.desk.courtesy.forms import PreferenceForm
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments
from slovo.lib.prepared import PreparedModels


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that waits: for whom, about what, until when on his clock, and why."""

    approach: Approach
    what: str
    ref: str
    until: str
    is_last: bool
    why: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """So many of so many."""

    label: str
    count: int
    most: int
    is_full: bool


@dataclass(frozen=True, slots=True)
class Way:
    """Whether he may be spoken to by this channel now, and if not, from when on."""

    channel: str
    is_free: bool
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Panel:
    """How it stands with one client."""

    gauges: list[Gauge]
    said: str
    heard: str
    ways: list[Way]
    held: list[Held]
    preference: Preference


def his_time(person: Person, at: datetime, voice: Voice, house_zone: str) -> str:
    """The moment on his own wall, with his offset."""
    zone = person.zone or house_zone
    return moments.moment(at, zone, voice.language, now=voice.now, offset=True)


def held_rows(approaches: Iterable[Approach], voice: Voice) -> list[Held]:
    approaches = list(approaches)
    if not approaches:
        return []
    cases = {one.case_id for one in approaches if one.case_id}
    about = Case.objects.only("number", "subject").in_bulk(cases)
    zone = house_zone()
    return [_held(one, about.get(one.case_id or 0), voice, zone) for one in approaches]


def _held(one: Approach, case: Case | None, voice: Voice, zone: str) -> Held:
    hold = Hold.kept(one.hold)
    return Held(
        approach=one,
        what=one.subject or (case.subject if case else str(Kind(one.kind).label)),
        ref=case.ref if case else "",
        until=his_time(one.person, one.next_at, voice, zone) if one.next_at else "",
        is_last=one.next_at is not None and one.next_at == one.expires_at,
        why=hold.sentence if hold else "",
    )


def waiting_words(one: Approach, voice: Voice) -> str:
    """What a colleague is told at once: until when on the client’s clock, and why."""
    row = _held(one, None, voice, house_zone())
    return _("The letter waits until %(until)s. %(why)s") % {"until": row.until, "why": row.why}


def house_zone() -> str:
    firm = Firm.current()
    return firm.zone if firm else "UTC"


def gauges_of(found: Pressure) -> list[Gauge]:
    labels = (_("7 days"), _("30 days"))
    return [
        Gauge(label, count, most, count >= most)
        for label, count, most in zip(labels, found.counts, found.most, strict=False)
    ]


def m16_words(found: Pressed) -> str:
    """«2 of 41 clients hear more than agreed: 4.9 %, between 1.3 and 16.1.»"""
    if found.share is None:
        return _("Nobody heard from us unasked in 30 days.")
    counted = {"over": found.over, "all": found.contacted, **percents(found.share)}
    return (
        _(
            "%(over)s of %(all)s clients we spoke to unasked in 30 days heard more than agreed: "
            "%(share)s %%, the true rate lies between %(low)s and %(high)s."
        )
        % counted
    )


def panel_of(person: Person, voice: Voice, user: User, house: House | None = None) -> Panel:
    manners = Manners.of(person, house)
    row = manners.preference or Preference(person=person)
    return Panel(
        gauges=gauges_of(pressure_of(person, manners, voice.now)),
        said=confirmation(row) if row.pk and (row.level or row.refused) else "",
        heard=_heard(row, voice),
        ways=_ways(person, manners, voice),
        held=held_rows(held_for(user, person), voice),
        preference=row,
    )


_HELD = PreparedModels(
    Approach,
    lambda person: _held_of(Approach.objects.all(), person),
)


def held_for(user: User, person: Person) -> Iterable[Approach]:
    """What waits for him, as far as this colleague may know of it."""
    if hides_from(user):
        return _held_of(approaches_for(user), person.pk)
    return _HELD(person=person.pk)


def _held_of(rows: ApproachQuery, person: int) -> ApproachQuery:
    return rows.held().filter(person=person).select_related("person").order_by("next_at", "pk")


def wish_context(
    person: Person, wish: PreferenceForm | None, voice: Voice, user: User, house: House
) -> dict[str, Any]:
    panel = panel_of(person, voice, user, house)
    said = {"level": panel.preference.level, "refused": tuple(panel.preference.refused)}
    return {"panel": panel, "wish": wish, "wish_form": drawn(PreferenceForm, **said)}


def _heard(row: Preference, voice: Voice) -> str:
    if row.pk is None:
        return ""
    when = voice.full(row.said_at)
    if row.heard_by is None:
        return _("Said on the client’s own page, %(when)s.") % {"when": when}
    return _("Said to %(name)s, %(when)s.") % {"name": row.heard_by.full_name, "when": when}


def _ways(person: Person, manners: Manners, voice: Voice) -> list[Way]:
    """One line where all channels stand alike."""
    ways = [_way(person, channel, manners, voice) for channel in Channel]
    alike = {(way.words, way.why) for way in ways}
    return [replace(ways[0], channel=_("Next time"))] if len(alike) == 1 else ways


def _way(person: Person, channel: Channel, manners: Manners, voice: Voice) -> Way:
    answer = may_contact(person, Kind.CARE, voice.now, channel=channel, manners=manners)
    if answer.allowed:
        return Way(str(channel.label), True, _("now"), "")
    if answer.free_at is None:
        return Way(str(channel.label), False, _("not at all"), answer.reason)
    when = his_time(person, answer.free_at, voice, house_zone())
    return Way(str(channel.label), False, _("from %(when)s") % {"when": when}, answer.reason)


def level_words(level: str) -> str:
    return str(Level(level).label) if level else ""
