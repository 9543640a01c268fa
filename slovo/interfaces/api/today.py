from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from slovo.domain.cases.shapes import lane_rows
from slovo.domain.cases.today import lanes
from slovo.domain.complaints import morning
from slovo.domain.promises.due import LANE, morning_rows
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api import answers
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()


@router.get(
    "/today", summary="The morning list, who suffers most first", response=answers.TodayShape
)
def today(request: HttpRequest, whose: Literal["firm", "mine"] = "firm") -> dict[str, Any]:
    refuse_unless_allowed("see_cases", asker(request))
    user, at = asker(request), clock.now()
    found = lanes(user, at, whose=whose)
    promised = morning_rows(user, at, whose=whose)
    reviews = morning.review_rows(user, at)
    counts = {lane.name: lane.count for lane in found}
    return {
        "items": [*(row for lane in found for row in lane_rows(lane, at)), *promised, *reviews],
        "counts": counts | {LANE: len(promised), morning.LANE: len(reviews)},
    }
