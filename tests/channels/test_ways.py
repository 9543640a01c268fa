"""Notices leave by push, Telegram and gateway over real HTTP; what fails goes another way."""

import json
from datetime import timedelta

import pytest
from standardwebhooks import Webhook

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.actions.choosing import choose_ways
from slovo.domain.notices.actions.reaching import add_reach, save_carrier
from slovo.domain.notices.kinds import Kind, Way
from slovo.domain.notices.models import Dispatch, Notice, Reach
from slovo.domain.post.models import Delivery
from slovo.interfaces.channels.notices.deliver import carry_notices, mail_what_waited
from slovo.lib.webhooks import new_secret
from slovo.web.troubles import troubles
from slovo.web.ways import push
from tests.channels.push_service import Browser, outside
from tests.make import MORNING

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch, settings):
    settings.PRIVATE_CALLS = True
    monkeypatch.setenv("SLOVO_CLOCK", f"{MORNING.isoformat()}!")


@pytest.fixture
def world():
    with outside() as known:
        yield known


@pytest.fixture
def case(olena, engagement):
    return open_case(olena, subject="Claim", channel="email", by=olena, at=MORNING)


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def pushed(petro, world, browser):
    address = f"{world.url}/push/1"
    return add_reach(petro, way=Way.PUSH, address=address, keys=browser.keys, by=petro, at=MORNING)


def dark(case, user):
    alert(case, [user], why="in_the_dark", by=HOUSE, at=MORNING)


def mails(user):
    return Delivery.objects.filter(to_address=user.email).count()


def test_a_browser_reads_what_was_encrypted_for_it(case, petro, world, pushed, browser):
    dark(case, petro)
    assert carry_notices(MORNING) == 1
    [(path, headers, body)] = world.heard
    assert path == "/push/1"
    assert headers["content-encoding"] == "aes128gcm"
    assert headers["authorization"].startswith("vapid t=")
    assert push.public_key() in headers["authorization"]
    said = browser.read(body)
    assert said["body"].startswith("[S-1] Olena Sydorenko is in the dark")
    assert b"Olena" not in body
    assert (mails(petro), Dispatch.objects.get().sent_at) == (1, MORNING)


def test_telegram_writes_into_the_chat(case, petro, olha, world):
    world.code = 200
    save_carrier(way=Way.TELEGRAM, url=world.url, secret="12:abc", by=olha, at=MORNING)
    add_reach(petro, way=Way.TELEGRAM, address="4711", by=petro, at=MORNING)
    dark(case, petro)
    carry_notices(MORNING)
    [(path, _headers, body)] = world.heard
    said = json.loads(body)
    assert (path, said["chat_id"]) == ("/bot12:abc/sendMessage", "4711")
    assert "Olena Sydorenko is in the dark" in said["text"]


def test_a_gateway_can_check_who_calls(case, petro, olha, world):
    world.code, secret = 200, new_secret()
    save_carrier(way=Way.GATEWAY, url=f"{world.url}/sms", secret=secret, by=olha, at=MORNING)
    add_reach(petro, way=Way.GATEWAY, address="+380 67 111 22 33", by=petro, at=MORNING)
    dark(case, petro)
    carry_notices(MORNING)
    [(_path, headers, body)] = world.heard
    said = Webhook(secret).verify(body.decode(), headers)
    assert said["data"]["to"] == "+380671112233"
    assert "in the dark" in said["data"]["text"]


def test_a_way_that_fails_is_followed_by_the_next_and_said_on_today(
    case, petro, olha, world, pushed
):
    save_carrier(way=Way.TELEGRAM, url=world.url, secret="12:abc", by=olha, at=MORNING)
    add_reach(petro, way=Way.TELEGRAM, address="4711", by=petro, at=MORNING)
    only_push = {kind: [Way.PUSH] for kind in Kind}
    choose_ways(petro, ways=only_push, by=petro, at=MORNING)
    world.code = 500
    dark(case, petro)
    assert mails(petro) == 0
    assert carry_notices(MORNING) == 2
    assert [path for path, _h, _b in world.heard] == ["/push/1", "/bot12:abc/sendMessage"]
    assert mails(petro) == 1
    words = [finding.words for finding in troubles(MORNING)]
    assert "In the browser: notices do not reach Petro Marchenko. It answered 500." in words
    failed = Event.objects.filter(kind="dispatch.failed").order_by("pk")
    assert [event.refs["way"] for event in failed] == ["push", "telegram"]
    world.code = 201
    dark(case, petro)
    carry_notices(MORNING)
    pushed.refresh_from_db()
    assert pushed.failing_since is None


def test_a_browser_that_took_its_leave_is_asked_no_more(case, petro, world, pushed):
    world.code = 410
    dark(case, petro)
    carry_notices(MORNING)
    pushed.refresh_from_db()
    assert pushed.dropped_at == MORNING
    dark(case, petro)
    assert carry_notices(MORNING) == 0
    assert len(world.heard) == 1


def test_a_private_address_is_never_called(case, petro, world, pushed, settings):
    settings.PRIVATE_CALLS = False
    dark(case, petro)
    carry_notices(MORNING)
    assert world.heard == []
    assert "private network" in Reach.objects.get().fault or "https" in Reach.objects.get().fault


def test_the_demo_calls_nobody_outside(case, petro, firm, world, pushed):
    firm.kind = "demo"
    firm.save()
    dark(case, petro)
    carry_notices(MORNING)
    assert (world.heard, Dispatch.objects.get().sent_at) == ([], MORNING)


def test_many_come_as_one(case, petro, world, pushed, browser):
    choose_ways(petro, ways={kind: [Way.PUSH, Way.MAIL] for kind in Kind}, by=petro, at=MORNING)
    for _each in range(6):
        alert(case, [petro], why="wrote_again", by=HOUSE, at=MORNING)
    later = MORNING + timedelta(minutes=10)
    assert (carry_notices(MORNING), mail_what_waited(MORNING), mails(petro)) == (3, 0, 3)
    world.heard.clear()
    assert (carry_notices(later), mail_what_waited(later)) == (3, 3)
    [(_path, _headers, body)] = world.heard
    assert browser.read(body)["body"].count("Olena Sydorenko wrote.") == 3
    assert mails(petro) == 4
    assert Delivery.objects.latest("pk").letter_subject == "3 pieces of news"
    assert Notice.objects.count() == 6
