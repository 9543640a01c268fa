"""One archive of everything: the database of one moment, the files and the keys."""

import argparse
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm
from slovo.interfaces.commands.archives.dumping import dump, dump_name
from slovo.interfaces.commands.archives.manifest import Manifest, applied_migrations
from slovo.interfaces.commands.archives.packing import FILES, pack
from slovo.interfaces.commands.speaking import instant, say
from slovo.lib import clock
from slovo.web import signs


class NothingToKeep(Refusal):
    """There is no firm in this home."""


class BackupNotWritten(Refusal):
    """The archive could not be written, most often because the disk is full."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="such as slovo-2027-03-10.tar.gz")


def run(options: argparse.Namespace) -> int:
    """Works while others serve; what was there before stays until the new archive is whole."""
    if Firm.current() is None:
        raise NothingToKeep(_("There is no firm in %(home)s yet.") % {"home": settings.HOME})
    target: Path = options.file.resolve()
    try:
        said = _write(target)
    except OSError as problem:
        raise BackupNotWritten(
            _("The backup could not be written to %(file)s: %(reason)s. Nothing half-done stays.")
            % {"file": target, "reason": problem.strerror or problem}
        ) from problem
    row = {
        "file": str(target),
        "size": target.stat().st_size,
        "files": sum(name.startswith(FILES) for name in said.parts),
        "made_at": said.made_at,
    }
    signs.leave(signs.BACKUP)
    words = _(
        "%(file)s holds the database, %(files)s files and the keys of this house. Whoever has it "
        "can read everything: keep it where only you can reach it."
    )
    say(options, row, words % row)
    return 0


def _write(target: Path) -> Manifest:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".slovo-backup-") as folder:
        database, fresh = Path(folder) / dump_name(), Path(folder) / target.name
        # The database first: every file it names lay in the storage before.
        dump(database)
        said = Manifest(
            made_at=instant(clock.now()) or "",
            database=dump_name(),
            migrations=applied_migrations(),
        )
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            pack(stream, database, said)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(target)
    return said
