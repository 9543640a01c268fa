"""People carried out of the house: who may, in which form, and what the journal says."""

import pytest

from slovo.domain.clients.actions.exporting import UnknownForm, export_card, export_people
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.models import Event
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def test_all_of_them_by_a_principal_only(olena, olha, petro):
    people = Person.objects.unmerged()
    written = export_people(people, form="csv", by=olha, at=MORNING)
    assert written.splitlines()[1].startswith("Olena Sydorenko,Olena Mykolaivna,olena@client")
    assert Event.objects.get(kind="firm.exported").refs == {"count": 1, "form": "csv"}
    with pytest.raises(NotAllowed):
        export_people(people, form="csv", by=petro, at=MORNING)
    with pytest.raises(UnknownForm, match="vcf or csv"):
        export_people(people, form="pdf", by=HOUSE, at=MORNING)


def test_one_card_by_whoever_works_with_clients(olena, petro, taras):
    assert "TEL;TYPE=work:+380 44 000 00 01" in export_card(olena, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        export_card(olena, by=taras, at=MORNING)
