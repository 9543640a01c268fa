"""«Test it»: whether the servers of a mailbox answer and know us, said in words."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.models import Mailbox
from slovo.domain.post.secrets import unlock
from slovo.lib.servers import Server, explain, open_imap, open_smtp

PATIENCE = 8

TROUBLES: dict[str, str | Promise] = {
    "sign_in": gettext_lazy(
        "it does not accept this user name and password. Some providers want a password made for "
        "programs."
    ),
    "insecure": gettext_lazy(
        "no safe connection came about. Check the kind of connection and the port."
    ),
    "unknown_host": gettext_lazy("nobody knows a server of this name."),
    "refused": gettext_lazy("nothing listens at this port."),
    "silent": gettext_lazy("it did not answer. Check the port, and whether a firewall is between."),
    "other": gettext_lazy("the connection failed."),
}


class Found(NamedTuple):
    """What one server said."""

    is_good: bool
    words: str


def tried(said: Mapping[str, Any], known: Mailbox | None) -> list[Found]:
    """Connect to both servers as the form says and sign in; nothing is read, sent or saved."""
    try:
        password = said["password"] or (unlock(known.secret) if known else "")
    except Refusal as refusal:
        return [Found(is_good=False, words=str(refusal))]
    found = [
        _try(_server(said, way, password), open_server)
        for way, open_server in (("imap", _knock_imap), ("smtp", _knock_smtp))
        if said[f"{way}_host"]
    ]
    nothing = Found(is_good=False, words=_("There is no server to try: name one."))
    return found or [nothing]


def _server(said: Mapping[str, Any], way: str, password: str) -> Server:
    return Server(
        said[f"{way}_host"].strip(),
        said[f"{way}_port"],
        said[f"{way}_security"],
        said["username"].strip() or said["address"],
        password,
    )


def _try(server: Server, knock: Callable[[Server], None]) -> Found:
    place = f"{server.host}:{server.port}"
    try:
        knock(server)
    except Exception as problem:  # noqa: BLE001 - whatever a server does is an answer to the test
        words = _("%(place)s: %(trouble)s")
        trouble = TROUBLES[explain(problem)]
        return Found(is_good=False, words=words % {"place": place, "trouble": trouble})
    words = _("%(place)s answers and knows the user name and password.")
    return Found(is_good=True, words=words % {"place": place})


def _knock_imap(server: Server) -> None:
    open_imap(server, PATIENCE).logout()


def _knock_smtp(server: Server) -> None:
    open_smtp(server, PATIENCE).quit()
