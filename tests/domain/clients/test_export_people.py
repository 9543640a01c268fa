"""People carried out of the house: who may, in which form, and what the journal says."""

import csv
import io

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


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("+380 44 555-01-27 (work)", "'+380 44 555-01-27 (work)"),
        ("+380 44 555-01-27", "+380 44 555-01-27"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("=1+1", "'=1+1"),
        ("-1", "'-1"),
    ],
)
def test_no_spreadsheet_reckons_with_what_is_written(olena, olha, note, cell):
    Person.objects.update(note=note)
    written = export_people(Person.objects.unmerged(), form="csv", by=olha, at=MORNING)
    assert list(csv.reader(io.StringIO(written)))[1][-1] == cell


def test_one_card_by_whoever_works_with_clients(olena, petro, taras):
    assert "TEL;TYPE=work:+380 44 000 00 01" in export_card(olena, by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        export_card(olena, by=taras, at=MORNING)
