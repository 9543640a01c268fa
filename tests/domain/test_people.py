import pytest

from slovo.domain.clients.actions.people import (
    AddressIsTaken,
    NameMissing,
    NoPrincipal,
    NotAnAddress,
    UnknownZone,
    find_or_make_person,
    flag_address,
    save_person,
    trust_address,
)
from slovo.domain.clients.models import Address, Person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from tests.make import MORNING

pytestmark = pytest.mark.django_db


def kinds():
    return list(
        Event.objects.filter(kind__regex="^(person|address)").values_list("kind", flat=True)
    )


def test_save_person_makes_him_with_his_addresses(olha, roman):
    person = save_person(
        None,
        full_name=" Olena Sydorenko ",
        called="Olena Mykolaivna",
        language="uk",
        zone="Europe/Kyiv",
        emails=["Olena@Client.example ", "office@client.example"],
        principal=olha,
        by=roman,
        at=MORNING,
    )
    person.refresh_from_db()
    assert (person.full_name, person.principal) == ("Olena Sydorenko", olha)
    assert str(person.address) == "olena@client.example"
    event = Event.objects.get(kind="person.added")
    assert (event.subject, event.actor_id) == (f"person:{person.pk}", roman.pk)
    assert "Olena" not in str(event.refs)


def test_save_person_twice_is_once(olena, olha):
    again = {side: getattr(olena, side) for side in ("full_name", "called", "language", "zone")}
    save_person(olena, **again, phone=olena.phone, emails=None, by=olha, at=MORNING)
    assert kinds() == ["person.added", "person.stands_for", "person.stands_for"]


def test_save_person_replaces_his_list_of_addresses_but_keeps_what_is_known_of_them(olena, olha):
    flag_address("olena@client.example", why="mailbox full", by=HOUSE, at=MORNING)
    emails = ["new@client.example", "olena@client.example"]
    save_person(olena, full_name=olena.full_name, emails=emails, by=olha, at=MORNING)
    assert {str(a): a.why for a in olena.addresses.all()} == {
        "olena@client.example": "mailbox full",
        "new@client.example": "",
    }
    assert str(Person.objects.get(pk=olena.pk).address) == "new@client.example"


@pytest.mark.parametrize(
    ("sides", "refusal"),
    [
        ({"full_name": "  "}, NameMissing),
        ({"zone": "Europe/Kiew"}, UnknownZone),
        ({"emails": ["olena at client"]}, NotAnAddress),
        ({"emails": ["VIKTOR@client.example"]}, AddressIsTaken),
        ({"principal": None}, NoPrincipal),
    ],
)
def test_save_person_refuses_in_words_and_writes_nothing(olha, viktor, sides, refusal):
    given = {"full_name": "Olena", "principal": olha, "by": olha, "at": MORNING}
    with pytest.raises(refusal) as refused:
        save_person(None, **{**given, **sides})
    assert str(refused.value).endswith(".")
    assert list(Person.objects.all()) == [viktor]


def test_a_taken_address_names_whose_it_is(olena, viktor, olha):
    emails = ["viktor@client.example"]
    with pytest.raises(AddressIsTaken, match="already the address of Viktor Savchenko"):
        save_person(olena, full_name="Olena", emails=emails, by=olha, at=MORNING)


def test_a_stranger_to_clients_saves_nobody(taras, olha):
    with pytest.raises(NotAllowed):
        save_person(None, full_name="Olena", principal=olha, by=taras, at=MORNING)
    assert not Person.objects.exists()


def test_find_or_make_person_makes_him_of_the_first_principal(olha):
    person = find_or_make_person(
        email=" New@Client.example",
        full_name="",
        language="ru",
        zone="Nowhere",
        by=HOUSE,
        at=MORNING,
    )
    assert (person.full_name, person.principal, person.zone) == ("new", olha, "")


def test_find_or_make_person_finds_him_the_second_time(olena):
    found = find_or_make_person(
        email="OLENA@client.example", full_name="Somebody", by=HOUSE, at=MORNING
    )
    assert (found, found.full_name) == (olena, "Olena Sydorenko")
    assert Person.objects.count() == 1


def test_find_or_make_person_refuses_what_is_no_address(firm):
    with pytest.raises(NotAnAddress, match="“nobody”"):
        find_or_make_person(email="nobody", by=HOUSE, at=MORNING)


def test_find_or_make_person_is_not_for_strangers(taras):
    with pytest.raises(NotAllowed):
        find_or_make_person(email="a@client.example", by=taras, at=MORNING)


def test_flag_address_once(olena):
    flag_address("Olena@client.example", why="no such mailbox", by=HOUSE, at=MORNING)
    flag_address("olena@client.example", why="another reason", by=HOUSE, at=MORNING)
    flag_address("nobody@client.example", why="", by=HOUSE, at=MORNING)
    address = Address.objects.get()
    assert (address.unreachable_at, address.why) == (MORNING, "no such mailbox")
    assert kinds().count("address.flagged") == 1


def test_trust_address_once(olena, roman):
    flag_address("olena@client.example", why="no such mailbox", by=HOUSE, at=MORNING)
    trust_address("olena@client.example", by=roman, at=MORNING)
    trust_address("olena@client.example", by=roman, at=MORNING)
    address = Address.objects.get()
    assert (address.unreachable_at, address.why) == (None, "")
    assert kinds().count("address.trusted") == 1


def test_addresses_are_not_for_strangers(olena, taras):
    with pytest.raises(NotAllowed):
        flag_address("olena@client.example", why="", by=taras, at=MORNING)
    with pytest.raises(NotAllowed):
        trust_address("olena@client.example", by=taras, at=MORNING)


def test_visible_to_those_who_see_cases(olena, roman, taras, surveyor):
    assert list(Person.objects.visible_to(roman)) == [olena]
    assert list(Person.objects.visible_to(taras)) == []
    assert list(Person.objects.visible_to(surveyor)) == []
