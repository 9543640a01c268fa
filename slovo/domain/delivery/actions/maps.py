"""The stages a service goes through, written once and followed by agreements (R042)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.delivery.models import Hand, StageMap
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

MOST_DAYS = 400


class MapUnclear(Refusal):
    """A map has a name of its own, and stages with names and days."""


@transaction.atomic
def save_stage_map(
    known: StageMap | None,
    *,
    name: str,
    steps: Iterable[dict[str, Any]],
    by: User,
    at: datetime,
) -> StageMap:
    """Agreements that follow it already keep the stages they took."""
    refuse_unless_allowed("save_stage_map", by)
    found = known or StageMap()
    written = [_step(step) for step in steps]
    _refuse_unclear(found, name.strip(), written)
    if (found.name, found.steps) == (name.strip(), written):
        return found
    found.name, found.steps, found.changed_at = name.strip(), written, at
    found.save()
    record("stage.mapped", found, by=by, at=at, stages=len(written))
    return found


def _step(step: dict[str, Any]) -> dict[str, Any]:
    hand = step.get("hand") or ""
    return {
        "name": str(step.get("name") or "").strip()[:120],
        "hand": hand if hand in Hand.values else "",
        "days": int(step.get("days") or 0),
        "message": str(step.get("message") or "").strip(),
        "client_part": str(step.get("client_part") or "").strip()[:300],
        "is_work": bool(step.get("is_work")),
        "is_key": bool(step.get("is_key")),
    }


def _refuse_unclear(known: StageMap, name: str, steps: list[dict[str, Any]]) -> None:
    if not name:
        raise MapUnclear(_("Name the service."))
    if StageMap.objects.filter(name=name).exclude(pk=known.pk).exists():
        raise MapUnclear(_("There is a map of this name already."))
    if not steps:
        raise MapUnclear(_("Write down at least one stage."))
    for step in steps:
        if not step["name"] or not 1 <= step["days"] <= MOST_DAYS:
            raise MapUnclear(_("Each stage has a name, and lasts one business day or more."))
