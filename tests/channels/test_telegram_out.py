"""Our words go to the chat; the Bot API is a server on this machine."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.models import Case
from slovo.domain.chats.actions.bots import disconnect_bot
from slovo.domain.chats.models import Chat
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.models import Delivery
from slovo.interfaces.channels.telegram.deliver import deliver_due
from tests.channels.telegram_scene import CHAT, bound, came, update
from tests.make import MORNING

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def answered(case, by, at, html="<p>Tomorrow.</p>", **sides):
    word_at = at + timedelta(days=1)
    return answer_case(case, html=html, next_word_at=word_at, insists=True, by=by, at=at, **sides)


def test_an_answer_goes_the_way_the_client_wrote_and_stops_the_clock(bot, api, olena, petro, clock):
    bound(api, olena)
    came(api, update(10, "Lease", at=MORNING))
    deliver_due(MORNING)
    case = Case.objects.get()
    at = clock(MORNING + 10 * MINUTE)
    files = [("lease.txt", "text/plain", b"the lease", "")]
    message = answered(case, petro, at, files=files)
    api.sent.clear()
    assert deliver_due(at) == 1
    message.refresh_from_db()
    case.refresh_from_db()
    assert (message.channel, message.delivered_at, case.first_answered_at) == ("telegram", at, at)
    (first, second) = api.sent
    assert first[1]["text"].startswith("Tomorrow.")
    assert (second[0], second[2]) == ("sendDocument", ("lease.txt", b"the lease"))
    assert second[1]["chat_id"] == str(CHAT)


def test_a_colleague_may_choose_mail(bot, api, olena, petro):
    bound(api, olena)
    came(api, update(10, "Lease"))
    message = answered(Case.objects.get(), petro, MORNING, way="email")
    assert (message.channel, message.delivery.way) == ("email", "email")
    assert message.delivery.to_address == "olena@client.example"
    assert message.in_reply_to == ""


def test_a_blocked_bot_falls_back_to_mail_and_the_owner_is_told(bot, api, olena, petro):
    bound(api, olena)
    came(api, update(10, "Lease"))
    deliver_due(MORNING)
    case = Case.objects.get()
    message = answered(case, petro, MORNING)
    first = message.delivery
    api.at_send.append((403, "Forbidden: bot was blocked by the user", 0))
    deliver_due(MORNING)
    message.refresh_from_db()
    case.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, first.failure) == ("failed", "403 Forbidden: bot was blocked by the user")
    assert Chat.objects.get().blocked_at == MORNING
    assert (message.delivery.way, message.delivery.state) == ("email", "queued")
    assert (message.channel, message.delivered_at) == ("email", None)
    assert case.undelivered_at == MORNING
    note = case.messages.get(direction="note")
    assert "olena@client.example" in note.text
    assert case.first_answered_at is None


def test_without_an_address_a_blocked_stranger_is_not_reached(bot, api, olha):
    came(api, update(10, "Lease"))
    api.at_send.append((403, "Forbidden: bot was blocked by the user", 0))
    deliver_due(MORNING)
    case = Case.objects.get()
    assert case.undelivered_at == MORNING
    assert Delivery.objects.get(way="telegram").state == "failed"
    came(api, update(11, "I am back", at=MORNING))
    assert Chat.objects.get().blocked_at is None


def test_too_quick_waits_as_long_as_it_was_asked(bot, api, olha, clock):
    came(api, update(10, "Lease"))
    api.at_send.append((429, "Too Many Requests: retry after 7", 7))
    assert deliver_due(MORNING) == 1
    delivery = Delivery.objects.get()
    assert (delivery.next_at, delivery.attempts) == (MORNING + timedelta(seconds=7), 0)
    assert deliver_due(clock(MORNING + timedelta(seconds=6))) == 0
    assert deliver_due(clock(MORNING + timedelta(seconds=7))) == 1
    delivery.refresh_from_db()
    assert (delivery.state, len(api.sent)) == ("sent", 1)


def test_a_long_word_goes_in_parts_and_none_twice(bot, api, olena, petro, clock):
    bound(api, olena)
    came(api, update(10, "Lease"))
    deliver_due(MORNING)
    api.sent.clear()
    html = "".join(f"<p>{number} {'word ' * 200}</p>" for number in range(8))
    message = answered(Case.objects.get(), petro, MORNING, html=html)
    api.at_send += [(200, "", 0), (500, "Internal", 0)]
    deliver_due(MORNING)
    assert len(api.texts) == 1
    later = clock(MORNING + MINUTE)
    deliver_due(later)
    message.refresh_from_db()
    assert message.delivered_at == later
    assert [text.split()[0] for text in api.texts] == ["0", "4", "You"] or len(api.texts) == 3
    assert all(len(text) <= 4096 for text in api.texts)
    assert len(set(api.texts)) == len(api.texts)


def test_a_word_waiting_for_a_bot_that_was_taken_away_goes_by_mail(bot, api, olena, petro):
    bound(api, olena)
    came(api, update(10, "Lease"))
    deliver_due(MORNING)
    message = answered(Case.objects.get(), petro, MORNING)
    disconnect_bot(bot, by=HOUSE, at=MORNING)
    deliver_due(MORNING)
    message.refresh_from_db()
    assert (message.delivery.way, message.delivery.state) == ("email", "queued")
