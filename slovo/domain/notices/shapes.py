"""How notices reach a colleague, as plain dictionaries: what the API prints."""

from datetime import datetime, time
from typing import Any

from slovo.domain.notices.kinds import Kind
from slovo.domain.notices.models import Choice, Manner
from slovo.domain.notices.planning import Planner
from slovo.domain.staff.models import User


def ways_as_dict(user: User, at: datetime) -> dict[str, Any]:
    """`ways`: by which of his ways a kind comes now; a way he does not have yet is left out."""
    planner = Planner([user], at)
    chosen = {row.kind: row for row in Choice.objects.filter(user=user)}
    hours = {name: str(value)[:5] if value else None for name, value in manner_of(user).items()}
    return {
        "ways": {kind.value: [way.value for way in planner.ways(user, kind)] for kind in Kind},
        "chosen": [kind.value for kind in Kind if kind in chosen],
        "digest": [kind.value for kind in Kind if kind in chosen and chosen[kind].is_digest],
        "has": sorted({way for owner, way in planner.reaches if owner == user.pk} | {"mail"}),
        **hours,
    }


def manner_of(user: User) -> dict[str, time | None]:
    known = Manner.objects.filter(user=user).first() or Manner()
    return {name: getattr(known, name) for name in ("quiet_from", "quiet_to", "digest_at")}
