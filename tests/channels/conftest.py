"""A clock that stands, and the firm's bot at a Telegram on this machine."""

import pytest

from tests.channels.telegram_server import ME, TOKEN, telegram_server


@pytest.fixture
def clock(monkeypatch):
    from tests.make import MORNING

    def set_to(at):
        monkeypatch.setenv("SLOVO_CLOCK", f"{at.isoformat()}!")
        return at

    set_to(MORNING)
    return set_to


@pytest.fixture
def api(clock, settings):
    with telegram_server() as running:
        settings.TELEGRAM_URL = running.url
        yield running


@pytest.fixture
def bot(firm, api):
    from slovo.domain.chats.actions.bots import connect_bot
    from slovo.domain.journal.actors import HOUSE
    from tests.make import FOUNDED

    sides = {"token": TOKEN, "number": ME["id"], "username": ME["username"], "name": "Levchenko"}
    return connect_bot(**sides, by=HOUSE, at=FOUNDED)
