"""A merger is undone within thirty days: what is still as it left it goes back."""

from datetime import timedelta

import pytest
from django.core import serializers

from slovo.domain.access.links import link_of
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.search.finding import find
from slovo.domain.clients.actions.merging import (
    Left,
    MergedSince,
    TooLateToUndo,
    merge_people,
    undo_merger,
)
from slovo.domain.clients.actions.people import save_person
from slovo.domain.clients.merging import moving
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.models import Blackout
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.rights import NotAllowed
from tests.domain.clients.scene import HOUR
from tests.make import MORNING

pytestmark = pytest.mark.django_db
LATER = MORNING + 2 * HOUR
DAYS = timedelta(days=1)


def undo(merger, by, at=LATER + 30 * DAYS):
    return undo_merger(merger, by=by, at=at)


def picture(*people):
    """Every row that points at a person, and the persons themselves, side by side."""
    rows = [
        row
        for key in moving().values()
        for row in key.model._default_manager.filter(**{f"{key.name}__in": people}).order_by("pk")
    ]
    rows += Person.objects.filter(pk__in=[each.pk for each in people]).order_by("pk")
    rows += Blackout.objects.order_by("pk")
    return serializers.serialize("json", rows, indent=1)


def test_everything_is_as_it_was(olena, everything, tokens, matter, roman):
    before = picture(olena, everything)
    merger = merge_people(olena, everything, by=roman, at=LATER)
    assert picture(olena, everything) != before
    assert undo(merger, roman) == []
    assert picture(olena, everything) == before
    assert [link_of(token).person for token in tokens] == [everything, everything]
    assert find(Case.objects.all(), "olena@client.example").case_ids == []
    assert find(Case.objects.all(), "Сидоренко").case_ids == [matter.pk]
    assert list(breaches()) == []
    assert Event.objects.get(kind="person.parted").refs["left"] == []


def test_what_changed_since_stays_and_is_named(olena, everything, petro, roman):
    merger = merge_people(olena, everything, by=roman, at=LATER)
    Blackout.objects.filter(person=olena).delete()
    olena.refresh_from_db()
    sides = {"full_name": olena.full_name, "zone": olena.zone, "phone": olena.phone}
    save_person(olena, **sides, note="Written since.", by=petro, at=LATER + HOUR)
    left = undo(merger, roman)
    assert sorted(left, key=lambda each: each.model) == [
        Left("clients.person", 1),
        Left("courtesy.blackout", 1),
    ]
    olena.refresh_from_db()
    assert olena.note == "Written since."
    assert list(breaches()) == []


def test_what_came_since_stays_with_whom_was_kept(olena, twin, matter, roman):
    merger = merge_people(olena, twin, by=roman, at=LATER)
    ask = {"channel": "email", "by": olena, "at": LATER + HOUR}
    fresh = open_case(olena, subject="New", **ask)
    word = hear_message(matter, person=olena, text="And?", **ask)
    assert undo(merger, roman) == []
    matter.refresh_from_db()
    fresh.refresh_from_db()
    assert (matter.person, fresh.person) == (twin, olena)
    assert Message.objects.get(pk=word.pk).person == olena


def test_a_clock_that_was_ended_is_named(olena, twin, matter, roman):
    at = MORNING + HOUR
    hear_message(matter, person=olena, text="Me too", channel="email", by=olena, at=at)
    merger = merge_people(olena, twin, by=roman, at=LATER)
    assert undo(merger, roman) == [Left("cases.promise", 1)]
    assert list(breaches()) == []


def test_twice_is_once(olena, twin, roman):
    merger = merge_people(olena, twin, by=roman, at=LATER)
    assert undo(merger, roman) == undo(merger, roman) == []
    assert Event.objects.filter(kind="person.parted").count() == 1
    assert twin.addresses.count() == 1
    again = merge_people(olena, twin, by=roman, at=LATER + 31 * DAYS)
    assert again != merger


def test_after_thirty_days_it_stays(olena, twin, roman):
    merger = merge_people(olena, twin, by=roman, at=LATER)
    with pytest.raises(TooLateToUndo):
        undo(merger, roman, LATER + 30 * DAYS + timedelta(seconds=1))
    assert olena.addresses.count() == 2


def test_the_last_of_a_chain_is_undone_first(olena, twin, viktor, roman):
    first = merge_people(olena, twin, by=roman, at=LATER)
    second = merge_people(viktor, olena, by=roman, at=LATER)
    with pytest.raises(MergedSince, match="Viktor Savchenko"):
        undo(first, roman)
    assert undo(second, roman) == undo(first, roman) == []
    people = Person.objects.visible_to(roman).order_by("pk")
    assert [each.addresses.count() for each in people] == [1, 1, 1]


def test_a_stranger_undoes_nothing(olena, twin, roman, petro):
    merger = merge_people(olena, twin, by=roman, at=LATER)
    with pytest.raises(NotAllowed):
        undo(merger, petro)
