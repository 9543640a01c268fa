"""Making and opening an install: its tables, its clock."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.speaking import complain
from slovo.lib import clock


class ClockNotAllowed(Exception):
    """SLOVO_CLOCK works only on demo and trial installs."""


def make_tables() -> bool:
    """Bring the tables up to date; says whether anything had to be done."""
    made = MigrationRecorder(connection).applied_migrations()
    _shut_the_file()
    if made.keys() >= _migrations():
        return False
    complain(_("Preparing the database…"))
    call_command("migrate", verbosity=0, interactive=False)
    return True


def _migrations() -> set[tuple[str, str]]:
    """By their files: to import them all costs the time and the memory of a heavy part."""
    return {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in iter_modules([str(Path(app.path) / "migrations")])
    }


def _shut_the_file() -> None:
    """Also that of a house made when others on the machine could read it; its journal follows."""
    if settings.IS_SQLITE:
        Path(settings.DATABASES["default"]["NAME"]).chmod(0o600)


def refuse_strange_clock() -> None:
    """A real firm lives in real time."""
    firm = Firm.current()
    if clock.is_injected() and firm is not None and not firm.may_move_clock:
        raise ClockNotAllowed


def use_demo_clock() -> Path:
    """The demo reads its clock from a file, so that its pages can move it."""
    path: Path = settings.HOME / "clock"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        clock.write(path, datetime.now(UTC), frozen=False)
    os.environ.setdefault("SLOVO_CLOCK", f"@{path}")
    return path


def why_not_listen(host: str, port: int) -> OSError | None:
    """None: the port is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            return problem
    return None
