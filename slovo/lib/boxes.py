"""Secrets encrypted at rest, each kind with a key of its own made from the house's."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class Unreadable(ValueError):
    """It was locked with another key."""


class Box:
    """`kind` keeps secrets of one kind from being read as those of another."""

    def __init__(self, key: str, kind: str) -> None:
        whole = hashlib.sha256(f"slovo {kind}\0{key}".encode()).digest()
        self._box = Fernet(base64.urlsafe_b64encode(whole))

    def lock(self, secret: str) -> bytes:
        """Nothing stays nothing."""
        return self._box.encrypt(secret.encode()) if secret else b""

    def unlock(self, locked: bytes | memoryview) -> str:
        """Raises `Unreadable`."""
        if not locked:
            return ""
        try:
            return self._box.decrypt(bytes(locked)).decode()
        except InvalidToken as problem:
            raise Unreadable from problem
