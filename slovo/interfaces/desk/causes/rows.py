"""What the pages of causes say in words for one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from slovo.domain.billing.months import Month
from slovo.domain.complaints.figures import answered_with_cause, watched
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.trends import (
    COMPLAINT,
    KINDS,
    MISTAKE,
    failures_of,
    last_months,
)
from slovo.domain.mistakes.models import Cause, Failure, Mistake
from slovo.domain.staff.models import User
from slovo.interfaces.desk.causes.drawing import month_names
from slovo.interfaces.desk.lists import SIZE, slice_of
from slovo.interfaces.desk.spoken import Voice, quick, short
from slovo.lib.prepared import Prepared
from slovo.web.patterns import Pattern

SHORT = 120
APART = "apart"
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which failures of a cause: of one month or all twelve, of one kind or both.

    `apart` and `answered` are the kinds of M18: complaints answered, and those of them in which
    the client had named another branch.
    """

    kind: str
    month: Month | None
    since: datetime
    until: datetime

    @classmethod
    def read(cls, said: Mapping[str, str], at: datetime) -> "Asked":
        kind, months = said.get("kind", ""), last_months(at)
        known = {f"{month.first:%Y-%m}": month for month in months}
        month = known.get(said.get("month", ""))
        kind = kind if kind in {*KINDS, APART, ANSWERED} else ""
        whole = cls(kind, None, months[0].begins_at, months[-1].ends_at)
        if month is None:
            return whole
        return replace(whole, month=month, since=month.begins_at, until=month.ends_at)

    def query(self, **other: Any) -> str:
        month = f"{self.month.first:%Y-%m}" if self.month else ""
        said = {"kind": self.kind, "month": month, **other}
        return urlencode({name: value for name, value in said.items() if value})

    def words(self, voice: Voice) -> str:
        span = month_names([self.month], voice.language)[0][2] if self.month else ""
        span = span or _("the last twelve months")
        said = {
            "": _("Complaints and mistakes, %(span)s"),
            COMPLAINT: _("Complaints, %(span)s"),
            MISTAKE: _("Mistakes, %(span)s"),
            APART: _("Complaints in which the client named another branch, %(span)s"),
            ANSWERED: _("Complaints answered, %(span)s"),
        }
        return said[self.kind] % {"span": span}


@dataclass(frozen=True, slots=True)
class Row:
    """One failure: what it was, whose, since when; `said`: what the client had named instead."""

    url: str
    text: str
    ref: str
    person: str
    when: str
    said: str
    state: str
    is_open: bool


def rows_behind(
    cause: Cause, asked: Asked, user: User, voice: Voice, after: str
) -> tuple[list[Row], int]:
    """One page of them, and after which row the next one begins."""
    if asked.kind in {APART, ANSWERED}:
        found = answered_with_cause(user, asked.since, asked.until).filter(real_cause=cause)
        if asked.kind == APART:
            found = found.exclude(stated_cause=None)
            found = found.exclude(stated_cause__branch=F("real_cause__branch"))
        part = slice_of(found.values_list(*Said._fields, named=True), "-received_at", after)
        return [_of_complaint(row, voice) for row in part.rows], part.after
    kinds = [asked.kind] if asked.kind else KINDS
    failures = failures_of(user, kinds).filter(cause=cause)
    within = failures.filter(at__gte=asked.since, at__lt=asked.until)
    part = slice_of(within, "-at", after)
    return failure_rows(part.rows, voice), part.after


class Said(NamedTuple):
    """What is read of a complaint for a row."""

    pk: int
    number: int
    stated: str
    received_at: datetime
    closed_at: datetime | None
    person__full_name: str
    stated_cause__name: str | None
    stated_cause__branch: str | None
    real_cause__branch: str | None


_COMPLAINTS = Prepared(
    lambda keys: Complaint.objects.filter(pk__in=keys).order_by().values_list(*Said._fields)
)


def failure_rows(failures: Sequence[Failure], voice: Voice) -> list[Row]:
    keys: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for failure in failures:
        kind, _colon, key = failure.subject.partition(":")
        keys[kind].append(int(key))
    complaints = {row[0]: Said._make(row) for row in _COMPLAINTS(keys=keys[COMPLAINT])}
    mistakes = Mistake.objects.select_related("case__person").in_bulk(keys[MISTAKE])
    rows = []
    for failure in failures:
        kind, _colon, key = failure.subject.partition(":")
        if kind == COMPLAINT:
            rows.append(_of_complaint(complaints[int(key)], voice))
        else:
            rows.append(_of_mistake(mistakes[int(key)], voice))
    return rows


def _of_complaint(row: Said, voice: Voice) -> Row:
    stated, real = row.stated_cause__branch, row.real_cause__branch
    return Row(
        reverse("complaint-show", args=[row.number]),
        short(row.stated, SHORT),
        f"C-{row.number}",
        row.person__full_name,
        voice.full(row.received_at),
        row.stated_cause__name or "" if stated and real and stated != real else "",
        quick("Closed") if row.closed_at else quick("Open"),
        row.closed_at is None,
    )


def _of_mistake(row: Mistake, voice: Voice) -> Row:
    return Row(
        reverse("mistake-show", args=[row.pk]),
        short(str(row), SHORT),
        _("Mistake"),
        row.case.person.full_name,
        voice.full(row.discovered_at),
        "",
        _("Closed") if row.closed_at else _("Open"),
        row.closed_at is None,
    )


class Watched(NamedTuple):
    """What is read of a watch for a row: a measure against the cause."""

    since: datetime
    until: datetime
    measure__text: str
    measure__owner__full_name: str
    recurred_by__number: int | None


def watch_rows(cause: Cause, user: User, voice: Voice) -> tuple[list[SafeString], int]:
    """The newest that M8 counts of it and that still run beside, and how many are older."""
    edges = Month.edges(last_months(voice.now))
    known = watched(user, edges[0], edges[-1]).filter(cause=cause)
    parts = known.ended(voice.now), known.running(voice.now)
    found = [row for part in parts for row in part.values_list(*Watched._fields)[:SIZE]]
    pattern, url = Pattern("desk/causes/watch_row.html", voice.language), reverse("measure-list")
    drawn = [_drawn(Watched._make(row), pattern, url, voice) for row in found]
    return drawn, known.count() - len(drawn)


def _drawn(row: Watched, pattern: Pattern, url: str, voice: Voice) -> SafeString:
    """What its watch showed: again, held, or it still runs."""
    if row.recurred_by__number:
        ref = {"ref": f"C-{row.recurred_by__number}"}
        words, look = quick("Happened again: %(ref)s") % ref, "late"
    elif row.until >= voice.now:
        words, look = quick("Watched still"), "waiting"
    else:
        words, look = quick("It held for ninety days"), "ended"
    gaps = {
        "url": url,
        "text": row.measure__text,
        "owner": row.measure__owner__full_name,
        "since": voice.date(row.since),
        "until": voice.date(row.until),
        "words": words,
        "look": look,
    }
    return pattern.fill(gaps)
