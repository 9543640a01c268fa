"""How what opens a door is written down: only its digest, never itself."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from django.conf import settings


def hashed(token: str) -> str:
    """SHA-256, hex. Tokens carry 256 bits of chance, so no salt and no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(nonce: str) -> str:
    """The token that belongs to a nonce: only this house's key can make it (43 characters)."""
    key = settings.SECRET_KEY.encode()
    made = hmac.new(key, f"client-link:{nonce}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def is_same(token: str, token_hash: str) -> bool:
    return hmac.compare_digest(hashed(token), token_hash)
