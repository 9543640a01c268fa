"""Clients write to the firm's bot; the Bot API is a server on this machine."""

from datetime import timedelta

import pytest

from slovo.domain.cases.models import Case, Message
from slovo.domain.chats.models import Bot, Chat
from slovo.domain.clients.models import Person
from slovo.domain.post import files as storage
from slovo.domain.post.models import Delivery, RawLetter
from slovo.interfaces.channels.telegram.deliver import deliver_due
from slovo.interfaces.channels.telegram.receive import look
from tests.channels.telegram_scene import CHAT, bound, came, update
from tests.channels.telegram_server import TOKEN
from tests.make import FOUNDED, MORNING

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_stranger_becomes_a_person_with_a_case_and_a_receipt(bot, api, olha):
    came(api, update(10, "Добрий день. Сусід залив квартиру, що робити?"))
    case = Case.objects.get()
    assert (case.person.full_name, case.person.language, case.channel) == (
        "Мирон", "uk", "telegram",
    )  # fmt: skip
    assert (case.subject, case.opened_at) == (
        "Добрий день. Сусід залив квартиру, що робити?",
        MORNING,
    )
    assert case.first_answer_due_at is not None
    heard, receipt = case.messages.order_by("pk")
    assert (heard.channel, heard.text, heard.at, heard.person) == (
        "telegram", case.subject, MORNING, case.person,
    )  # fmt: skip
    assert b'"text": "' in storage.get(heard.raw.file)
    assert (receipt.wording, receipt.channel, receipt.delivered_at) == ("receipt", "telegram", None)
    assert deliver_due(MORNING) == 1
    receipt.refresh_from_db()
    assert receipt.delivered_at == MORNING
    ((method, asked, _file),) = api.sent
    assert (method, asked["chat_id"]) == ("sendMessage", str(CHAT))
    assert case.ref in asked["text"]
    assert "/c/" in asked["text"]
    assert "\n-- " not in asked["text"]


def test_the_same_update_twice_is_one_message(bot, api, olha):
    api.updates.append(update(10, "Lease"))
    look(MORNING)
    look(MORNING)
    assert api.offsets == [1, 5011]
    Bot.objects.update(last_update=0)
    look(MORNING)
    assert Message.objects.filter(direction="in").count() == 1
    assert RawLetter.objects.count() == 1


def test_an_update_that_was_stored_and_not_read_is_read_later(bot, api, olha, monkeypatch):
    from slovo.interfaces.channels.telegram import receive

    with monkeypatch.context() as killed:
        killed.setattr(receive, "_act_on_pending", lambda _bot, _at: 0)
        came(api, update(10, "Lease"))
    assert (Bot.objects.get().last_update, Message.objects.count()) == (5010, 0)
    api.updates.clear()
    assert look(MORNING) == 1
    assert Message.objects.filter(direction="in").get().text == "Lease"


def test_what_was_written_before_the_bot_was_connected_is_history(bot, api, olha):
    came(api, update(10, "Old", at=FOUNDED - MINUTE))
    case = Case.objects.get()
    assert (case.state, case.messages.count(), Delivery.objects.count()) == ("closed", 1, 0)


def test_a_link_binds_the_chat_to_the_person_and_opens_once(bot, api, olena, viktor):
    token = bound(api, olena)
    chat = Chat.objects.get()
    assert (chat.person, chat.number, chat.bound_at) == (olena, CHAT, MORNING)
    deliver_due(MORNING)
    assert "Olena Mykolaivna" in api.texts[0]
    came(api, update(2, f"/start {token}", chat=88002))
    came(api, update(3, "Hello", chat=88002))
    stranger = Chat.objects.get(number=88002).person
    assert stranger not in (olena, viktor)
    came(api, update(4, "Договір"))
    assert Case.objects.get(person=olena).subject == "Договір"


def test_an_unknown_start_is_greeted_and_makes_nobody(bot, api, olha):
    count = Person.objects.count()
    came(api, update(1, "/start"))
    assert (Person.objects.count(), Chat.objects.count(), Case.objects.count()) == (count, 0, 0)
    assert deliver_due(MORNING) == 1
    assert api.sent[0][1]["chat_id"] == str(CHAT)


def test_files_and_voice_come_with_the_message(bot, api, olha):
    api.files["V1"] = b"OggS voice"
    voice = {"file_id": "V1", "mime_type": "audio/ogg", "duration": 4, "file_size": 10}
    came(api, update(10, voice=voice))
    message = Message.objects.get(direction="in")
    file = message.attachments.get()
    assert (file.name, file.type, storage.get(file.file)) == (
        "voice.ogg", "audio/ogg", b"OggS voice",
    )  # fmt: skip


def test_a_file_that_cannot_be_fetched_now_is_waited_for(bot, api, olha, clock):
    document = {"file_id": "D1", "file_name": "claim.pdf", "mime_type": "application/pdf"}
    api.files["D1"] = b"%PDF"
    api.updates.append(update(10, caption="The claim", document=document))
    from slovo.interfaces.channels.telegram import receive

    api_of = receive.api_of
    receive.api_of = lambda bot: Silent(api_of(bot))
    try:
        look(MORNING)
    finally:
        receive.api_of = api_of
    assert Message.objects.count() == 0
    look(clock(MORNING + 5 * MINUTE))
    message = Message.objects.get(direction="in")
    assert (message.text, message.at, message.attachments.get().name) == (
        "The claim", MORNING, "claim.pdf",
    )  # fmt: skip


class Silent:
    """The API that answers everything but gives no file."""

    def __init__(self, api):
        self.updates = api.updates

    def file(self, _file_id):
        raise receive_away()


def receive_away():
    from slovo.lib.telegram import TelegramAway

    return TelegramAway("no answer")


def test_a_file_too_large_for_a_bot_is_named_in_a_note(bot, api, olha):
    document = {"file_id": "D2", "file_name": "film.mov", "file_size": 30_000_000}
    came(api, update(10, caption="See", document=document))
    note = Message.objects.get(direction="note")
    assert "film.mov" in note.text


def test_an_edited_message_is_a_note_and_starts_nothing(bot, api, olha):
    came(api, update(10, "Ten o'clock"))
    case = Case.objects.get()
    before = case.waits_since
    edited = update(10, "Eleven o'clock", kind="edited_message", edit_date=int(MORNING.timestamp()))
    edited["update_id"] = 5011
    came(api, edited)
    case.refresh_from_db()
    assert case.messages.get(direction="note").text.endswith("Eleven o'clock")
    assert case.messages.get(direction="in").text == "Ten o'clock"
    assert (case.waits_since, case.messages.filter(direction="in").count()) == (before, 1)


def test_an_answer_to_a_message_of_ours_finds_its_case(bot, api, olena, petro):
    bound(api, olena)
    came(api, update(10, "Lease"))
    deliver_due(MORNING)
    first = Case.objects.get()
    Case.objects.update(closed_at=MORNING - timedelta(days=9), state="closed")
    came(api, update(11, "Tax"))
    second = Case.objects.exclude(pk=first.pk).get()
    receipt = api.next_number
    came(api, update(12, "About the lease", reply_to_message={"message_id": receipt}))
    assert Message.objects.get(text="About the lease").case == first
    assert second.messages.filter(direction="in").count() == 1


def test_groups_and_other_bots_mean_nothing(bot, api, olha):
    group = update(10, "Hello")
    group["message"]["chat"]["type"] = "group"
    robot = update(11, "Hello")
    robot["message"]["from"]["is_bot"] = True
    came(api, group, robot, {"update_id": 5099, "poll": {}})
    assert (Case.objects.count(), RawLetter.objects.filter(outcome="discarded").count()) == (0, 3)


def test_a_silent_api_is_said_and_recovers_and_its_token_is_never_named(bot, api, olha, caplog):
    api.is_ill = True
    assert look(MORNING) == 0
    bot.refresh_from_db()
    assert bot.failed_at == MORNING
    assert TOKEN not in bot.failure + caplog.text
    api.is_ill = False
    look(MORNING)
    bot.refresh_from_db()
    assert (bot.failed_at, bot.failure) == (None, "")


def test_without_a_bot_nothing_is_asked(firm, api):
    assert (look(MORNING), deliver_due(MORNING), api.offsets) == (0, 0, [])
