"""What an archive says about itself."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import slovo

NAME = "manifest.json"
FORMAT = 1


@dataclass(slots=True)
class Manifest:
    """Which Slovo made it and when, how far its tables had grown, sha256 and size of each part."""

    made_at: str
    database: str
    migrations: list[str]
    version: str = slovo.__version__
    format: int = FORMAT
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> "Manifest":
        """Raises `ValueError`, `TypeError` or `KeyError` for anything else than a manifest."""
        return cls(**json.loads(text))

    @property
    def is_newer(self) -> bool:
        """Whether it holds tables that this Slovo does not know yet."""
        return self.format > FORMAT or not set(self.migrations) <= set(known_migrations())


def applied_migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def known_migrations() -> list[str]:
    loader = MigrationLoader(None)
    return sorted(f"{app}.{name}" for app, name in loader.disk_migrations)
