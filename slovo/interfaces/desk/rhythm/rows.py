"""Why a client stands on the list, what to do about it, and his first thirty days, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.manners import House
from slovo.domain.loyalty.actions.wishing import OFFERED
from slovo.domain.loyalty.acts import Act
from slovo.domain.loyalty.forgotten import Rhythm, matters_of, rhythms_of
from slovo.domain.loyalty.onboarding import Path, Step
from slovo.domain.loyalty.proposing import proposals
from slovo.domain.loyalty.starting import Start, Starts
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments


@dataclass(frozen=True, slots=True)
class Row:
    """One client on the list; `write` leads to where the words are written."""

    person: Person
    reasons: list[str]
    starts: str
    suggestion: str
    write: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    label: str
    words: str
    is_gap: bool
    is_done: bool
    how: str


@dataclass(frozen=True, slots=True)
class StartRow:
    """One contact: when it began, who began it, and in which case."""

    when: str
    is_ours: bool
    case: Case | None


def rows_of(found: Iterable[Rhythm], voice: Voice) -> list[Row]:
    found = list(found)
    matters = matters_of([each.person.pk for each in found])
    days = proposals([each.person for each in found if each.is_unheard], voice.now)
    return [
        _row(each, matters.get(each.person.pk), days.get(each.person.pk), voice) for each in found
    ]


def _row(found: Rhythm, case: Case | None, day: date | None, voice: Voice) -> Row:
    return Row(
        person=found.person,
        reasons=reasons(found, voice),
        starts=starts_words(found.starts) if _is_lopsided(found.starts) else "",
        suggestion=_suggestion(found, case, day, voice),
        write=_where(found.person, case),
        is_late=found.is_forgotten,
    )


def reasons(found: Rhythm, voice: Voice) -> list[str]:
    said = []
    if found.is_forgotten:
        said.append(f"{_action_days(found.days)} {_last(found.act, voice)}")
    if found.is_unheard:
        said.append(_voice_days(found.voice_days))
    if found.starts.is_streak:
        said.append(_running(len(found.starts.running)))
    return said


def starts_words(starts: Starts) -> str:
    """«2 of 9 contacts in 90 days began with us.»"""
    if not starts.rows:
        return _("No contacts in 90 days.")
    counted = {"ours": starts.ours, "all": len(starts.rows)}
    return _("%(ours)s of %(all)s contacts in 90 days began with us.") % counted


def panel_of(person: Person, voice: Voice, house: House) -> dict[str, object]:
    """How it stands with one client, for his page."""
    found = rhythms_of([person], voice.zone, voice.now)[0]
    day = proposals([person], voice.now, house).get(person.pk) if found.is_unheard else None
    return {
        "proposed": by_voice(day, voice) if found.is_unheard else "",
        "wishes": wishes_of(found.voice_within),
        "last": _last(found.act, voice),
        "voice": _last(found.voice, voice),
        "starts": starts_words(found.starts),
        "reasons": reasons(found, voice),
        "is_low": _is_lopsided(found.starts),
    }


def start_rows(rows: Iterable[Start], cases: dict[int, Case], voice: Voice) -> list[StartRow]:
    return [
        StartRow(voice.full(row.at), row.is_ours, cases.get(row.case or 0))
        for row in reversed(tuple(rows))
    ]


def step_rows(path: Path, voice: Voice) -> list[StepRow]:
    return [
        StepRow(
            label=step.label,
            words=_step_words(step, voice),
            is_gap=step.is_gap(voice.now),
            is_done=step.done_at is not None,
            how="" if step.done_at else step.how,
        )
        for step in path.steps
    ]


def _step_words(step: Step, voice: Voice) -> str:
    if step.done_at is None:
        is_gap = step.is_gap(voice.now)
        words = _("missing, was due %(when)s") if is_gap else _("due %(when)s")
        return words % {"when": voice.full(step.due_at)}
    if step.kind == "team":
        return _("named")
    return voice.full(step.done_at)


def _is_lopsided(starts: Starts) -> bool:
    return starts.is_low or starts.is_streak


def _last(act: Act | None, voice: Voice) -> str:
    if act is None:
        return _("There was none yet.")
    when = voice.full(act.at)
    return _("The last one: %(what)s, %(when)s.") % {"what": act.label, "when": when}


def _action_days(count: int) -> str:
    words = ngettext(
        "%(count)s day without a real action.", "%(count)s days without a real action.", count
    )
    return words % {"count": count}


def _voice_days(count: int) -> str:
    words = ngettext(
        "%(count)s day without a call or a meeting.",
        "%(count)s days without a call or a meeting.",
        count,
    )
    return words % {"count": count}


def _running(count: int) -> str:
    words = ngettext(
        "The client had to start %(count)s contact running.",
        "The client had to start %(count)s contacts running.",
        count,
    )
    return words % {"count": count}


def _suggestion(found: Rhythm, case: Case | None, day: date | None, voice: Voice) -> str:
    if case is None:
        words = _("Ask how things are going.")
    elif case.is_open:
        words = _("Say how “%(subject)s” stands.") % {"subject": case.subject}
    else:
        words = _("Ask whether all is well with “%(subject)s”.") % {"subject": case.subject}
    return f"{words} {by_voice(day, voice)}" if found.is_unheard else words


def by_voice(day: date | None, voice: Voice) -> str:
    """«Better by voice: Mon 29 March.»"""
    if day is None:
        return _("Better by voice.")
    words = _("Better by voice: %(day)s.")
    return words % {"day": f"{day_words(day, voice.language)}"}


def _where(person: Person, case: Case | None) -> str:
    if case is not None and case.is_open:
        return reverse("case-show", args=[case.ref])
    return reverse("person-write", args=[person.pk])


def day_words(day: date, language: str) -> str:
    noon = datetime.combine(day, time(12), UTC)
    return moments.day(noon, "UTC", language)


def wishes_of(within: int) -> list[tuple[int, str, bool]]:
    """How often he may want to be called: value, words, whether it is so now."""
    words = _("every %(days)s days")
    return [
        (days, words % {"days": days} if days else _("no calls of ours"), days == within)
        for days in OFFERED
    ]
