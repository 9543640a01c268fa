"""How a client's business works (R083)."""

import pytest

from slovo.domain.clients.actions.profiles import (
    ProfileEmpty,
    TermRefused,
    drop_term,
    save_profile_of,
    save_term,
)
from slovo.domain.clients.models import Profile, Term
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def count(kind):
    return Event.objects.filter(kind=kind).count()


def test_save_profile_of_says_at_least_one_thing(berehynia, petro, taras):
    for _ in range(2):
        save_profile_of(berehynia, works="Grain, high in August", by=petro, at=MORNING)
    known = Profile.objects.get()
    assert (known.works, known.changed_by, count("profile.changed")) == (
        "Grain, high in August",
        petro,
        1,
    )
    with pytest.raises(ProfileEmpty):
        save_profile_of(berehynia, works=" ", by=petro, at=MORNING)
    with pytest.raises(NotAllowed):
        save_profile_of(berehynia, works="x", by=taras, at=MORNING)


def test_save_term_changes_its_meaning_and_drop_term_takes_it_out(berehynia, petro, taras):
    for meaning in ("a lorry of 25 t", "a lorry of 25 t", "a lorry of 22 t"):
        term = save_term(berehynia, word="box", meaning=meaning, by=petro, at=MORNING)
    assert (Term.objects.get().meaning, count("term.changed")) == ("a lorry of 22 t", 2)
    with pytest.raises(TermRefused):
        save_term(berehynia, word="box", meaning=" ", by=petro, at=MORNING)
    for verb in (
        lambda: save_term(berehynia, word="x", meaning="y", by=taras, at=MORNING),
        lambda: drop_term(term, by=taras, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            verb()
    for _ in range(2):
        drop_term(term, by=petro, at=MORNING)
    assert (Term.objects.count(), count("term.dropped")) == (0, 1)
