"""Marks by which an answer finds its case: signed Message-IDs, plus-addresses, subject tags.

Signed with the install's key, so that letters about another install's cases, or ids that
somebody invents, never land in ours. Mail servers may lower the case of either side of an
address; signatures do not depend on case.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNATURE = 16
SHORT_SIGNATURE = 10
_WORD = re.compile(r"[A-Za-z0-9-]{1,60}")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}")
_MESSAGE_ID = re.compile(
    r"<?([a-z0-9-]{1,60})\.([a-z0-9-]{1,60})\.([a-z2-7]{16})@[^\s<>@]{1,253}>?",
    re.IGNORECASE,
)
_PLUS = re.compile(r"([a-z0-9-]{1,60})\.([a-z2-7]{10})", re.IGNORECASE)
_TAG = re.compile(r"\[\s?#?([a-z]{1,6}-\d{1,12})\s?\]", re.IGNORECASE)


def make_message_id(ref: str, key: bytes, host: str, unique: str) -> str:
    """`<ref.unique.signature@host>`; `unique` names this letter within the case.

    Raises ValueError when a piece holds anything but letters, digits and hyphens.
    """
    if not (_WORD.fullmatch(ref) and _WORD.fullmatch(unique) and _HOST.fullmatch(host)):
        raise ValueError("A Message-ID is made of letters, digits and hyphens.")
    return f"<{ref}.{unique}.{_sign(key, 'message-id', ref, unique)[:SIGNATURE]}@{host}>"


def read_message_id(message_id: str, key: bytes) -> str | None:
    """The reference of our case; None for ids that this install did not make."""
    found = _MESSAGE_ID.fullmatch(message_id.strip())
    if not found:
        return None
    ref, unique, signature = found.groups()
    right = _sign(key, "message-id", ref, unique)[:SIGNATURE]
    return _as_ref(ref) if hmac.compare_digest(right, signature.lower()) else None


def make_plus_address(address: str, ref: str, key: bytes) -> str:
    """`desk@firm.example` becomes `desk+S-142.signature@firm.example`."""
    local, at, domain = address.rpartition("@")
    if not at or not _WORD.fullmatch(ref):
        raise ValueError("A plus-address is made of an address and a reference.")
    return f"{local}+{ref}.{_sign(key, 'plus', ref)[:SHORT_SIGNATURE]}@{domain}"


def read_plus_address(
    addresses: Iterable[str], own_addresses: Iterable[str], key: bytes
) -> str | None:
    """The reference in the first of `addresses` that is one of ours with a true signature."""
    own = {address.lower() for address in own_addresses}
    for address in addresses:
        local, _, domain = address.strip().strip("<>").rpartition("@")
        base, _, tag = local.rpartition("+")
        found = _PLUS.fullmatch(tag)
        if found and f"{base}@{domain}".lower() in own:
            right = _sign(key, "plus", found[1])[:SHORT_SIGNATURE]
            if hmac.compare_digest(right, found[2].lower()):
                return _as_ref(found[1])
    return None


def ref_in_subject(subject: str) -> str | None:
    """The reference in a tag such as `[S-142]`; the first wins. No proof: check who writes."""
    found = _TAG.search(subject[:1_000])
    return _as_ref(found[1]) if found else None


def _as_ref(ref: str) -> str:
    return ref.upper()


def _sign(key: bytes, purpose: str, *words: str) -> str:
    text = "\0".join((purpose, *words)).lower()
    digest = hmac.new(key, text.encode("ascii"), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()
