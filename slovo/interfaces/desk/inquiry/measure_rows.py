"""Measures in words for one reader, and sorted by where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from slovo.domain.cases.models.confidence import hides_from
from slovo.domain.complaints.models import Complaint, Watch
from slovo.domain.complaints.models.measure import (
    LATE,
    MeasureQuery,
    Stand,
    condition_of,
    stand_of,
)
from slovo.domain.staff.models import User
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.spoken import Voice, quick
from slovo.lib.prepared import Prepared
from slovo.web.patterns import Pattern

ORDER = (LATE, Stand.RECURRED, Stand.OPEN, Stand.WATCHED, Stand.PROVEN, Stand.DROPPED)
LOOKS = {LATE: "late", Stand.RECURRED: "late", Stand.OPEN: "soon", Stand.WATCHED: "waiting"}
URLS = {
    "put_url": "measure-in-force",
    "drop_url": "measure-drop",
    "complaint_url": "complaint-show",
}


class Line(NamedTuple):
    """What is read of a measure for a row."""

    pk: int
    text: str
    how: str
    due_at: datetime
    in_force_at: datetime | None
    recurred_at: datetime | None
    proven_at: datetime | None
    dropped_at: datetime | None
    dropped_why: str
    complaint_id: int
    owner__full_name: str
    complaint__number: int
    complaint__person__full_name: str


class Watched(NamedTuple):
    """Until when the same is watched for, and of which cause."""

    until: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    name: str
    count: int


def rows_of(
    measures: MeasureQuery, user: User, voice: Voice, after: str, *, on_page: bool = False
) -> tuple[list[SafeString], int]:
    """One page of them, and after which row the next one begins.

    `on_page`: on the page of their complaint, to which they then do not lead.
    """
    part = slice_of(measures.values_list(*Line._fields, named=True), "due_at", after)
    lines, may_drop = part.rows, user.may("drop_measure") and not on_page
    watched = _watched([line.pk for line in lines])
    linked = set() if on_page else _readable(lines, user)
    pattern = Pattern("desk/inquiry/measure_row.html", voice.language)
    urls = {name: reverse(view, args=[0]).replace("0", "%s") for name, view in URLS.items()}
    stood = sorted(((stand_at(line, voice.now), line) for line in lines), key=_place)
    return [
        pattern.fill(
            _gaps(line, stand, voice, watched.get(line.pk), urls),
            is_linked=line.complaint_id in linked,
            may_put=line.in_force_at is None and line.dropped_at is None,
            may_drop=may_drop and line.dropped_at is None,
        )
        for stand, line in stood
    ], part.after


def _place(stood: tuple[str, Line]) -> int:
    return ORDER.index(stood[0])


def _gaps(
    line: Line, stand: str, voice: Voice, watch: Watched | None, urls: dict[str, str]
) -> dict[str, object]:
    since, until = line.in_force_at, watch.until if watch and line.in_force_at else None
    return {
        "text": line.text,
        "complaint": f"C-{line.complaint__number} {line.complaint__person__full_name}",
        "how": _small(line.how),
        "dropped_why": _small(line.dropped_why),
        "owner": line.owner__full_name,
        "due": voice.date(line.due_at),
        "since": voice.full(since) if since else "",
        "until": voice.date(until) if until else "",
        "cause": _small(watch.cause if watch else ""),
        "look": LOOKS.get(stand, "ended"),
        "words": name_of(stand),
        "put_url": urls["put_url"] % line.pk,
        "drop_url": urls["drop_url"] % line.pk,
        "complaint_url": urls["complaint_url"] % line.complaint__number,
    }


def _small(text: str) -> SafeString | str:
    return format_html("<small>{}</small>", text) if text else ""


def _watched(keys: list[int]) -> dict[int, Watched]:
    """Measure → its newest watch."""
    rows = _WATCHES(keys=keys)
    return {measure: Watched(until, cause) for measure, until, cause in rows}


_WATCHES = Prepared(
    lambda keys: (
        Watch.objects.filter(measure__in=keys)
        .order_by("since", "pk")
        .values_list("measure", "until", "cause__name")
    )
)


def _readable(lines: Iterable[Line], user: User) -> set[int]:
    """The complaints among theirs that he may read: one's own measure stands without it, too."""
    keys = {line.complaint_id for line in lines}
    if not hides_from(user):
        return keys
    shown = Complaint.objects.visible_to(user).filter(pk__in=keys)
    return set(shown.values_list("pk", flat=True))


def stand_at(line: Line, at: datetime) -> str:
    stand = stand_of(line)
    return LATE if stand == Stand.OPEN and line.due_at < at else stand


def name_of(stand: str) -> str:
    return quick("Late") if stand == LATE else str(Stand(stand).label)


def groups_of(measures: MeasureQuery, at: datetime) -> list[Group]:
    """Every group with its number; the database counts them all in one go."""
    wanted = {key: Count("pk", filter=condition_of(key, at)) for key in ORDER}
    counts = measures.order_by().aggregate(**wanted)
    return [Group(key, name_of(key), counts[key]) for key in ORDER]


def wanted_of(measures: MeasureQuery, wanted: str, at: datetime) -> MeasureQuery:
    """Those of one group; without one, all that is not done with."""
    if wanted in ORDER:
        return measures.that_stand(wanted, at)
    return measures.filter(dropped_at=None, proven_at=None)
