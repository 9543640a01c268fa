"""What hinders the house: one list, said on Today, in the settings and by `slovo check`."""

import json
import os
import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Seal
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.actions.queueing import queue_letter
from slovo.domain.post.actions.sending import record_outlet, record_outlet_failure
from slovo.domain.staff.models import User
from slovo.interfaces.channels.email.deliver import deliver_due
from slovo.interfaces.commands.main import main
from slovo.interfaces.keeper.duties import read_seals, seal_journal
from slovo.web import signs
from slovo.web.troubles import troubles, workings
from tests.doors import _morning, _no_memory_of_others, clock_at
from tests.make import MORNING

__all__ = ["_morning", "_no_memory_of_others", "clock_at"]
pytestmark = pytest.mark.django_db
DAY = 24 * 3600
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _a_home_of_its_own(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    leave_room(monkeypatch, 50 * 1024**3)
    signs.leave(signs.KEEPER)


def leave_room(monkeypatch, free):
    monkeypatch.setattr(shutil, "disk_usage", lambda _home: Usage(10**12, 0, free))


def age_sign(name, seconds):
    at = signs.sign(name).stat().st_mtime - seconds
    os.utime(signs.sign(name), (at, at))


def said(at=MORNING):
    return {finding.name: (finding.is_well, finding.words) for finding in workings(at)}


def today_of(client: Client, user: User) -> str:
    client.force_login(user)
    page = client.get("/").content.decode()
    return page.partition('id="trouble"')[2].partition("</div>")[0]


def test_a_house_that_works_has_no_troubles(firm):
    assert troubles(MORNING) == []


def test_a_keeper_that_stopped_is_said(firm):
    age_sign(signs.KEEPER, 121)
    assert [finding.name for finding in troubles(MORNING)] == ["keeper"]
    assert said()["keeper"][1].endswith("Start “slovo serve” or “slovo keep”.")


def test_an_inlet_is_missed_only_where_there_should_be_one(firm, settings):
    settings.INLET_PORT = 2999
    assert "inlet" not in said()
    signs.leave(signs.INLET)
    assert said()["inlet"] == (True, "Letters are handed in at 127.0.0.1:2999.")
    signs.leave_absent(signs.INLET)
    assert said()["inlet"][0] is False
    assert said()["inlet"][1].startswith("The mail inlet at 127.0.0.1:2999 is closed.")


@pytest.mark.parametrize(
    ("free", "is_well", "words"),
    [
        (1024**3, True, "1.0\xa0GB is free for letters and files."),
        (1024**3 - 1, False, "The disk is nearly full: 1024.0\xa0MB is left. Make room soon."),
        (
            5 * 1024**2,
            False,
            (
                "The disk is full: 5.0\xa0MB is left. Letters wait with their senders' servers "
                "until you make room."
            ),
        ),
    ],
)
def test_room_on_the_disk(firm, monkeypatch, free, is_well, words):
    leave_room(monkeypatch, free)
    assert said()["disk"] == (is_well, words)


def test_a_backup_is_too_old_after_a_week(firm):
    assert said()["backup"] == (True, "No backup was made here with “slovo backup” yet.")
    signs.leave(signs.BACKUP)
    age_sign(signs.BACKUP, 8 * DAY - 60)
    assert said()["backup"] == (True, "The last backup was made 7 days ago.")
    age_sign(signs.BACKUP, 60)
    assert said()["backup"] == (
        False,
        "The last backup was made 8 days ago. Make one with “slovo backup”.",
    )


@pytest.mark.django_db(transaction=True)
def test_a_broken_seal_is_found_by_the_keeper_and_cleared_by_verify(firm, capsys):
    seal_journal(MORNING + timedelta(days=1))
    read_seals(MORNING)
    assert "seals" not in said()
    Seal.objects.update(digest="0" * 64)
    read_seals(MORNING)
    assert "seals" not in said(), "read once an hour"
    age_sign(signs.SEALS_READ, 3601)
    read_seals(MORNING)
    assert said()["seals"][0] is False
    assert main(["verify"]) == 1
    assert "seals" in said()


def test_verify_says_that_all_is_as_it_was_written(firm, capsys):
    signs.leave(signs.SEALS_BROKEN)
    assert main(["verify"]) == 0
    assert "seals" not in said()


def test_record_outlet_failure_is_told_once_and_heals(olha):
    box = save_mailbox(None, address="desk@firm.example", by=olha, at=MORNING)
    record_outlet_failure(box, why="530 sign in first", by=HOUSE, at=MORNING)
    record_outlet_failure(box, why="421 busy", by=HOUSE, at=MORNING + timedelta(minutes=1))
    assert box.sending_failed_at == MORNING
    assert said()["sending desk@firm.example"] == (
        False,
        "Letters from desk@firm.example do not leave: 421 busy",
    )
    record_outlet(box, by=HOUSE, at=MORNING)
    assert "sending desk@firm.example" not in said()


def test_today_tells_those_who_may_act_and_leads_them_there(client, firm, olha, monkeypatch):
    assert "heed" not in today_of(client, olha)
    signs.leave(signs.INLET)
    age_sign(signs.INLET, 200)
    leave_room(monkeypatch, 5)
    page = today_of(client, olha)
    assert "The mail inlet at 127.0.0.1" in page
    assert "And 1 thing more." in page
    assert 'href="/settings/check/"' in page
    signs.leave(signs.INLET)
    assert "The disk is full: 5\xa0bytes is left." in today_of(client, olha)
    leave_room(monkeypatch, 10**12)
    assert "heed" not in today_of(client, olha)


def test_others_hear_only_that_letters_may_be_late(client, firm, petro):
    signs.leave(signs.BACKUP)
    age_sign(signs.BACKUP, 30 * DAY)
    assert "heed" not in today_of(client, petro)
    age_sign(signs.KEEPER, 200)
    page = today_of(client, petro)
    assert "Letters may come and leave late just now. Your principal can see why." in page
    assert "keeper" not in page
    assert "<a " not in page


def test_an_administrator_sees_it_above_his_settings(client, firm, taras):
    client.force_login(taras)
    assert "heed" not in client.get("/settings/").content.decode()
    age_sign(signs.KEEPER, 200)
    page = client.get("/settings/").content.decode()
    assert "The keeper was last seen at" in page
    assert 'href="/settings/check/"' in page


def test_the_command_line_says_the_same(firm, capsys, monkeypatch):
    leave_room(monkeypatch, 5)
    assert main(["check", "--json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = {row["check"]: (row["ok"], row["words"]) for row in rows}
    assert {name: told[name] for name in said()} == said()


def fall(*_words, **_sides):
    raise OperationalError("the server closed the connection")


def test_pages_say_that_it_passes(client, firm, olha, monkeypatch):
    client.raise_request_exception = False
    client.force_login(olha)
    monkeypatch.setattr("slovo.interfaces.desk.today.lanes", fall)
    response = client.get("/")
    assert response.status_code == 503
    assert (response["Retry-After"], response["Refresh"]) == ("20", "20")
    assert "The desk cannot reach its database just now." in response.content.decode()
    monkeypatch.setattr("slovo.interfaces.desk.today.lanes", lambda *_w, **_s: 1 / 0)
    assert client.get("/").status_code == 500


def test_programs_are_told_so_too(client, firm, olha, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("slovo.interfaces.api.bearer.Bearer.authenticate", fall)
    response = client.get("/api/v1/cases", headers={"Authorization": "Bearer x"})
    assert response.status_code == 503
    assert response.json() == {
        "detail": "The desk cannot reach its database or its disk just now. Try again in a minute."
    }


def test_letters_that_wait_for_a_mailbox_are_said_to_everybody_in_his_language(
    client, firm, olha, petro
):
    box = save_mailbox(None, address="desk@firm.example", by=olha, at=MORNING)
    assert troubles(MORNING) == []
    letter = queue_letter(
        subject_ref="message:1",
        case_id=None,
        mailbox=box,
        to_name="",
        to_address="olena@client.example",
        letter_subject="Re: Lease",
        message_id="<S-1.1.x@firm.example>",
        text="Soon.",
        send_at=MORNING,
        by=olha,
        at=MORNING,
    )
    deliver_due(MORNING)
    assert said()["sending"] == (
        False,
        "Letters wait: no mailbox is set up through which they leave. Settings, Mailboxes.",
    )
    assert "Letters may come and leave late just now." in today_of(client, petro)
    User.objects.filter(pk=olha.pk).update(language="uk")
    client.force_login(User.objects.get(pk=olha.pk))
    page = client.get("/letters/").content.decode()
    assert "Не налаштовано скриньку, через яку йдуть листи." in page
    letter.refresh_from_db()
    assert letter.failure == "No mailbox is set up through which letters are sent."
