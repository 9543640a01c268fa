"""By which ways a colleague is told, and when: his own table, else his team's, else the house's."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count

from slovo.domain.notices.kinds import DAILY, ORDER, URGENT, Kind, Way, kind_of
from slovo.domain.notices.models import Choice, Dispatch, Manner, Mute, Notice, Reach
from slovo.domain.staff.models import User
from slovo.lib.prepared import Prepared, PreparedModels

MANY, WITHIN = 3, timedelta(minutes=10)
ONE_DAY = timedelta(days=1)


class Plan(NamedTuple):
    """`ways` none: only in the app. Held until `due_at`, all that waits goes as one."""

    kind: Kind
    ways: list[Way]
    due_at: datetime

    @property
    def is_urgent(self) -> bool:
        return self.kind in URGENT


_OWN = PreparedModels(Choice, lambda ids: Choice.objects.filter(user__in=ids))
_OF_TEAMS = Prepared(
    lambda ids: (
        Choice.objects.filter(team__members__in=ids, team__closed_at=None)
        .order_by("team", "pk")
        .values_list("pk", "team__members")
    )
)
_MANNERS = PreparedModels(Manner, lambda ids: Manner.objects.filter(user__in=ids))
_MUTES = Prepared(lambda ids: Mute.objects.filter(user__in=ids).values_list("user", "subject"))
_REACHES = PreparedModels(
    Reach, lambda ids: Reach.objects.filter(user__in=ids, dropped_at=None).order_by("pk")
)
_TOLD = Prepared(
    lambda ids, since, at: (
        Notice.objects.filter(user__in=ids, at__gt=since, at__lte=at)
        .order_by()
        .values_list("user")
        .annotate(count=Count("pk"))
    )
)
_HELD = Prepared(
    lambda ids, at, until: (
        Dispatch.objects.filter(user__in=ids, next_at__gt=at, next_at__lte=until, is_urgent=False)
        .order_by("-next_at")
        .values_list("user", "next_at")
    )
)


class Planner:
    """Everything about these colleagues is asked once, however many notices there are."""

    def __init__(self, users: Iterable[User], at: datetime) -> None:
        self._at = at
        ids = sorted({user.pk for user in users})
        self._own = {(c.user_id, c.kind): c for c in _OWN(ids=ids)}
        self._teams = _choices_of_teams(ids)
        self._manners = {m.user_id: m for m in _MANNERS(ids=ids)}
        self._mutes = {(user, subject) for user, subject in _MUTES(ids=ids)}
        self.reaches: dict[tuple[int, str], list[Reach]] = defaultdict(list)
        for reach in _REACHES(ids=ids):
            self.reaches[reach.user_id, reach.way].append(reach)
        self._told: Counter[int] = Counter(dict(_TOLD(ids=ids, since=at - WITHIN, at=at)))
        self._held: dict[int, datetime] = dict(_HELD(ids=ids, at=at, until=at + WITHIN))

    def is_muted(self, user: User, why: str, subject: str) -> bool:
        return kind_of(why) not in URGENT and (user.pk, subject) in self._mutes

    def plan(self, user: User, why: str) -> Plan:
        kind = kind_of(why)
        self._told[user.pk] += 1
        choice = None if why in DAILY else self._choice(user, kind)
        return Plan(kind, self.ways(user, kind), self._due(user, kind, choice))

    def ways(self, user: User, kind: Kind) -> list[Way]:
        """Those that he has; whoever is on duty is reached somehow."""
        choice = self._choice(user, kind)
        ways = [Way(way) for way in choice.ways] if choice else self._usual(user, kind)
        ways = [way for way in ways if way == Way.MAIL or self.reaches.get((user.pk, way))]
        return [Way.MAIL] if kind == Kind.DUTY and not ways else ways

    def _choice(self, user: User, kind: Kind) -> Choice | None:
        return self._own.get((user.pk, kind)) or self._teams.get((user.pk, kind))

    def _usual(self, user: User, kind: Kind) -> list[Way]:
        """Mail; what is urgent by everything he has."""
        if kind not in URGENT:
            return [Way.MAIL]
        return [way for way in ORDER if way == Way.MAIL or self.reaches.get((user.pk, way))]

    def _due(self, user: User, kind: Kind, choice: Choice | None) -> datetime:
        if kind in URGENT:
            return self._at
        manner, zone = self._manners.get(user.pk), ZoneInfo(user.zone)
        if choice and choice.is_digest:
            hour = manner.digest_at if manner else time(8, 30)
            return next_hour(self._at, hour, zone)
        due_at = quiet_until(self._at, manner, zone)
        if due_at == self._at and self._told[user.pk] > MANY:
            due_at = self._held.setdefault(user.pk, self._at + WITHIN)
        return due_at


def _choices_of_teams(ids: list[int]) -> dict[tuple[int, str], Choice]:
    """Of several teams the first decides."""
    rows = list(_OF_TEAMS(ids=ids))
    choices = Choice.objects.in_bulk({pk for pk, _user in rows}) if rows else {}
    found: dict[tuple[int, str], Choice] = {}
    for pk, user in rows:
        found.setdefault((user, choices[pk].kind), choices[pk])
    return found


def quiet_until(at: datetime, manner: Manner | None, zone: ZoneInfo) -> datetime:
    """The end of his quiet hours when `at` lies in them, else `at` itself."""
    if manner is None or manner.quiet_from is None or manner.quiet_to is None:
        return at
    begins, ends, now = manner.quiet_from, manner.quiet_to, at.astimezone(zone).time()
    is_quiet = begins <= now < ends if begins < ends else now >= begins or now < ends
    return next_hour(at, ends, zone) if is_quiet and begins != ends else at


def next_hour(at: datetime, hour: time, zone: ZoneInfo) -> datetime:
    """The next time his clock shows this hour."""
    day = at.astimezone(zone).date()
    today = datetime.combine(day, hour, zone).astimezone(UTC)
    return today if today > at else datetime.combine(day + ONE_DAY, hour, zone).astimezone(UTC)
