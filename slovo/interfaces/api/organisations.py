from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router, Status

from slovo.domain.clients.actions.organisations import save_organisation
from slovo.domain.clients.models import Organisation
from slovo.domain.clients.shapes import organisation_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api import answers
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.persons import PageAsked
from slovo.interfaces.api.words import OrganisationChange
from slovo.lib import clock

router = Router()
SIDES = ("name", "code", "country", "note")


@router.get(
    "/organisations", summary="List organisations", response=answers.Page[answers.OrganisationShape]
)
def list_organisations(request: HttpRequest, page: Query[PageAsked]) -> dict[str, Any]:
    organisations = visible_organisations(request).filter(pk__gt=page.after)
    if page.q.strip():
        organisations = organisations.filter(name__icontains=page.q.strip())
    rows = list(organisations.order_by("pk")[: page.limit + 1])
    shown = rows[: page.limit]
    following = shown[-1].pk if len(rows) > page.limit else None
    return {"items": [organisation_as_dict(row) for row in shown], "next": following}


@router.get(
    "/organisations/{organisation_id}",
    summary="Show an organisation",
    response=answers.OrganisationShape,
)
def show_organisation(request: HttpRequest, organisation_id: int) -> dict[str, Any]:
    return organisation_as_dict(load_organisation(request, organisation_id))


@router.post(
    "/organisations", summary="Add an organisation", response={201: answers.OrganisationShape}
)
def add_organisation(request: HttpRequest, new: OrganisationChange) -> Status[dict[str, Any]]:
    sides = {side: getattr(new, side) or "" for side in SIDES}
    made = save_organisation(None, **sides, by=asker(request), at=clock.now())
    return Status(201, show_organisation(request, made.pk))


@router.patch(
    "/organisations/{organisation_id}",
    summary="Change an organisation",
    response=answers.OrganisationShape,
)
def change_organisation(
    request: HttpRequest, organisation_id: int, change: OrganisationChange
) -> dict[str, Any]:
    """What is left out stays as it is."""
    known = load_organisation(request, organisation_id)
    told = {side: getattr(change, side) for side in SIDES}
    sides = {side: getattr(known, side) if told[side] is None else told[side] for side in SIDES}
    save_organisation(known, **sides, by=asker(request), at=clock.now())
    return show_organisation(request, organisation_id)


def visible_organisations(request: HttpRequest) -> QuerySet[Organisation]:
    refuse_unless_allowed("see_cases", asker(request))
    return Organisation.objects.prefetch_related("standings__person")


def load_organisation(request: HttpRequest, organisation_id: int) -> Organisation:
    found = visible_organisations(request).filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return found
