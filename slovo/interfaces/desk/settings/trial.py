"""«Test it»: the servers of a mailbox are tried as the form says, before anything is saved."""

from collections.abc import Mapping
from typing import Any

from slovo.domain.post.models import Mailbox
from slovo.domain.post.secrets import lock
from slovo.web.mailservers import Finding, test_mailbox

SERVERS = ("imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security")


def tried(said: Mapping[str, Any], known: Mailbox | None) -> list[Finding]:
    """The typed password, or else the saved one; the form has seen to it that it stays here."""
    saved = bytes(known.secret) if known else b""
    mailbox = Mailbox(
        pk=known.pk if known else None,
        address=said["address"],
        username=said["username"].strip() or said["address"],
        secret=lock(said["password"]) if said["password"] else saved,
        folder_names=said["folder_names"],
        **{side: said[side] for side in SERVERS},
    )
    return test_mailbox(mailbox)
