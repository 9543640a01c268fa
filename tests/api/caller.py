"""Somebody who calls the API with a token of his own."""

import json
from typing import Any

from django.test import Client

from slovo.domain.access.actions.tokens import make_token
from slovo.domain.staff.models import User
from tests.make import MORNING


class Caller:
    """`get`, `post`… answer with the response; the path begins after /api/v1/."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.token = make_token(user, name="tests", by=user, at=MORNING)
        self.client = Client()

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        given: dict[str, Any] = {"headers": {"Authorization": f"Bearer {self.token}"}}
        if method == "GET":
            return self.client.get(f"/api/v1/{path}", query, **given)
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            json.dumps(body if body is not None else {}),
            content_type="application/json",
            **given,
        )

    def get(self, path: str, **query: Any) -> Any:
        return self.call("GET", path, **query)

    def post(self, path: str, **body: Any) -> Any:
        return self.call("POST", path, body)

    def patch(self, path: str, **body: Any) -> Any:
        return self.call("PATCH", path, body)
