import pytest

from slovo.domain.clients.actions.merging import tell_apart
from slovo.domain.clients.doubles import doubles, plain_mailbox
from slovo.domain.journal.actors import HOUSE
from tests.make import MORNING, make_person

pytestmark = pytest.mark.django_db


def reasons():
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
