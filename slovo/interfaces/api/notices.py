"""How notices reach the colleague whose token it is: kinds, ways, quiet hours, the digest."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from slovo.domain.notices.actions.choosing import choose_ways, save_manner
from slovo.domain.notices.kinds import Kind, Way
from slovo.domain.notices.shapes import manner_of, ways_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.words import WallTime
from slovo.lib import clock

router = Router()


class WaysGiven(Schema):
    """What is left out stays as it is. `digest`: which of the `ways` given come once a day."""

    ways: dict[Kind, list[Way]] = Field(default={}, description="kind: its ways, in any order")
    digest: list[Kind] = []
    quiet_from: WallTime | None = None
    quiet_to: WallTime | None = None
    digest_at: WallTime | None = None


@router.get("/notices", summary="How notices reach you", response=dict[str, Any])
def show_ways(request: HttpRequest) -> dict[str, Any]:
    """Every kind with its ways, whether you chose them, your team did, or they are the house's."""
    refuse_unless_allowed("see_cases", asker(request))
    return ways_as_dict(asker(request), clock.now())


@router.put("/notices", summary="Choose how notices reach you", response=dict[str, Any])
def put_ways(request: HttpRequest, said: WaysGiven) -> dict[str, Any]:
    user, at = asker(request), clock.now()
    refuse_unless_allowed("see_cases", user)
    with transaction.atomic():
        if said.ways:
            choose_ways(user, ways=said.ways, digests=said.digest, by=user, at=at)
        given = said.model_dump(include={"quiet_from", "quiet_to", "digest_at"}, exclude_unset=True)
        if given.get("digest_at", "") is None:
            del given["digest_at"]
        if given:
            save_manner(user, **{**manner_of(user), **given}, by=user, at=at)
    return ways_as_dict(user, at)
