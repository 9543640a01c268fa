"""Half past eight: whom a colleague has forgotten, and who has to start every time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from slovo.domain.duty.actions.calling import Word, call_colleagues
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.loyalty.forgotten import Rhythm, listed
from slovo.domain.loyalty.models import Morning, Streak
from slovo.domain.loyalty.mornings import morning_after
from slovo.domain.loyalty.onboarding import paths_of
from slovo.domain.loyalty.wordings import morning_subject, streak_subject
from slovo.domain.staff.models import Absence, User


@transaction.atomic
def begin_morning(user: User, *, by: Doer, at: datetime) -> Morning:
    """Of a colleague who is here for the first time only the next morning is set.

    On a day on which he is away nothing is said; a missed morning is made up for once.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    known = Morning.objects.filter(user=user).first()
    if known is None:
        return Morning.objects.create(user=user, next_at=morning_after(user, at))
    if known.next_at > at:
        return known
    known.next_at = morning_after(user, at)
    if not _is_away(user, at) and user.may("see_cases"):
        rows = listed(user, at)
        _tell(known, rows, by=by, at=at)
        _tell_streaks(user, rows, by=by, at=at)
    known.save()
    return known


def _tell(morning: Morning, rows: list[Rhythm], *, by: Doer, at: datetime) -> None:
    gaps = sum(bool(path.gaps(at)) for path in paths_of(morning.user, at))
    counts = {"people": len(rows), "gaps": gaps}
    record("morning.listed", morning, by=by, at=at, people=len(rows), gaps=gaps)
    if not any(counts.values()):
        return
    morning.told_at = at
    words = morning_subject(morning.user, counts)
    word = Word(morning.user, "nobody_forgotten", f"morning:{morning.pk}", words, counts)
    call_colleagues([word], by=by, at=at)


def _tell_streaks(user: User, rows: list[Rhythm], *, by: Doer, at: datetime) -> None:
    """Once for each row of three; one beginning of ours, and the next row is another one."""
    for row in rows:
        if not row.starts.is_streak:
            continue
        sides = {"person": row.person, "since": row.starts.running[0].at}
        streak, is_new = Streak.objects.get_or_create(
            **sides, defaults={"told": user, "told_at": at}
        )
        if is_new:
            record("streak.told", streak, by=by, at=at, person=row.person.pk, user=user.pk)
            words = streak_subject(user, row.person)
            word = Word(user, "he_starts", f"streak:{streak.pk}", words)
            call_colleagues([word], by=by, at=at)


def _is_away(user: User, at: datetime) -> bool:
    today = at.astimezone(ZoneInfo(user.zone)).date()
    return Absence.objects.filter(user=user, first_day__lte=today, last_day__gte=today).exists()
