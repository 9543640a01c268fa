"""Measures in words for one reader, and sorted by where they stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from slovo.domain.complaints.models import Complaint, Measure, Watch
from slovo.domain.complaints.models.measure import LATE, MeasureQuery, Stand, condition_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.lists import slice_of
from slovo.interfaces.desk.spoken import Voice

ORDER = (LATE, Stand.RECURRED, Stand.OPEN, Stand.WATCHED, Stand.PROVEN, Stand.DROPPED)
LOOKS = {LATE: "late", Stand.RECURRED: "late", Stand.OPEN: "soon", Stand.WATCHED: "waiting"}

SAID = (
    "text how due_at in_force_at recurred_at proven_at dropped_at dropped_why"
    " owner__full_name complaint__number complaint__person__full_name"
).split()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """`look` is late, soon, waiting or ended; `complaint` is empty where it may not be read."""

    measure: Measure
    stand: str
    words: str
    look: str
    due: str
    since: str
    until: str
    cause: str
    complaint: Complaint | None


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    name: str
    count: int


def measure_row(measure: Measure, voice: Voice, shown: set[int]) -> MeasureRow:
    stand = stand_of(measure, voice)
    watch = next(iter(measure.watches.all()), None)
    return MeasureRow(
        measure,
        stand,
        name_of(stand),
        LOOKS.get(stand, "ended"),
        voice.date(measure.due_at),
        voice.full(measure.in_force_at) if measure.in_force_at else "",
        voice.date(watch.until) if watch and measure.in_force_at else "",
        str(watch.cause) if watch else "",
        measure.complaint if measure.complaint_id in shown else None,
    )


def stand_of(measure: Measure, voice: Voice) -> str:
    is_late = measure.stand == Stand.OPEN and measure.due_at < voice.now
    return LATE if is_late else measure.stand


def name_of(stand: str) -> str:
    return _("Late") if stand == LATE else str(Stand(stand).label)


def rows_of(
    measures: MeasureQuery, user: User, voice: Voice, after: str
) -> tuple[list[MeasureRow], int]:
    """One page of them, and after which row the next one begins."""
    related = measures.select_related("owner", "complaint__person").only(*SAID)
    watches = Watch.objects.select_related("cause").only("measure", "until", "cause__name")
    part = slice_of(related.prefetch_related(Prefetch("watches", watches)), "due_at", after)
    found = part.rows
    keys = {measure.complaint_id for measure in found}
    shown = set(Complaint.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    rows = [measure_row(measure, voice, shown) for measure in found]
    return sorted(rows, key=lambda row: ORDER.index(row.stand)), part.after


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
