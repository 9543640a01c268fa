"""«Less», «not at all», «not by letter» holds at once (R067)."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from slovo.domain.access.links import standing_token
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.actions.preferring import (
    HisWordsMissing,
    UnknownPreference,
    save_preference,
)
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.models import Contact, Preference
from slovo.domain.journal.models import Event
from slovo.domain.post.files import get
from slovo.domain.post.models import Delivery
from slovo.domain.staff.rights import NotAllowed
from slovo.lib.mail import read
from tests.domain.courtesy.scene import MONDAY, holds, state, write
from tests.domain.promises.scene import kyiv, send_all

MINUTE = timedelta(minutes=1)


def less(person, by=None, at=MONDAY + 5 * MINUTE, **sides):
    return save_preference(person, by=by or person, at=at, **{"level": "less", **sides})


@pytest.fixture
def queue(viktor, petro, mailbox):
    """Two of our words wait for the end of his quiet days."""
    days = Days(date(2027, 3, 1), date(2027, 3, 5))
    add_blackout(viktor, days=days, by=petro, at=MONDAY)
    return [write(viktor, petro, MONDAY + number * MINUTE) for number in range(2)]


def test_the_queue_holds_two_he_says_less_and_one_is_cancelled(queue, viktor):
    less(viktor)
    assert [state(one) for one in queue] == [
        ("held", kyiv("2027-03-08 10:00")),
        ("cancelled", None),
    ]
    assert Delivery.objects.count() == 0


def test_what_is_left_waits_for_the_instant_that_is_free_under_the_halved_cap(viktor, petro):
    for days in (3, 2):
        Contact.objects.create(person=viktor, kind="news", at=MONDAY - timedelta(days=days))
    held = write(viktor, petro, MONDAY)
    assert state(held) == ("held", kyiv("2027-03-08 10:00"))
    less(viktor)
    assert state(held) == ("held", kyiv("2027-03-29 10:00"))
    assert (held.hold["code"], held.hold["most"]) == ("week", 1)


def test_not_at_all_cancels_everything_that_has_not_left(queue, viktor):
    less(viktor, level="none")
    assert [state(one)[0] for one in queue] == ["cancelled", "cancelled"]
    answer = may_contact(viktor, "care", kyiv("2028-03-08 10:00"))
    assert (answer.allowed, answer.free_at) == (False, None)
    assert answer.reason == "The client wants nothing that was not asked for."
    assert may_contact(viktor, "service", MONDAY).allowed


def test_a_letter_that_waits_for_the_server_is_taken_back_too(viktor, petro, mailbox):
    sent = write(viktor, petro, MONDAY)
    send_all(MONDAY)
    waiting = write(viktor, petro, MONDAY + MINUTE)
    less(viktor, level="none")
    assert [state(sent)[0], state(waiting)[0]] == ["said", "cancelled"]
    assert (viktor.contacts.get().approach, waiting.delivery.state) == (sent, "cancelled")


def test_less_halves_every_cap(viktor):
    less(viktor)
    Contact.objects.create(person=viktor, kind="care", at=MONDAY)
    assert holds(viktor, "care", kyiv("2027-03-08 23:00")) == "week"
    assert holds(viktor, "care", kyiv("2027-03-09 00:00")) == "night"
    Contact.objects.create(person=viktor, kind="care", at=kyiv("2027-03-09 12:00"))
    answer = may_contact(viktor, "care", kyiv("2027-03-20 12:00"))
    assert (answer.hold.code, answer.hold.most, answer.free_at) == (
        "month",
        2,
        kyiv("2027-04-01 10:00"),
    )


def test_who_asked_for_less_is_asked_nothing_for_180_days(viktor):
    less(viktor)
    answer = may_contact(viktor, "survey", kyiv("2027-08-28 23:59"))
    assert (answer.allowed, answer.hold.code) == (False, "turned_down")
    assert answer.free_at == kyiv("2027-08-30 10:00")
    assert holds(viktor, "survey", kyiv("2027-08-29 00:00")) == "night"


def test_a_channel_alone_can_be_refused(viktor):
    less(viktor, level="", refused=["email"])
    assert not may_contact(viktor, "care", MONDAY).allowed
    assert may_contact(viktor, "care", MONDAY, channel="phone").allowed


def test_a_colleague_writes_it_down_and_the_client_has_it_in_one_line(viktor, petro, mailbox):
    for _ in range(2):
        less(viktor, petro)
    letter = read(get(Delivery.objects.get().file))
    assert "Теперь мы будем писать вам по своей инициативе вдвое реже." in letter.text
    assert "/less/" in letter.text
    assert Preference.objects.get().heard_by == petro
    assert Event.objects.filter(kind="preference.changed").count() == 1
    assert viktor.contacts.count() == 0


def test_what_he_presses_on_his_page_needs_no_letter(viktor, mailbox):
    less(viktor)
    assert Delivery.objects.count() == 0
    less(viktor, level="none", is_unseen=True, at=MONDAY + 6 * MINUTE)
    assert Delivery.objects.count() == 1


def test_more_again_only_with_his_words(viktor, petro, surveyor, mailbox):
    less(viktor, level="none", refused=["phone"])
    for more in ({"level": "less", "refused": ["phone"]}, {"level": "none"}):
        with pytest.raises(HisWordsMissing):
            less(viktor, petro, **more)
    less(viktor, petro, level="", words="You may write again", at=MONDAY + 9 * MINUTE)
    assert (Preference.objects.get().level, Preference.objects.get().refused) == ("", [])
    less(viktor, level="none")
    less(viktor, level="")
    with pytest.raises(NotAllowed):
        less(viktor, surveyor)


@pytest.mark.parametrize("wrong", [{"level": "never"}, {"refused": ["pigeon"]}])
def test_unknown_answers_are_refused(viktor, wrong):
    with pytest.raises(UnknownPreference):
        less(viktor, **wrong)


def test_every_unasked_letter_has_the_button_of_mail_programs(viktor, petro, mailbox):
    write(viktor, petro, MONDAY)
    raw = get(Delivery.objects.get().file).decode()
    token = standing_token(viktor, f"contact:{viktor.pk}")
    url = f"{settings.PUBLIC_URL}/less/{token}/"
    assert f"\r\nList-Unsubscribe: <{url}>\r\n" in raw
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
