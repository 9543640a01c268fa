import pytest

from slovo.domain.access.actions.links import link_for, revoke_link
from slovo.domain.access.links import link_of
from slovo.domain.access.models import ClientLink
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING


def make_link(person: Person, subject: str = "case:1") -> str:
    return link_for(person, subject=subject, by=HOUSE, at=MORNING)


def test_the_link_opens_what_it_was_made_for(olena: Person) -> None:
    link = link_of(make_link(olena))
    assert link is not None
    assert (link.person, link.subject) == (olena, "case:1")


def test_every_letter_carries_the_same_link(olena: Person) -> None:
    assert make_link(olena) == make_link(olena)
    assert ClientLink.objects.count() == 1
    assert Event.objects.filter(kind="link.made").count() == 1


def test_another_person_and_another_subject_have_links_of_their_own(
    olena: Person, viktor: Person
) -> None:
    tokens = {make_link(olena), make_link(olena, "case:2"), make_link(viktor)}
    assert len(tokens) == 3


def test_the_token_lies_nowhere_in_the_database(olena: Person) -> None:
    token = make_link(olena)
    row = ClientLink.objects.values().get()
    assert token not in str(row)
    assert len(token) == 43


def test_a_link_from_before_a_new_key_opens_and_a_new_one_is_made(
    olena: Person, settings: object
) -> None:
    old = make_link(olena)
    settings.SECRET_KEY = "another key of the house, long enough"  # type: ignore[attr-defined]
    new = make_link(olena)
    assert new != old
    assert link_of(old) is not None
    assert link_of(new) is not None


def test_nothing_else_opens(olena: Person) -> None:
    token = make_link(olena)
    assert [link_of(wrong) for wrong in ("", "x", token[:-1], token + "A", token.swapcase())] == [
        None
    ] * 5


def test_a_revoked_link_opens_nothing_and_the_next_letter_brings_another(
    olena: Person, petro: User
) -> None:
    token = make_link(olena)
    link = ClientLink.objects.get()
    revoke_link(link, by=petro, at=MORNING)
    revoke_link(link, by=petro, at=MORNING)
    assert link_of(token) is None
    assert Event.objects.filter(kind="link.revoked").count() == 1
    assert link_of(make_link(olena)) is not None


def test_who_sees_no_cases_revokes_no_links(olena: Person, surveyor: User) -> None:
    token = make_link(olena)
    with pytest.raises(NotAllowed):
        revoke_link(ClientLink.objects.get(), by=surveyor, at=MORNING)
    assert link_of(token) is not None
