"""An import is taken back as a whole, but for those to whom something happened since."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.clients.actions.importing import draft_import
from slovo.domain.clients.actions.people import save_person
from slovo.domain.clients.actions.taking_in import import_people
from slovo.domain.clients.actions.undoing import TooLateToUndoImport, undo_import
from slovo.domain.clients.comparing import index_everybody
from slovo.domain.clients.models import Address, Organisation, Person, Standing
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.allowance import NotAllowed
from slovo.domain.journal.models import Event
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db
ASK = {"by": HOUSE, "at": MORNING}
TABLE = (
    b"Name,Email,Company,Job,Note\nAnna Bondar,a@b.example,New House,Lawyer,Early\n"
    b"Petro Koval,p@k.example,TOV Berehynia,,\nOlena Sydorenko,olena@client.example,New House,"
    b"Owner,Late\n"
)


@pytest.fixture
def done(olena, berehynia):
    draft = import_people(draft_import(name="x.csv", content=TABLE, **ASK), **ASK)
    index_everybody(**ASK)
    return draft


def rows():
    models = (Person, Address, Standing, Organisation)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_all_is_as_before(olena, berehynia):
    before = rows()
    draft = import_people(draft_import(name="x.csv", content=TABLE, **ASK), **ASK)
    index_everybody(**ASK)
    assert rows() != before
    assert undo_import(draft, **ASK) == []
    assert rows() == before
    assert Event.objects.get(kind="import.undone").refs == {"removed": 2, "stayed": []}
    assert undo_import(draft, **ASK) == []
    assert Event.objects.filter(kind="import.undone").count() == 1


def test_who_has_a_case_by_now_stays_and_so_does_his_organisation(done, petro):
    anna = Person.objects.get(full_name="Anna Bondar")
    open_case(anna, subject="Lease", channel="email", handler=petro, **ASK)
    assert undo_import(done, **ASK) == [anna]
    assert not Person.objects.filter(full_name="Petro Koval").exists()
    assert anna.standings.get().organisation.name == "New House"


def test_who_was_changed_since_stays_as_he_is(done, olena):
    olena.refresh_from_db()
    assert olena.note == "Late"
    sides = {"called": olena.called, "language": "uk", "zone": olena.zone, "phone": olena.phone}
    save_person(olena, full_name="Olena S.", note=olena.note, **sides, **ASK)
    assert undo_import(done, **ASK) == [olena]
    olena.refresh_from_db()
    assert olena.note == "Late"
    assert olena.standings.filter(organisation__name="New House").exists()


def test_who_became_part_of_another_stays(done):
    from slovo.domain.clients.actions.merging import merge_people

    anna = Person.objects.get(full_name="Anna Bondar")
    merge_people(make_person("Hanna Bondar"), anna, **ASK)
    assert undo_import(done, **ASK) == [anna]


def test_not_after_thirty_days_and_not_by_a_stranger(done, petro):
    with pytest.raises(NotAllowed):
        undo_import(done, by=petro, at=MORNING)
    with pytest.raises(TooLateToUndoImport, match="for thirty days after its end"):
        undo_import(done, by=HOUSE, at=MORNING + timedelta(days=30, seconds=1))
    assert undo_import(done, by=HOUSE, at=MORNING + timedelta(days=30)) == []
