"""How we are reached, where each number and address can be pressed by itself."""

import pytest

from slovo.domain.engagements.actions.touchpoints import save_touchpoint
from slovo.domain.journal.actors import HOUSE
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def test_of_two_ways_each_is_pressed_by_itself(client, case):
    ways = (
        ("messenger", "https://t.me/firm"),
        ("messenger", "https://wa.me/380445550001"),
        ("emergency", "+380 44 555 00 01"),
        ("emergency", "+380 44 555 00 02"),
        ("mail", "one@firm.example"),
        ("mail", "two@firm.example"),
    )
    for way, value in ways:
        save_touchpoint(None, way=way, value=value, by=HOUSE, at=MORNING)
    said = client.get("/reach/").content.decode()
    for href in (
        "https://t.me/firm",
        "https://wa.me/380445550001",
        "tel:+380445550001",
        "tel:+380445550002",
        "mailto:one@firm.example",
        "mailto:two@firm.example",
    ):
        assert f'href="{href}"' in said, href
