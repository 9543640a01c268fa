"""Bring a house back from its archive into an empty home."""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.models import Person
from slovo.domain.journal.models import Event
from slovo.domain.journal.refusal import Refusal
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.archives.dumping import dump_name, load
from slovo.interfaces.commands.archives.manifest import Manifest
from slovo.interfaces.commands.archives.packing import FILES, KEYS
from slovo.interfaces.commands.archives.unpacking import checked, unpack
from slovo.interfaces.commands.installing import make_tables
from slovo.interfaces.commands.speaking import say, speak_firms_language
from slovo.web import signs

ALIVE_SECONDS = 5
KEY_SETTINGS = {"secret.key": "SECRET_KEY", "journal.key": "JOURNAL_KEY"}


class HomeNotEmpty(Refusal):
    """A firm lives in this home, or somebody serves from it."""


class ArchiveForeign(Refusal):
    """The archive is whole, but this install cannot take it in."""


class NotRestored(Refusal):
    """The archive could not be laid out, most often because the disk is full."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an archive made by slovo backup")


def run(options: argparse.Namespace) -> int:
    _refuse_inhabited_home()
    archive: Path = options.file.resolve()
    stored: list[str] = []
    try:
        said = checked(archive)
        _refuse_foreign(said)
        _lay_out(archive, stored)
    except (OSError, Refusal) as problem:
        for path in stored:
            default_storage.delete(path)
        if isinstance(problem, Refusal):
            raise
        raise NotRestored(
            _("%(file)s could not be restored: %(reason)s. Nothing half-done stays.")
            % {"file": archive, "reason": problem.strerror or problem}
        ) from problem
    make_tables()
    speak_firms_language()
    return _tell(options, said, files=len(stored))


def _refuse_inhabited_home() -> None:
    try:
        firm = Firm.current()
    except DatabaseError:
        firm = None
    if firm is not None:
        raise HomeNotEmpty(
            _(
                "%(firm)s lives in %(home)s. Restore into an empty home: "
                "set SLOVO_HOME, and DATABASE_URL if you use PostgreSQL."
            )
            % {"firm": firm.name, "home": settings.HOME}
        )
    beat = signs.sign(signs.KEEPER)
    if beat.exists() and time.time() - beat.stat().st_mtime < ALIVE_SECONDS:
        raise HomeNotEmpty(_("Slovo is open in %(home)s. Stop it first.") % {"home": settings.HOME})


def _refuse_foreign(said: Manifest) -> None:
    if said.is_newer:
        raise ArchiveForeign(
            _("The archive was made by a newer Slovo (%(version)s). Bring this one up to date.")
            % {"version": said.version}
        )
    if said.database != dump_name():
        raise ArchiveForeign(
            _("The archive comes from SQLite: restore it without DATABASE_URL.")
            if said.database == "database.sqlite3"
            else _("The archive comes from PostgreSQL: set DATABASE_URL to an empty database.")
        )


def _lay_out(archive: Path, stored: list[str]) -> None:
    """Keys and files first, the database last: until then the home is an empty one."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".restore-") as folder:
        dumped = Path(folder) / dump_name()

        def put(name: str, source: IO[bytes]) -> None:
            if name == dump_name():
                with dumped.open("wb") as target:
                    shutil.copyfileobj(source, target)
            elif name.startswith(KEYS):
                _put_key(name.removeprefix(KEYS), source.read())
            elif name.startswith(FILES):
                path = name.removeprefix(FILES)
                stored.append(path)
                default_storage.delete(path)
                default_storage.save(path, File(source))

        unpack(archive, put)
        load(dumped)


def _put_key(name: str, key: bytes) -> None:
    setting = KEY_SETTINGS[name]
    given = os.environ.get(f"SLOVO_{setting}")
    if given and given.encode() != key:
        raise ArchiveForeign(
            _("SLOVO_%(setting)s is set to another key than the archive's. Unset it, then restore.")
            % {"setting": setting}
        )
    folder = settings.HOME / "keys"
    folder.mkdir(exist_ok=True)
    fresh = folder / f".{name}"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(key)
    fresh.replace(folder / name)
    setattr(settings, setting, key.decode())


def _tell(options: argparse.Namespace, said: Manifest, *, files: int) -> int:
    found = list(breaches())
    firm = Firm.current()
    row = {
        "firm": firm.name if firm else "",
        "made_at": said.made_at,
        "cases": Case.objects.count(),
        "messages": Message.objects.count(),
        "people": Person.objects.count(),
        "files": files,
        "events": Event.objects.count(),
        "breaches": len(found),
    }
    words = _(
        "%(firm)s is back as it was at %(made_at)s: %(people)s people, %(cases)s cases, "
        "%(messages)s messages, %(files)s files, %(events)s journal events."
    )
    say(options, row, words % row)
    if found:
        say(
            options,
            {"breaches": [breach.where for breach in found]},
            _("%(count)s things do not match the journal; slovo verify names them.")
            % {"count": len(found)},
        )
        return 1
    if not options.json:
        say(options, {}, _("Everything is as it was written."))
    return 0
