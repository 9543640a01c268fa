"""Which mailbox speaks for the firm, and under which name."""

from urllib.parse import urlsplit

from django.conf import settings

from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm
from slovo.lib.rows import first


def default_mailbox() -> Mailbox | None:
    return first(Mailbox, by=("-is_default", "pk"), closed_at=None)


def mailbox_at(address: str) -> Mailbox | None:
    """The open mailbox that a letter to `address` belongs to; a plus-address counts as its own."""
    found = (first(Mailbox, address=one, closed_at=None) for one in _written(address))
    return next((mailbox for mailbox in found if mailbox), None)


def is_ours(address: str) -> bool:
    """Whether a mailbox of ours has, or had, this address."""
    return any(first(Mailbox, address=one) for one in _written(address))


def _written(address: str) -> list[str]:
    """As it stands, and without what follows a plus."""
    address = address.strip().lower()
    local, at, host = address.rpartition("@")
    if not at:
        return []
    return list(dict.fromkeys([address, f"{local.partition('+')[0]}@{host}"]))


def sender_of(mailbox: Mailbox | None) -> tuple[str, str]:
    """Name and address that a letter is from; before a mailbox is connected, the firm's page."""
    if mailbox and mailbox.name:
        return mailbox.name, mailbox.address
    firm = Firm.current()
    name = firm.name if firm else ""
    if mailbox is None:
        host = urlsplit(settings.PUBLIC_URL).hostname or ""
        is_name = any(letter.isalpha() for letter in host)
        return name, f"desk@{host if is_name else 'slovo.localhost'}"
    return name, mailbox.address
