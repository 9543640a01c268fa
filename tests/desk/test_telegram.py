"""The bot in the settings, a client's link to it, and the way an answer goes."""

import pytest
from django.urls import reverse

from slovo.domain.cases.models import Case, Message
from slovo.domain.chats.actions.bots import connect_bot, record_bot_failure
from slovo.domain.chats.models import Bot, Chat
from slovo.domain.chats.secrets import token_of
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.channels.telegram.receive import look
from tests.channels.telegram_scene import update
from tests.channels.telegram_server import ME, TOKEN, telegram_server
from tests.desk.reading import text_of
from tests.make import FOUNDED, MORNING

pytestmark = pytest.mark.django_db
PAGE = reverse("settings-telegram")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("SLOVO_CLOCK", f"{MORNING.isoformat()}!")


@pytest.fixture
def api(settings):
    with telegram_server() as running:
        settings.TELEGRAM_URL = running.url
        yield running


@pytest.fixture
def bot(firm, api):
    sides = {"token": TOKEN, "number": ME["id"], "username": ME["username"], "name": "Levchenko"}
    return connect_bot(**sides, by=HOUSE, at=FOUNDED)


def test_the_token_is_asked_about_and_kept_encrypted(client, olha, api):
    client.force_login(olha)
    assert "No bot is connected yet" in text_of(client.get(PAGE))
    answer = client.post(PAGE, {"token": f" {TOKEN} "}, follow=True)
    assert "@levchenko_bot is connected" in text_of(answer)
    bot = Bot.objects.get()
    assert (bot.number, bot.username, bot.connected_at) == (ME["id"], "levchenko_bot", MORNING)
    assert TOKEN.encode() not in bytes(bot.token)
    assert token_of(bot) == TOKEN
    assert TOKEN not in answer.content.decode()


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("nonsense", "A token looks like"),
        ("123456:AAE-token-of-a-stranger", "Telegram knows no bot with this token. Copy it whole"),
    ],
)
def test_a_wrong_token_is_refused_in_words(client, olha, api, token, words):
    client.force_login(olha)
    answer = client.post(PAGE, {"token": token})
    assert (answer.status_code, Bot.objects.count()) == (422, 0)
    assert words in text_of(answer)


def test_a_silent_telegram_is_said_and_nothing_is_saved(client, olha, api):
    client.force_login(olha)
    api.is_ill = True
    answer = client.post(PAGE, {"token": TOKEN})
    assert (answer.status_code, Bot.objects.count()) == (422, 0)
    assert "Telegram does not answer just now. Try again in a few minutes." in text_of(answer)


def test_without_a_network_it_is_said_here_on_today_and_of_each_message(
    client, olha, bot, settings
):
    client.force_login(olha)
    settings.TELEGRAM_URL = "http://127.0.0.1:9"
    said = "Telegram cannot be reached from here: the server has no way to the internet"
    answer = client.post(PAGE, {"token": TOKEN})
    assert (answer.status_code, said in text_of(answer), "Errno" in text_of(answer)) == (
        422,
        True,
        False,
    )
    look(MORNING)
    assert said in text_of(client.get(PAGE))
    assert f"reads and sends nothing in Telegram: {said}" in text_of(
        client.get(reverse("settings-check"))
    )


def test_another_bot_waits_until_the_first_is_disconnected(client, olha, api, bot):
    Bot.objects.update(number=1, username="old_bot")
    client.force_login(olha)
    answer = client.post(PAGE, {"token": TOKEN})
    assert "@old_bot is connected. Disconnect it first." in text_of(answer)
    client.post(reverse("settings-telegram-off"))
    assert bytes(Bot.objects.get().token) == b""
    client.post(PAGE, {"token": TOKEN})
    assert Bot.objects.get(closed_at=None).username == "levchenko_bot"


def test_trouble_with_telegram_is_said_on_today(client, olha, bot):
    record_bot_failure(bot, why="401 Unauthorized", by=HOUSE, at=MORNING)
    client.force_login(olha)
    assert "reads and sends nothing in Telegram: 401 Unauthorized" in text_of(
        client.get(reverse("settings-check"))
    )


def test_a_link_is_made_shown_and_taken_back(client, petro, olena, bot, api):
    client.force_login(petro)
    page = reverse("person-show", args=[olena.pk])
    assert "Not connected with @levchenko_bot yet" in text_of(client.get(page))
    client.post(reverse("person-telegram", args=[olena.pk]))
    shown = client.get(page).content.decode()
    token = shown.partition("https://t.me/levchenko_bot?start=")[2].partition('"')[0]
    assert len(token) == 43
    client.post(reverse("person-telegram-drop", args=[olena.pk]))
    assert "t.me/levchenko_bot?start" not in client.get(page).content.decode()
    api.updates.append(update(1, f"/start {token}"))
    look(MORNING)
    assert Chat.objects.count() == 0


def test_the_composer_says_which_way_and_mail_may_be_chosen(client, petro, olena, bot, api):
    client.force_login(petro)
    client.post(reverse("person-telegram", args=[olena.pk]))
    link = client.get(reverse("person-show", args=[olena.pk])).content.decode()
    token = link.partition("?start=")[2].partition('"')[0]
    api.updates += [update(1, f"/start {token}"), update(2, "Lease")]
    look(MORNING)
    case = Case.objects.get()
    page = client.get(reverse("case-show", args=[case.ref])).content.decode()
    assert 'name="way" value="telegram" checked' in page
    assert 'name="way" value="email"' in page
    assert "olena@client.example" in page
    said = {"text": "We have it.", "next_word": "2027-03-11T12:00:00+00:00"}
    client.post(reverse("case-answer", args=[case.ref]), {**said, "insists": "1", "way": "email"})
    answer = Message.objects.get(case=case, direction="out", nature="human")
    assert (answer.channel, answer.delivery.way) == ("email", "email")


def test_without_a_chat_nothing_is_chosen(client, petro, olena, bot):
    from slovo.domain.cases.actions.opening import open_case

    case = open_case(olena, subject="Lease", channel="email", by=olena, at=MORNING)
    client.force_login(petro)
    assert 'name="way"' not in client.get(reverse("case-show", args=[case.ref])).content.decode()


def test_who_sees_no_clients_makes_no_link(client, surveyor, olena, bot):
    client.force_login(surveyor)
    assert client.post(reverse("person-telegram", args=[olena.pk])).status_code == 403
