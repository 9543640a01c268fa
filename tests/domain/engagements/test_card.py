"""Nine fields on every card; what is missing is named, what is dead is left out (R137)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from slovo.domain.engagements.actions.touchpoints import (
    TouchpointIsClosed,
    TouchpointRefused,
    close_touchpoint,
    hear_back,
    save_touchpoint,
    try_address,
    try_touchpoint,
)
from slovo.domain.engagements.card import card_of, lacking_cards, lines_of, working_for
from slovo.domain.engagements.living import to_be_tried
from slovo.domain.engagements.models import Touchpoint, Way
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.files import get
from slovo.domain.post.models import Delivery
from slovo.domain.staff.actions.firm import save_firm
from slovo.domain.staff.rights import NotAllowed
from slovo.lib.mail import read
from tests import make
from tests.domain.courtesy.scene import write
from tests.make import MORNING

pytestmark = pytest.mark.django_db
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


@pytest.fixture
def add(olha):
    def adding(way, value, audience=""):
        return save_touchpoint(None, way=way, value=value, audience=audience, by=olha, at=MORNING)

    return adding


@pytest.fixture
def mailbox(olha):
    return save_mailbox(
        None, address="desk@firm.example", imap_host="mail.firm.example", password="secret",
        by=olha, at=MORNING,
    )  # fmt: skip


@pytest.fixture
def whole(firm, engagement, add, mailbox, olha, petro, iryna):
    """An agreement whose card lacks nothing."""
    save_firm(
        firm, name=firm.name, zone=firm.zone, language=firm.language, country="UA",
        address="Kyiv, Volodymyrska 12", calendar=firm.calendar, front_desk=None,
        by=olha, at=MORNING,
    )  # fmt: skip
    petro.job = "Partner"
    petro.save()
    engagement.answerer, engagement.deputy = petro, iryna
    engagement.save()
    for way, value in (
        (Way.PHONE, "044 555 01 27"),
        (Way.MESSENGER, "https://t.me/levchenko_desk"),
        (Way.EMERGENCY, "+380 67 555 01 27"),
    ):
        add(way, value)
    return engagement


def card(engagement, at=MORNING):
    return card_of(working_for(engagement), at, "en")


def test_nine_fields_and_the_one_that_is_missing_is_named(whole, petro, olha):
    full = card(whole)
    assert [field.key for field in full.known] == [
        "name", "role", "phone", "mail", "hours", "messenger", "address", "deputies", "emergency",
    ]  # fmt: skip
    assert full.percent == 100
    assert full.value("phone") == "+380 44 555 0127"
    assert full.value("hours") == "Mon–Fri 09:00–18:00 (UTC+2)"
    assert lines_of(full) == [
        "Petro Marchenko · Partner",
        "+380 44 555 0127 · desk@firm.example · https://t.me/levchenko_desk",
        "Mon–Fri 09:00–18:00 (UTC+2) · Kyiv, Volodymyrska 12",
        "When away: Iryna Koval",
        "In an emergency: +380 67 555 01 27",
    ]
    close_touchpoint(Touchpoint.objects.get(way=Way.PHONE), by=olha, at=MORNING)
    petro.phone = ""
    petro.save()
    lacking = card(whole)
    assert (lacking.percent, [field.label for field in lacking.missing]) == (89, ["Telephone"])


def test_the_card_stands_below_what_we_say_of_our_own_accord(whole, add, olha, petro):
    person = whole.person
    write(person, petro, MORNING)
    text = read(get(Delivery.objects.get().file)).text
    with translation.override(person.language):
        card = lines_of(card_of(working_for(whole), MORNING, person.language))
    assert text.split("\n-- \n")[1].strip().splitlines() == card
    save_mailbox(
        None, address="home@firm.example", imap_host="mail.firm.example", password="secret",
        by=olha, at=MORNING,
    )  # fmt: skip
    add(Way.MAIL, "desk@firm.example", "organisation")
    add(Way.MAIL, "home@firm.example", "consumer")
    stranger = make.make_person("Galyna Moroz")
    write(stranger, petro, MORNING)
    letter = Delivery.objects.get(to_address=stranger.address.email)
    assert letter.mailbox.address == "home@firm.example"
    assert "home@firm.example" in read(get(letter.file)).text


def test_each_kind_of_client_has_its_own_way(whole, add):
    add(Way.PHONE, "+380 44 555 00 01", "organisation")
    add(Way.PHONE, "+380 44 555 00 02", "consumer")
    assert card(whole).value("phone") == "+380 44 555 00 01"
    whole.organisation = None
    assert card(whole).value("phone") == "+380 44 555 00 02"


def test_a_dead_number_leaves_the_card_until_it_works_again(whole, roman):
    phone = Touchpoint.objects.get(way=Way.EMERGENCY)
    try_touchpoint(phone, works=False, by=roman, at=MORNING)
    assert [field.key for field in card(whole).missing] == ["emergency"]
    try_touchpoint(phone, works=True, by=roman, at=MORNING + HOUR)
    assert card(whole).missing == []


def test_by_hand_a_week_after_the_last_time(whole, roman):
    numbers = list(Touchpoint.objects.standing())
    assert to_be_tried(numbers, MORNING + WEEK - timedelta(seconds=1)) == []
    assert to_be_tried(numbers, MORNING + WEEK) == numbers
    try_touchpoint(numbers[0], works=True, by=roman, at=MORNING + WEEK)
    after = list(Touchpoint.objects.standing())
    assert to_be_tried(after, MORNING + WEEK) == after[1:]


def test_an_address_is_tried_by_a_letter_to_ourselves(mailbox, add):
    mail = add(Way.MAIL, "Desk@firm.example")
    assert not try_address(mail, by=HOUSE, at=MORNING + WEEK - timedelta(seconds=1))
    assert try_address(mail, by=HOUSE, at=MORNING + WEEK)
    assert not try_address(mail, by=HOUSE, at=MORNING + WEEK)
    letter = Delivery.objects.get()
    assert letter.to_address == "desk@firm.example"
    hear_back("<T-1.1.aaaaaaaaaaaaaaaa@firm.example>", by=HOUSE, at=MORNING + WEEK)
    mail.refresh_from_db()
    assert mail.asked_at == MORNING + WEEK
    hear_back(letter.message_id, by=HOUSE, at=MORNING + WEEK + HOUR / 2)
    mail.refresh_from_db()
    assert (mail.tried_at, mail.asked_at, mail.dead_since) == (
        MORNING + WEEK + HOUR / 2,
        None,
        None,
    )


def test_dead_when_our_letter_is_not_back_within_the_hour(mailbox, add):
    mail = add(Way.MAIL, "desk@firm.example")
    try_address(mail, by=HOUSE, at=MORNING + WEEK)
    assert not try_address(mail, by=HOUSE, at=MORNING + WEEK + HOUR - timedelta(seconds=1))
    assert try_address(mail, by=HOUSE, at=MORNING + WEEK + HOUR)
    mail.refresh_from_db()
    assert mail.dead_since == MORNING + WEEK + HOUR
    assert Event.objects.filter(kind="touchpoint.dead", subject=f"touchpoint:{mail.pk}").exists()


@pytest.mark.parametrize(
    ("way", "value"),
    [(Way.PHONE, "call me"), (Way.MAIL, "desk at firm"), (Way.MESSENGER, "  ")],
)
def test_what_nobody_could_use_is_refused(firm, add, way, value):
    with pytest.raises(TouchpointRefused):
        add(way, value)


def test_once_on_a_card_and_nothing_done_to_what_is_off_it(firm, add, olha, petro):
    phone = add(Way.PHONE, "+380 44 555 01 27")
    with pytest.raises(TouchpointRefused):
        add(Way.PHONE, "+380 44 555 01 27")
    with pytest.raises(NotAllowed):
        save_touchpoint(phone, way=Way.PHONE, value="+380 44 1", by=petro, at=MORNING)
    close_touchpoint(phone, by=olha, at=MORNING)
    with pytest.raises(TouchpointIsClosed):
        try_touchpoint(phone, works=True, by=olha, at=MORNING)
    assert add(Way.PHONE, "+380 44 555 01 27").pk != phone.pk


def test_cards_that_lack_something_take_as_many_questions_as_one(
    engagement, olena, petro, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as one:
        assert [row for _card, row in lacking_cards(MORNING, "en", 20)] == [engagement]
    more = [make.make_engagement(olena, petro) for _number in range(5)]
    with django_assert_num_queries(len(one)):
        assert {row for _card, row in lacking_cards(MORNING, "en", 20)} == {engagement, *more}
