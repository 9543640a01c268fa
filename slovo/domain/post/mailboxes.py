"""Which mailbox speaks for the firm, and under which name."""

from urllib.parse import urlsplit

from django.conf import settings

from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm


def default_mailbox() -> Mailbox | None:
    return Mailbox.objects.filter(closed_at=None).order_by("-is_default", "pk").first()


def mailbox_at(address: str) -> Mailbox | None:
    """The open mailbox that a letter to `address` belongs to; a plus-address counts as its own."""
    local, _, host = address.lower().rpartition("@")
    plain = f"{local.partition('+')[0]}@{host}"
    found = Mailbox.objects.filter(closed_at=None, address__iexact=plain)
    return found.first() or Mailbox.objects.filter(closed_at=None, address__iexact=address).first()


def sender_of(mailbox: Mailbox | None) -> tuple[str, str]:
    """Name and address that a letter is from; before a mailbox is connected, the firm's page."""
    firm = Firm.current()
    name = firm.name if firm else ""
    if mailbox is None:
        host = urlsplit(settings.PUBLIC_URL).hostname or ""
        is_name = any(letter.isalpha() for letter in host)
        return name, f"desk@{host if is_name else 'slovo.localhost'}"
    return mailbox.name or name, mailbox.address
