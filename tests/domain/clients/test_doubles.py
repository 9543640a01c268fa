from itertools import islice, product

import pytest

from slovo.domain.clients.actions.indexing import index_people
from slovo.domain.clients.actions.merging import merge_people, tell_apart, undo_merger
from slovo.domain.clients.doubles import doubles
from slovo.domain.clients.models import Address, Pair, Person, Trace
from slovo.domain.clients.traces import plain_mailbox
from slovo.domain.journal.actors import HOUSE
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db


def reasons():
    while index_people(by=HOUSE, at=MORNING):
        pass
    return [(pair.one, pair.other, pair.reasons) for pair in doubles()]


def test_pairs_by_telephone_mailbox_and_name_the_likeliest_first(firm, berehynia):
    one = make_person("Yuri Tkachenko", berehynia, phone="+380 44 555 01 27")
    other = make_person("Ткаченко Юрій Петрович", emails=["yurit@gmail.com"])
    third = make_person("Reception", emails=["yuri.t+bills@gmail.com"], phone="+380445550127")
    initial = make_person("Ю. Ткаченко", berehynia, emails=["tk@client.example"])
    assert reasons() == [
        (one.pk, third.pk, {"phone"}),
        (one.pk, initial.pk, {"scripts", "organisation"}),
        (other.pk, third.pk, {"address"}),
        (one.pk, other.pk, {"scripts"}),
    ]


def test_an_initial_alone_is_no_reason_without_the_organisation(firm):
    make_person("Yuri Tkachenko")
    make_person("Ю. Ткаченко", emails=["tk@client.example"])
    assert reasons() == []


def test_told_apart_they_are_no_pair(firm):
    one = make_person("Yuri Tkachenko")
    other = make_person("Юрій Ткаченко", emails=["tk@client.example"])
    assert len(reasons()) == 1
    tell_apart(other, one, by=HOUSE, at=MORNING)
    assert reasons() == []


@pytest.mark.parametrize(
    ("email", "plain"),
    [
        ("Yuri.T+bills@gmail.com", "yurit@gmail.com"),
        ("yuri.t@googlemail.com", "yurit@gmail.com"),
        ("yuri.t+x@firm.example", "yuri.t@firm.example"),
    ],
)
def test_one_mailbox_however_it_is_written(email, plain):
    assert plain_mailbox(email) == plain


def test_whoever_was_compared_is_not_compared_again(firm, django_assert_num_queries):
    make_person("Yuri Tkachenko")
    assert index_people(by=HOUSE, at=MORNING) == 1
    with django_assert_num_queries(5):  # a savepoint, three questions, its end
        assert index_people(by=HOUSE, at=MORNING) == 0


def test_a_new_name_number_or_address_is_compared_anew(firm):
    one = make_person("Yuri Tkachenko", phone="+380 44 555 01 27")
    other = make_person("Юрій Ткаченко", emails=["tk@client.example"])
    assert reasons() == [(one.pk, other.pk, {"scripts"})]
    Person.objects.filter(pk=other.pk).update(full_name="Anna Bondar")
    assert reasons() == []
    Person.objects.filter(pk=other.pk).update(phone="+380445550127")
    assert reasons() == [(one.pk, other.pk, {"phone"})]
    Person.objects.filter(pk=other.pk).update(phone="")
    Address.objects.filter(person=other).delete()
    Address.objects.create(person=other, email="yuri+x@client.example")
    assert reasons() == [(one.pk, other.pk, {"address"})]


def test_who_became_part_of_another_is_in_no_pair_until_he_is_two_again(firm):
    one = make_person("Yuri Tkachenko")
    other = make_person("Юрій Ткаченко", emails=["tk@client.example"])
    assert len(reasons()) == 1
    merger = merge_people(one, other, by=HOUSE, at=MORNING)
    assert reasons() == []
    assert not Trace.objects.filter(person=other).exists()
    undo_merger(merger, by=HOUSE, at=MORNING)
    assert reasons() == [(one.pk, other.pk, {"scripts"})]


def test_told_apart_from_the_gone_is_told_apart_from_the_kept(firm):
    one = make_person("Yuri Tkachenko")
    other = make_person("Юрій Ткаченко", emails=["tk@client.example"])
    third = make_person("Юра Ткаченко", emails=["yura@client.example"])
    tell_apart(other, third, by=HOUSE, at=MORNING)
    assert [pair[:2] for pair in reasons()] == [(one.pk, other.pk), (one.pk, third.pk)]
    merger = merge_people(one, other, by=HOUSE, at=MORNING)
    assert reasons() == []
    undo_merger(merger, by=HOUSE, at=MORNING)
    assert [pair[:2] for pair in reasons()] == [(one.pk, other.pk), (one.pk, third.pk)]


def test_a_number_of_very_many_is_no_hint(firm):
    for two in islice(product("bdfgklmnr", repeat=2), 60):
        make_person(f"Anna Q{'a'.join(two)}", phone="+380 44 555 01 27", emails=[])
    assert len(reasons()) == 60 * 59 / 2
    make_person("Last One", phone="+380 44 555 01 27")
    assert reasons() == []
    assert not Pair.objects.exists()


def test_in_a_crowded_family_whole_names_that_sound_alike_are_still_found(firm):
    for two in islice(product("bdfgklmnr", repeat=2), 60):
        make_person(f"Q{'a'.join(two)} Shevchenko", emails=[])
    one = make_person("Yuri Shevchenko")
    other = make_person("Шевченко Юрій Петрович", emails=[])
    assert reasons() == [(one.pk, other.pk, {"scripts"})]
