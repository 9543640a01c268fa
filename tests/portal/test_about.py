"""The client reads what we remember about him, and takes it out (R082)."""

import pytest

from slovo.domain.access.actions.links import link_for
from slovo.domain.clients.actions.details import Said, remember_detail
from slovo.domain.clients.models import Detail
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def test_he_sees_and_deletes_his_own(client, case, olena, viktor, petro):
    token = link_for(olena, subject=f"case:{case.pk}", by=HOUSE, at=MORNING)
    page = f"/c/{token}/about/"
    assert f"{page}" in client.get(f"/c/{token}/").content.decode()
    kept = remember_detail(olena, said=Said("Чай без цукру", "visit"), by=petro, at=MORNING)
    other = remember_detail(viktor, said=Said("Not mine", "visit"), by=petro, at=MORNING)
    said = client.get(page).content.decode()
    assert ("Чай без цукру" in said, "Not mine" in said) == (True, False)
    client.post(f"{page}{other.pk}/")
    assert client.get(f"{page}{kept.pk}/").status_code == 405
    for _ in range(2):
        assert client.post(f"{page}{kept.pk}/").status_code == 302
    assert list(Detail.objects.all()) == [other]
    assert Event.objects.get(kind="detail.dropped").actor_name == "Olena Sydorenko"
