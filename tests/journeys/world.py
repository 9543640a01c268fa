"""A firm seen from outside: letters, pages, the API and the keeper, at chosen instants."""

import json
from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.cases.models import Case
from slovo.domain.post.models import Delivery
from slovo.domain.staff.models import User
from slovo.interfaces.channels.email.receive import take_in
from slovo.interfaces.keeper.loop import keep_once
from slovo.lib import clock
from tests import make


class World:
    """`at` sets the clock of every door; `keep` lets the keeper do what is due then."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self._tokens: dict[int, str] = {}
        self.web = Client()

    def at(self, text: str) -> datetime:
        """`2027-03-10T09:05:00Z`, frozen."""
        self._patch.setenv("SLOVO_CLOCK", f"{text}!")
        return clock.now()

    def keep(self, text: str) -> None:
        self.at(text)
        keep_once()

    def mail(self, sender: str, subject: str, text: str, **headers: str) -> Case:
        """A letter handed in at the firm's inlet now."""
        letter = EmailMessage()
        letter["From"], letter["To"] = sender, "desk@firm.example"
        letter["Subject"] = subject
        letter["Message-ID"] = f"<{abs(hash((sender, subject, text, clock.now())))}@client.example>"
        for name, value in headers.items():
            del letter[name]
            letter[name.replace("_", "-")] = value
        letter.set_content(text)
        now = clock.now()
        taken = take_in(letter.as_bytes(), source="inlet", received_at=now, at=now)
        assert taken.message is not None
        return Case.objects.get(pk=taken.message.case_id)

    def api(self, user: User, path: str, **body: Any) -> tuple[int, Any]:
        """POST to the API as `user`; returns (status, answer)."""
        token = self._tokens.get(user.pk)
        if token is None:
            token = make_token(user, name="test", by=user, at=make.FOUNDED)
            self._tokens[user.pk] = token
        answer = self.web.post(
            f"/api/v1/{path}",
            data=json.dumps(body),
            content_type="application/json",
            headers={"authorization": f"Bearer {token}"},
        )
        return answer.status_code, answer.json()

    def desk(self, user: User) -> Client:
        """The pages as `user` has them, signed in."""
        client = Client()
        client.force_login(user)
        return client

    def letters(self, address: str) -> list[Delivery]:
        return list(Delivery.objects.filter(to_address=address).order_by("pk"))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> World:
    make.make_firm(kind="trial")
    return World(monkeypatch)
