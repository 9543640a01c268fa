from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from slovo.domain.cases.shapes import instant
from slovo.domain.hooks.actions.endpoints import add_endpoint, drop_endpoint
from slovo.domain.hooks.models import Endpoint
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api.bearer import asker
from slovo.lib import clock

router = Router()


class NewEndpoint(Schema):
    name: str = Field(max_length=80, description="whose program it is")
    url: str = Field(max_length=500, description="begins with https://")
    events: list[str] = Field(description="as in docs/guide/webhooks.md, such as case.opened")


class EndpointShape(Schema):
    id: int
    name: str
    url: str
    events: list[str]
    made_at: str
    paused_at: str | None
    failure: str = Field(description="why the house paused it")


class FreshEndpoint(EndpointShape):
    secret: str = Field(description="whsec_…; it can be read this once and never again")


class Endpoints(Schema):
    items: list[EndpointShape]


@router.get("/webhooks", summary="List endpoints", response=Endpoints)
def list_endpoints(request: HttpRequest) -> dict[str, Any]:
    refuse_unless_allowed("change_settings", asker(request))
    return {"items": [_shape(endpoint) for endpoint in Endpoint.objects.all()]}


@router.post("/webhooks", summary="Add an endpoint", response={201: FreshEndpoint})
def post_endpoint(request: HttpRequest, new: NewEndpoint) -> Status[dict[str, Any]]:
    endpoint, secret = add_endpoint(
        name=new.name, url=new.url, kinds=new.events, by=asker(request), at=clock.now()
    )
    return Status(201, {**_shape(endpoint), "secret": secret})


@router.delete("/webhooks/{endpoint_id}", summary="Delete an endpoint", response={204: None})
def delete_endpoint(request: HttpRequest, endpoint_id: int) -> Status[None]:
    refuse_unless_allowed("change_settings", asker(request))
    endpoint = get_object_or_404(Endpoint, pk=endpoint_id)
    drop_endpoint(endpoint, by=asker(request), at=clock.now())
    return Status(204, None)


def _shape(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": endpoint.pk,
        "name": endpoint.name,
        "url": endpoint.url,
        "events": endpoint.kinds,
        "made_at": instant(endpoint.made_at),
        "paused_at": instant(endpoint.paused_at),
        "failure": endpoint.failure,
    }
