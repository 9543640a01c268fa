"""A consistent copy of the database in one file, taken while others work; and back again."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal


class ToolMissing(Refusal):
    """PostgreSQL is copied by its own tools, which are not on this machine."""


class DatabaseNotCopied(Refusal):
    """The database said no, in its own words."""


def dump_name() -> str:
    return "database.sqlite3" if settings.IS_SQLITE else "database.pgdump"


def dump(target: Path) -> None:
    """Write the database of one moment to `target`, which must not exist."""
    if not settings.IS_SQLITE:
        _run("pg_dump", "--format=custom", "--compress=0", f"--file={target}")
        return
    source = sqlite3.connect(f"{_file().as_uri()}?mode=ro", uri=True, timeout=20)
    copy = sqlite3.connect(target)
    try:
        # Not VACUUM INTO: it miscounts columns that the database reckons itself.
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as problem:
        raise DatabaseNotCopied(_said(problem)) from problem
    finally:
        copy.close()
        source.close()


def load(source: Path) -> None:
    """Put a dump in place of whatever the database holds, whole or not at all."""
    if not settings.IS_SQLITE:
        connection.close()
        whole = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _run("pg_restore", *whole, f"--dbname={settings.DATABASES['default']['NAME']}", str(source))
        return
    connection.ensure_connection()
    copy = sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)
    try:
        connection.in_line(lambda: copy.backup(connection.connection))  # type: ignore[attr-defined]
    except sqlite3.Error as problem:
        raise DatabaseNotCopied(_said(problem)) from problem
    finally:
        copy.close()
        connection.close()


def _file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"]).resolve()


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise ToolMissing(
            _("%(tool)s is not on this machine. On Debian: apt install postgresql-client")
            % {"tool": tool},
        )
    done = subprocess.run(  # noqa: S603 - found on the path, arguments are ours
        [program, "--no-password", *arguments],
        env=os.environ | _whereabouts(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DatabaseNotCopied(_said(done.stderr.strip()))


def _whereabouts() -> dict[str, str]:
    """In the environment, where other users of the machine cannot read the password."""
    database = settings.DATABASES["default"]
    names = {
        "PGDATABASE": "NAME",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
    }
    given = {variable: str(database.get(name) or "") for variable, name in names.items()}
    return {variable: value for variable, value in given.items() if value}


def _said(problem: object) -> str:
    return _("The database could not be copied: %(reason)s") % {"reason": problem}
