"""The API as a whole: one door, its refusals, and what stands behind it."""

from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from slovo.interfaces.api import (
    agreements,
    appointments,
    calls,
    calls_told,
    cases,
    complaints,
    courtesy,
    dates,
    details,
    doubles,
    duty,
    gate,
    goodwill,
    handovers,
    hooks,
    imports,
    inquiries,
    letters,
    limits,
    loyalty,
    mistakes,
    mistakes_money,
    money,
    negotiations,
    notices,
    organisations,
    parted,
    partings,
    persons,
    promises,
    recovery,
    remedies,
    requirements,
    reviews,
    rhythm,
    risks,
    rules,
    stages,
    statements,
    talks,
    telegram,
    today,
    topics,
    trends,
    unforeseen,
    verbs,
    views,
)
from slovo.interfaces.api.bearer import Bearer, Pace
from slovo.interfaces.api.reading import Tidy
from slovo.interfaces.api.refusals import say_refusals


class Door(NinjaAPI):
    """An operation is called by its verb and noun, not by where its code lies."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_root_path(self, path_params: dict[str, Any]) -> str:  # noqa: ARG002 - theirs
        """Its door opens late, and until then no address behind it has a name."""
        return "/api/v1/"


api = Door(
    title="Slovo",
    version="1",
    description="The same verbs and the same refusals as the pages. Times are UTC, ISO 8601, `Z`.",
    docs_url=None,
    auth=Bearer(),
    throttle=[Pace()],
    parser=Tidy(),
    urls_namespace="api",
)
say_refusals(api)
api.add_router("", cases.router, tags=["cases"])
api.add_router("", views.router, tags=["cases"])
api.add_router("", verbs.router, tags=["what is done to a case"])
api.add_router("", letters.router, tags=["messages"])
api.add_router("", persons.router, tags=["persons"])
api.add_router("", doubles.router, tags=["persons"])
api.add_router("", imports.router, tags=["persons"])
api.add_router("", organisations.router, tags=["organisations"])
api.add_router("", courtesy.router, tags=["courtesy"])
api.add_router("", rhythm.router, tags=["nobody forgotten"])
api.add_router("", loyalty.router, tags=["loyalty"])
api.add_router("", agreements.router, tags=["agreements"])
api.add_router("", requirements.router, tags=["agreements"])
api.add_router("", stages.router, tags=["agreements"])
api.add_router("", appointments.router, tags=["agreements"])
api.add_router("", promises.router, tags=["promises"])
api.add_router("", gate.router, tags=["promises"])
api.add_router("", dates.router, tags=["promises"])
api.add_router("", inquiries.router, tags=["complaints"])
api.add_router("", remedies.router, tags=["complaints"])
api.add_router("", reviews.router, tags=["complaints"])
api.add_router("", trends.router, tags=["complaints"])
api.add_router("", risks.router, tags=["bad news"])
api.add_router("", unforeseen.router, tags=["bad news"])
api.add_router("", complaints.router, tags=["complaints"])
api.add_router("", limits.router, tags=["complaints"])
api.add_router("", goodwill.router, tags=["goodwill"])
api.add_router("", partings.router, tags=["goodwill"])
api.add_router("", parted.router, tags=["goodwill"])
api.add_router("", rules.router, tags=["rules"])
api.add_router("", mistakes.router, tags=["mistakes"])
api.add_router("", mistakes_money.router, tags=["mistakes"])
api.add_router("", recovery.router, tags=["mistakes"])
api.add_router("", negotiations.router, tags=["complaints"])
api.add_router("", talks.router, tags=["talks"])
api.add_router("", hooks.router, tags=["webhooks"])
api.add_router("", duty.router, tags=["duty"])
api.add_router("", topics.router, tags=["organisations"])
api.add_router("", handovers.router, tags=["handovers"])
api.add_router("", calls.router, tags=["duty"])
api.add_router("", notices.router, tags=["notices"])
api.add_router("", telegram.router, tags=["persons"])
api.add_router("", calls_told.router, tags=["duty"])
api.add_router("", money.router, tags=["money"])
api.add_router("", statements.router, tags=["money"])
api.add_router("", details.router, tags=["persons"])
api.add_router("", today.router, tags=["today"])
