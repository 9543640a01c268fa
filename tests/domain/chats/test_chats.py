"""The bot and its chats: each verb once more changes nothing more."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.chatting import receive_word
from slovo.domain.cases.actions.noting import note_by_house
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.actions.rerouting import reroute_message
from slovo.domain.cases.models import Message
from slovo.domain.cases.ways import chat_for
from slovo.domain.chats.actions.bots import (
    BotOfColleagues,
    TokenMissing,
    connect_bot,
    disconnect_bot,
    quiet_bot,
    record_bot_answer,
    record_bot_failure,
)
from slovo.domain.chats.actions.chats import bind_chat, block_chat, note_line, unblock_chat
from slovo.domain.chats.actions.updates import Update, store_updates
from slovo.domain.chats.models import ChatLine, chat_of
from slovo.domain.chats.secrets import TokenUnreadable, token_of
from slovo.domain.clients.actions.people import NameMissing, meet_person
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.actions.reaching import save_carrier
from slovo.domain.notices.kinds import Way
from slovo.domain.notices.models import Carrier
from slovo.domain.notices.secrets import lock
from slovo.domain.post import files as storage
from slovo.domain.post.actions.queueing import queue_text
from slovo.domain.post.actions.sending import lease_delivery, postpone_delivery
from slovo.domain.post.models import Delivery, RawLetter
from slovo.domain.staff.rights import NotAllowed
from slovo.lib.telegram import Word
from tests.make import FOUNDED, MORNING

pytestmark = pytest.mark.django_db
DOER = {"by": HOUSE, "at": MORNING}
SECOND = timedelta(seconds=1)


def bot_of(number=7, **sides):
    given = {"token": "7:abcdefghijk", "username": "firm_bot", "name": "Firm", **DOER}
    return connect_bot(number=number, **{**given, **sides})


@pytest.fixture
def bot(firm):
    return bot_of()


@pytest.fixture
def chat(bot, olena):
    return bind_chat(bot, number=77, person=olena, username="olena", **DOER)


def events(kind):
    return Event.objects.filter(kind=kind).count()


def test_connect_bot_again_changes_the_token_and_keeps_how_far_we_read(bot):
    bot.last_update = 9
    bot.save()
    again = bot_of(token="7:lmnopqrstuv", at=MORNING + SECOND)
    assert (again.pk, again.last_update, again.connected_at) == (bot.pk, 9, MORNING)
    assert token_of(again) == "7:lmnopqrstuv"
    with pytest.raises(TokenMissing):
        bot_of(token=" ")


def test_connect_bot_is_for_those_who_keep_the_house(firm, petro, bot):
    with pytest.raises(NotAllowed):
        bot_of(by=petro)
    with pytest.raises(NotAllowed):
        disconnect_bot(bot, by=petro, at=MORNING)


def test_the_bot_of_colleagues_is_none_for_clients(firm):
    secret = lock("7:abcdefghijk")
    Carrier.objects.create(way="telegram", url="https://x", secret=secret, changed_at=MORNING)
    with pytest.raises(BotOfColleagues):
        bot_of()


def test_the_bot_of_clients_is_none_for_colleagues_whatever_its_token_is_now(bot, olha):
    given = {"way": Way.TELEGRAM, "by": olha, "at": MORNING}
    with pytest.raises(BotOfColleagues):
        save_carrier(secret="7:another-token-of-it", **given)
    assert not Carrier.objects.exists()
    save_carrier(secret="8:abcdefghijk", **given)
    save_carrier(way=Way.GATEWAY, url="https://sms.example", secret="7:x", by=olha, at=MORNING)


def test_disconnect_bot_twice_is_once_and_its_past_is_history_when_it_comes_back(bot):
    disconnect_bot(bot, **DOER)
    disconnect_bot(bot, by=HOUSE, at=MORNING + SECOND)
    assert (bot.closed_at, events("bot.disconnected")) == (MORNING, 1)
    back = bot_of(at=MORNING + 2 * SECOND)
    assert (back.pk, back.connected_at, back.closed_at) == (bot.pk, MORNING + 2 * SECOND, None)


def test_a_token_of_another_key_is_said_in_words(bot, settings):
    settings.SECRET_KEY = "another"
    with pytest.raises(TokenUnreadable):
        token_of(bot)


def test_record_bot_failure_and_record_bot_answer_are_told_once_each(bot):
    for number in range(2):
        record_bot_failure(bot, why=f"away {number}", by=HOUSE, at=MORNING + number * SECOND)
    assert (bot.failed_at, bot.failure, events("bot.failed")) == (MORNING, "away 1", 1)
    for _again in range(2):
        record_bot_answer(bot, **DOER)
    assert (bot.failed_at, bot.failure, events("bot.recovered")) == (None, "", 1)


def test_quiet_bot_waits_no_longer_than_an_hour(bot):
    assert quiet_bot(bot, seconds=7, **DOER).quiet_until == MORNING + 7 * SECOND
    assert quiet_bot(bot, seconds=99_999, **DOER).quiet_until == MORNING + timedelta(hours=1)


def test_bind_chat_block_chat_and_unblock_chat(chat, bot, olena, viktor):
    bind_chat(bot, number=77, person=olena, username="olena", **DOER)
    assert events("chat.bound") == 1
    for _again in range(2):
        block_chat(chat, **DOER)
    assert (chat.blocked_at, events("chat.blocked"), chat_of(olena.pk)) == (MORNING, 1, None)
    for _again in range(2):
        unblock_chat(chat, **DOER)
    assert (chat.blocked_at, events("chat.unblocked"), chat_of(olena.pk)) == (None, 1, chat)
    bind_chat(bot, number=77, person=viktor, username="v", **DOER)
    assert (chat_of(olena.pk), chat_of(viktor.pk), events("chat.bound")) == (None, chat, 2)
    disconnect_bot(bot, **DOER)
    assert chat_of(viktor.pk) is None


def test_note_line_knows_each_number_once(chat):
    for _again in range(2):
        note_line(chat, number=5, **DOER)
    assert (ChatLine.objects.count(), events("chat.line")) == (1, 1)


def test_store_updates_takes_nothing_twice_and_nothing_for_a_closed_bot(bot):
    one = Update(5, b"{}", storage.put(b"{}"), MORNING)
    old = Update(6, b"{1}", storage.put(b"{1}"), FOUNDED)
    assert len(store_updates(bot, [one, old], **DOER)) == 2
    assert store_updates(bot, [one, old], **DOER) == []
    bot.refresh_from_db()
    assert (bot.last_update, events("bot.told")) == (6, 1)
    assert RawLetter.objects.get(received_at=FOUNDED).is_history
    disconnect_bot(bot, **DOER)
    assert store_updates(bot, [Update(7, b"{2}", storage.put(b"{2}"), MORNING)], **DOER) == []


def queued(name="<a@telegram.invalid>"):
    sides = {"way": "telegram", "subject_ref": "chat:77", "case_id": None, "to_name": "Olena"}
    return queue_text(
        **sides, to_address="77", title="Greeting", name=name, text="Hi", send_at=MORNING, **DOER
    )


def test_queue_text_under_one_name_is_one_and_mail_never_leases_it(firm):
    assert queued() == queued()
    assert Delivery.objects.count() == 1
    assert lease_delivery(**DOER) is None
    leased = lease_delivery(way="telegram", **DOER)
    assert (leased.to_address, leased.attempts) == ("77", 1)


def test_postpone_delivery_is_no_failed_try(firm):
    queued()
    leased = lease_delivery(way="telegram", **DOER)
    postpone_delivery(leased, until=MORNING + 9 * SECOND, why="429", **DOER)
    assert (leased.attempts, leased.next_at, leased.leased_until) == (0, MORNING + 9 * SECOND, None)


def test_meet_person_needs_a_name_and_no_address(firm, olha):
    met = meet_person(full_name=" Myron ", language="uk", **DOER)
    assert (met.full_name, met.principal, met.address) == ("Myron", olha, None)
    with pytest.raises(NameMissing):
        meet_person(full_name=" ", **DOER)


def test_note_by_house_leaves_for_nobody(olena):
    case = open_case(olena, subject="Lease", channel="email", by=olena, at=MORNING)
    note = note_by_house(case, text="A <b> file", channel="telegram", **DOER)
    assert (note.direction, note.author, note.delivery) == ("note", None, None)
    assert "&lt;b&gt;" in note.html


def test_reroute_message_without_an_address_changes_nothing(chat, olena):
    case = open_case(olena, subject="Lease", channel="telegram", by=olena, at=MORNING)
    olena.addresses.all().delete()
    message = Message.objects.create(
        case=case, direction="out", channel="telegram", person=olena, at=MORNING
    )
    message.refresh_from_db()
    assert not reroute_message(message, why="403", **DOER)
    assert events("message.rerouted") == 0
    assert chat_for(case, message.person) == chat


def test_receive_word_is_acted_on_once(bot, olha):
    said = Word("word", chat=77, number=5, name="Myron", sent_at=MORNING, text="Lease")
    (raw,) = store_updates(bot, [Update(5, b"{}", storage.put(b"{}"), MORNING)], **DOER)
    first = receive_word(raw, said, bot=bot, **DOER)
    assert receive_word(raw, said, bot=bot, **DOER) == first
    assert (first.text, first.person.full_name, first.at) == ("Lease", "Myron", MORNING)
    assert Message.objects.filter(direction="in").count() == 1
