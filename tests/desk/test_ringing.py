"""A call in progress stands on that colleague’s desk at once, and leaves by itself."""

from datetime import time, timedelta

import pytest

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.access.models import TokenRight
from slovo.domain.calls.actions.extensions import save_extensions
from slovo.domain.calls.models import Call
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.details import Said, remember_detail
from slovo.lib.moments import instant
from tests.desk.reading import fields_of, text_of
from tests.make import MORNING

pytestmark = pytest.mark.django_db
NOW, SECOND = "/calls/now/", timedelta(seconds=1)


@pytest.fixture
def telephone(client, olha, petro, olena):
    """The exchange tells of Olena's call to Petro's extension, as often as something is known."""
    olena.phone = "+380445550127"
    olena.save()
    save_extensions({petro: "201"}, by=olha, at=MORNING)
    rights = {"name": "exchange", "right": TokenRight.CALLS}
    token = make_token(olha, **rights, by=olha, at=MORNING)

    def tells(**stamps):
        said = {"id": "17.1", "direction": "in", "number": "044 555 01 27", "colleague": "201"}
        body = said | {name: instant(at) for name, at in stamps.items()}
        headers = {"Authorization": f"Bearer {token}"}
        sent = {"content_type": "application/json", "headers": headers}
        assert client.post("/api/v1/calls", body, **sent).status_code == 200

    return tells


def test_it_rings_they_talk_it_is_noted_and_the_card_is_gone(
    client, telephone, petro, iryna, olena, case, clock_at
):
    said = Said("Only after ten", "call", from_time=time(23))
    remember_detail(olena, said=said, by=petro, at=MORNING)

    def card(user=petro):
        client.force_login(user)
        return client.get(NOW).json()

    assert card() == {"telephone": True, "id": 0, "call": ""}
    assert card(iryna)["telephone"] is False
    telephone(started_at=MORNING)
    clock_at(MORNING + 5 * SECOND)
    rings = card()["call"]
    assert ("Is calling you" in rings, "Note this call" in rings) == (True, False)
    assert "never before 23:00" in rings
    assert f'href="/cases/{case.ref}/"' in rings
    assert card(iryna)["call"] == ""
    clock_at(MORNING + timedelta(minutes=2))
    assert card()["call"] == ""
    answered = {"started_at": MORNING, "answered_at": MORNING + 9 * SECOND}
    telephone(**answered)
    found = card()
    talks = found["call"]
    place = f"/calls/log/{Call.objects.get().pk}/"
    assert ("On the line with you" in talks, f'href="{place}"' in talks) == (True, True)
    assert found["own"] == [place, f"/clients/{olena.pk}/card/"]
    ended = MORNING + timedelta(minutes=4)
    clock_at(ended)
    telephone(**answered, ended_at=ended)
    clock_at(ended + timedelta(minutes=2) - SECOND)
    assert "The call is over." in card()["call"]
    form = fields_of(client.get(place))
    assert form["case"] == [str(case.pk)]
    client.post(place, form)
    assert card()["call"] == ""
    assert Case.objects.get(pk=case.pk).first_answered_at == answered["answered_at"]


def test_who_notes_nothing_is_left_alone_after_two_minutes(
    client, telephone, petro, clock_at, as_petro
):
    telephone(started_at=MORNING, answered_at=MORNING, ended_at=MORNING)
    clock_at(MORNING + timedelta(minutes=2) - SECOND)
    client.force_login(petro)
    assert "Note this call" in client.get(NOW).json()["call"]
    clock_at(MORNING + timedelta(minutes=2))
    assert client.get(NOW).json()["call"] == ""
    assert f'data-ringing-url="{NOW}"' in text_of(client.get("/"))
