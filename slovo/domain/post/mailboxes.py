"""Which mailbox speaks for the firm, and under which name."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm


def default_mailbox() -> Mailbox | None:
    return Mailbox.objects.filter(closed_at=None).order_by("-is_default", "pk").first()


def mailbox_at(address: str) -> Mailbox | None:
    """The open mailbox that a letter to `address` belongs to; a plus-address counts as its own."""
    return _at(address).filter(closed_at=None).first()


def is_ours(address: str) -> bool:
    """Whether a mailbox of ours has, or had, this address."""
    return bool(address) and _at(address).exists()


def _at(address: str) -> QuerySet[Mailbox]:
    address = address.strip().lower()
    local, at, host = address.rpartition("@")
    if not at:
        return Mailbox.objects.none()
    return Mailbox.objects.filter(address__in=[address, f"{local.partition('+')[0]}@{host}"])


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
