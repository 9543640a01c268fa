"""Saved views: lists of cases under a name. `GET /cases?view=7` shows what stands in one."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field

from slovo.domain.cases.models import SavedView
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker

router = Router()


class ViewShape(Schema):
    """A view shows each asker only what he may see. `is_own`: what is in the asker's hands."""

    id: int
    name: str
    is_shared: bool = Field(description="the firm’s; else the asker's own")
    among: str = Field(description="which standing list, such as dark or open; empty: all cases")
    words: str
    is_own: bool
    colleague: str | None = Field(description="a mail address: only what is in these hands")
    service_class: str | None


@router.get("/views", summary="List saved views", response=list[ViewShape])
def list_views(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    return [as_dict(view) for view in known_to(asker(request))]


def load_view(request: HttpRequest, view_id: int) -> SavedView:
    """The asker's own or the firm's; another's does not exist."""
    found = next((view for view in known_to(asker(request)) if view.pk == view_id), None)
    if found is None:
        raise Http404
    return found


def known_to(user: User) -> list[SavedView]:
    known = SavedView.objects.known_to(user)
    return list(known.select_related("colleague", "service_class"))


def as_dict(view: SavedView) -> dict[str, Any]:
    return {
        "id": view.pk,
        "name": view.name,
        "is_shared": view.user_id is None,
        "among": view.among,
        "words": view.words,
        "is_own": view.is_own,
        "colleague": view.colleague.email if view.colleague else None,
        "service_class": view.service_class.name if view.service_class else None,
    }
