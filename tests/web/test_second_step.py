"""A second step of sign-in, set up by hand."""

import pytest
from django.test import Client

from slovo.domain.staff.models import User
from tests.doors import _morning, _no_memory_of_others, clock_at
from tests.make import PASSWORD

__all__ = ["_morning", "_no_memory_of_others", "clock_at"]
pytestmark = pytest.mark.django_db
ACTIVATE = "/accounts/2fa/totp/activate/"


def test_it_needs_no_confirmed_address(client: Client, firm: object, olha: User) -> None:
    client.post("/accounts/login/", {"login": olha.email, "password": PASSWORD})
    client.get("/accounts/email/")
    client.post(f"/accounts/reauthenticate/?next={ACTIVATE}", {"password": PASSWORD})
    page = client.get(ACTIVATE)
    assert page.status_code == 200
    assert 'name="code"' in page.content.decode()
