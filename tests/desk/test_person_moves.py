"""R019: whoever leaves an organisation takes his history along; what was its matter stays there."""

from datetime import time

import pytest

from slovo.domain.cases.actions.answering import note_case
from slovo.domain.clients.actions.details import Said, remember_detail
from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.levels import Level
from tests.desk.reading import text_of
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db
TEA, SECRET = "No sweets with the tea", "Thinks of selling the mill"


def test_r019_she_moves_from_a_to_b_and_her_timeline_stays_whole(
    as_petro, client, petro, maksym, olena, berehynia, case
):
    hold_relationship(olena, user=petro, by=HOUSE, at=MORNING)
    said = Said(TEA, "visit", until_time=time(20), level=Level.RELATIONSHIP)
    remember_detail(olena, said=said, by=petro, at=MORNING)
    note_case(case, html=f"<p>{SECRET}</p>", level="relationship", by=petro, at=MORNING)
    assert case.organisation == berehynia
    her_page = f"/clients/{olena.pk}/"
    standing = olena.standings.get(organisation=berehynia)
    as_petro.post(f"{her_page}leave/{standing.pk}/")
    as_petro.post(f"{her_page}stand/", {"organisation": "Zorya Trade", "job": "owner"})
    shown = text_of(as_petro.get(her_page))
    for words in ("Zorya Trade", "until 10 March 2027", case.subject, TEA):
        assert words in shown
    make_person("Oksana Nova", berehynia)
    client.force_login(maksym)
    theirs = text_of(client.get(f"/organisations/{berehynia.pk}/"))
    assert (case.subject in theirs, "Oksana Nova" in theirs) == (True, True)
    for page in (f"/organisations/{berehynia.pk}/", her_page, f"/cases/{case.ref}/"):
        read = text_of(client.get(page))
        assert (TEA in read, SECRET in read) == (False, False)
    case.refresh_from_db()
    assert (case.organisation, case.person) == (berehynia, olena)
    client.force_login(petro)
    assert TEA in text_of(client.get(her_page))
