"""Endpoints through the API."""

import pytest

from slovo.domain.hooks.models import Endpoint

pytestmark = pytest.mark.django_db
NEW = {"name": "Robot", "url": "https://robot.example/slovo", "events": ["case.opened"]}


def test_an_endpoint_is_added_listed_and_deleted(as_taras):
    made = as_taras.post("webhooks", **NEW)
    assert made.status_code == 201
    said = made.json()
    assert said.pop("secret").startswith("whsec_")
    assert {key: said[key] for key in NEW} == NEW
    assert as_taras.get("webhooks").json() == {"items": [said]}
    assert as_taras.call("DELETE", f"webhooks/{said['id']}").status_code == 204
    assert not Endpoint.objects.exists()
    assert as_taras.call("DELETE", f"webhooks/{said['id']}").status_code == 404


def test_it_refuses_as_the_page_does(as_taras, as_petro):
    refused = as_taras.post("webhooks", **{**NEW, "url": "http://robot.example"})
    assert refused.status_code == 422
    assert "begins with https://" in refused.content.decode()
    assert as_petro.post("webhooks", **NEW).status_code == 403
    assert as_petro.get("webhooks").status_code == 403
