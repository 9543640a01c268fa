"""One visitor of each kind, and what he comes with."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client

from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role

ROLES = {
    "principal": Role.PRINCIPAL,
    "front_office": Role.FRONT_OFFICE,
    "specialist": Role.SPECIALIST,
    "complaint_owner": Role.COMPLAINT_OWNER,
    "surveyor": Role.SURVEYOR,
    "administrator": Role.ADMINISTRATOR,
}
VISITORS = [*ROLES, "client", "stranger"]


@dataclass
class Scene:
    """Whose token a visitor holds, and which keys stand in the paths."""

    users: dict[str, User] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, str] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
    link: str = ""
    other_link: str = ""

    def client(self, visitor: str) -> Client:
        client = Client(raise_request_exception=False)
        if visitor in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[visitor]
        return client

    def sign_in(self) -> None:
        for visitor, user in self.users.items():
            client = Client()
            client.force_login(user)
            self.sessions[visitor] = client.session.session_key

    def path_keys(self, name: str, visitor: str, wanted: list[str]) -> dict[str, Any]:
        """A client knows his own link; everybody else has a wrong one."""
        token = self.link if visitor == "client" else "w" * 43
        nouns = [name, *(name.rsplit("-", cut)[0] for cut in (1, 2, 3))]
        found = next((self.keys[noun] for noun in nouns if noun in self.keys), None)
        keys = {**self.keys, "token": token, "pk": found}
        return {key: keys[key] for key in wanted}
