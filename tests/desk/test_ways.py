"""How a colleague says by which ways notices reach him, and sees what fails."""

import json
from datetime import time

import pytest

from slovo.domain.notices.actions.reaching import add_reach, save_carrier
from slovo.domain.notices.kinds import Kind, Way
from slovo.domain.notices.models import Carrier, Manner, Mute, Reach
from slovo.lib.webhooks import new_secret
from slovo.web.ways import push, telegram
from tests.channels.push_service import Browser, outside
from tests.desk.reading import fields_of, text_of
from tests.domain.duty.rota import make_desk
from tests.make import MORNING

pytestmark = pytest.mark.django_db
PAGE = "/me/notices/"


@pytest.fixture
def world(settings):
    settings.PRIVATE_CALLS = True
    with outside() as known:
        known.code = 200
        yield known


def test_the_table_is_shown_as_the_house_has_it_and_kept_as_chosen(as_petro, petro):
    assert "You are on duty: a call or letter outside our hours" in text_of(as_petro.get(PAGE))
    said = {kind.value: ["mail"] for kind in Kind} | {"heard": ["push", "digest"]}
    assert as_petro.post(PAGE, said).status_code == 302
    choice = petro.choices.get(kind="heard")
    assert (choice.ways, choice.is_digest) == (["push"], True)


def test_duty_without_a_way_is_refused_and_the_rest_stays(as_petro):
    answer = as_petro.post(PAGE, {"dark": ["mail", "push"]})
    text = text_of(answer)
    assert answer.status_code == 422
    assert "Who is on duty must be reached" in text
    assert 'name="dark" value="push" id="id_dark_0" checked' in text


def test_quiet_hours_are_kept(as_petro, petro):
    said = {"quiet_from": "22:00", "quiet_to": "08:00", "digest_at": "09:15"}
    assert as_petro.post(f"{PAGE}hours/", said).status_code == 302
    kept = Manner.objects.get(user=petro)
    assert (kept.quiet_from, kept.quiet_to, kept.digest_at) == (time(22), time(8), time(9, 15))
    refused = as_petro.post(f"{PAGE}hours/", {**said, "quiet_to": ""})
    assert "Quiet hours begin and end" in text_of(refused)


def test_a_browser_is_added_tried_and_taken_out(as_petro, world):
    assert f'data-push="{push.public_key()}"' in text_of(as_petro.get(PAGE))
    browser = Browser()
    said = {"endpoint": f"{world.url}/push/1", "label": "Linux", **browser.keys}
    assert as_petro.post(f"{PAGE}browser/", said).status_code == 302
    reach = Reach.objects.get()
    tried = as_petro.post(f"{PAGE}{reach.pk}/try/", follow=True)
    assert "It left, and was taken." in text_of(tried)
    assert browser.read(world.heard[0][2])["body"] == "So notices reach you."
    world.code = 500
    tried = as_petro.post(f"{PAGE}{reach.pk}/try/", follow=True)
    assert "It answered 500." in text_of(tried)
    as_petro.post(f"{PAGE}{reach.pk}/drop/")
    assert "So far by mail only." in text_of(as_petro.get(PAGE))


def test_until_he_chooses_what_is_urgent_comes_by_all_he_has(as_petro, petro):
    keys = {"p256dh": "p", "auth": "a"}
    add_reach(
        petro, way=Way.PUSH, address="https://push.example/1", keys=keys, by=petro, at=MORNING
    )
    text = text_of(as_petro.get(PAGE))
    assert 'name="dark" value="push" id="id_dark_0" checked' in text
    assert 'name="heard" value="push" id="id_heard_0" checked' not in text


def test_a_browser_that_says_nothing_is_refused_in_words(as_petro):
    answer = as_petro.post(f"{PAGE}browser/", {"endpoint": "x"}, follow=True)
    assert "This browser has not said how it is reached." in text_of(answer)


def test_telegram_is_joined_by_a_code(as_petro, petro, olha, world):
    save_carrier(way=Way.TELEGRAM, url=world.url, secret="12:abc", by=olha, at=MORNING)
    code = telegram.code_of(petro)
    assert f"/start {code}" in text_of(as_petro.get(PAGE))
    world.words = json.dumps({"ok": True, "result": []})
    answer = as_petro.post(f"{PAGE}telegram/", follow=True)
    assert "We found no message with your code." in text_of(answer)
    message = {"text": f"/start {code}", "chat": {"id": 4711}}
    world.words = json.dumps({"ok": True, "result": [{"update_id": 1, "message": message}]})
    as_petro.post(f"{PAGE}telegram/")
    assert Reach.objects.get().address == "4711"


def test_a_token_or_an_address_that_does_not_serve_is_said_at_once(
    client, olha, petro, world, settings
):
    client.force_login(olha)
    said = {"way": "telegram", "url": world.url, "secret": "12:abc"}
    world.code = 401
    wrong = text_of(client.post("/settings/ways/", said, follow=True))
    assert ("It is kept." in wrong, "Telegram knows no bot with this token." in wrong) == (
        True,
        True,
    )
    client.force_login(petro)
    tried = text_of(client.post(f"{PAGE}telegram/", follow=True))
    assert "Telegram knows no bot with this token." in tried
    settings.PRIVATE_CALLS = False
    client.force_login(olha)
    private = {**said, "url": world.url.replace("http:", "https:")}
    refused = text_of(client.post("/settings/ways/", private, follow=True))
    assert "The address lies in a private network; we do not call there." in refused
    world.code, settings.PRIVATE_CALLS = 200, True
    well = text_of(client.post("/settings/ways/", said, follow=True))
    assert ("It is kept." in well, "Telegram knows" in well) == (True, False)


def test_the_house_keeper_sets_up_a_gateway_and_a_colleague_his_telephone(client, olha, petro):
    client.force_login(olha)
    offered = fields_of(client.get("/settings/ways/"))["secret"]
    assert offered.startswith("whsec_")
    said = {"way": "gateway", "url": "https://sms.example/send", "secret": new_secret()}
    assert client.post("/settings/ways/", said).status_code == 302
    assert Carrier.objects.get().url == "https://sms.example/send"
    wrong = client.post("/settings/ways/", {**said, "url": "sms"})
    assert "Write the whole address" in text_of(wrong)
    client.force_login(petro)
    client.post(f"{PAGE}phone/", {"address": "+380 67 111 22 33"})
    assert Reach.objects.get().way == Way.GATEWAY


def test_a_team_has_a_table_of_its_own(client, olha, petro):
    team = make_desk(petro)
    client.force_login(olha)
    said = {kind.value: ["mail"] for kind in Kind}
    assert client.post(f"/settings/teams/{team.pk}/notices/", said).status_code == 302
    assert team.choices.count() == 5
    client.force_login(petro)
    assert client.post(f"/settings/teams/{team.pk}/notices/", said).status_code == 403


def test_a_case_is_muted_and_heard_again(as_petro, case):
    for count in (1, 0):
        as_petro.post(f"/cases/{case.ref}/mute/")
        assert Mute.objects.count() == count


def test_nobody_touches_anothers_way(client, petro, iryna):
    keys = {"p256dh": "p", "auth": "a"}
    reach = add_reach(
        petro, way=Way.PUSH, address="https://push.example/1", keys=keys, by=petro, at=MORNING
    )
    client.force_login(iryna)
    assert client.post(f"{PAGE}{reach.pk}/drop/").status_code == 404


def test_the_worker_stands_at_the_root_under_the_strict_policy(client, firm):
    answer = client.get("/worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert "showNotification" in text_of(answer)
