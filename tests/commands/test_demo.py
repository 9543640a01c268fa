"""What the demo firm shows of bad news and talks, whatever the day it is made on."""

import os
import re
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from slovo.domain.risks.models import Risk
from slovo.domain.talks.models import Talk
from slovo.interfaces.commands.demo.candour import play_candour
from slovo.interfaces.commands.demo.cast import found_demo
from slovo.interfaces.commands.demo.morning import play_morning
from slovo.interfaces.commands.demo.promises import play_promises
from tests.channels.servers import free_port
from tests.commands.houses import COMMAND
from tests.make import MORNING

SUNDAY = pytest.param(4, marks=pytest.mark.slow)
MONDAY = pytest.param(5, marks=pytest.mark.slow)


@pytest.mark.parametrize("days", [0, SUNDAY, MONDAY])
def test_bad_news_is_open_and_told_and_a_talk_is_agreed_and_unlisted(db: None, days: int) -> None:
    now = MORNING + timedelta(days=days)
    morning = play_morning(found_demo(language="uk", at=now - timedelta(days=30)), now)
    play_promises(morning)
    play_candour(morning)
    assert [risk.end for risk in Risk.objects.order_by("first_known_at")] == ["told", ""]
    told = Risk.objects.get(end="told").news.get()
    assert (told.is_in_time, told.answer, told.choice and told.choice.place) == (True, "yes", 1)
    agreed, unlisted = Talk.objects.order_by("held_at")
    assert unlisted.listed_at is None
    duties = agreed.lists.get(answer="yes").duties.order_by("place")
    assert [duty.promise and duty.promise.owed_by for duty in duties] == ["us", "client"]


@pytest.mark.slow
def test_its_letters_link_to_where_it_is_served(tmp_path: Path) -> None:
    port = free_port()
    around = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    around |= {"SLOVO_HOME": str(tmp_path), "SLOVO_INLET_PORT": str(free_port())}
    command = [*COMMAND, "serve", "--demo", "--port", str(port)]
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        assert f"http://127.0.0.1:{port}/" in served.stdout.readline()
        served.terminate()
    with closing(sqlite3.connect(tmp_path / "slovo.sqlite3")) as database:
        rows = database.execute("SELECT text FROM cases_message WHERE text LIKE '%/q/%'")
        links = [re.findall(r"http://[^/]+/", text) for (text,) in rows]
    assert {link for found in links for link in found} == {f"http://127.0.0.1:{port}/"}
