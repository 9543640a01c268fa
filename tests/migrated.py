"""SQLite's test database is migrated once for each set of migrations, and copied from then on.

A hundred migrations take longer than most tests that are run while one works. Houses that tests run
from the command line begin with the tables too: on PostgreSQL of the database TEMPLATE.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import django
import pytest

from tests.environment import ON_POSTGRESQL

ROOT = Path(__file__).parents[1]
TEMPLATE = "migrated"
KEPT = 3  # sets of migrations; older ones are forgotten


def _digest() -> str:
    """Of all that migrating reads: our migrations, and the versions of all that we depend on."""
    files = [*ROOT.glob("slovo/**/migrations/*.py"), *ROOT.glob("requirements*.txt")]
    read = hashlib.blake2b(django.__version__.encode(), digest_size=16)
    for path in sorted(files):
        read.update(f"{path.relative_to(ROOT)} ".encode() + path.read_bytes())
    return read.hexdigest()


def copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Path:
    """Where the migrated database of this set of migrations is kept, if it is there already."""
    assert pytestconfig.cache
    return pytestconfig.cache.mkdir("migrated") / f"{_digest()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What was copied is not migrated again."""
    return not ON_POSTGRESQL


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated: Path
) -> None:
    from django.conf import settings

    if not ON_POSTGRESQL and migrated.exists():
        copy_database(migrated, Path(settings.DATABASES["default"]["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, migrated: Path) -> None:
    from django.conf import settings

    if ON_POSTGRESQL:
        _make_template()
    elif not migrated.exists():
        begun = migrated.with_suffix(f".{os.getpid()}")
        copy_database(Path(settings.DATABASES["default"]["NAME"]), begun)
        begun.replace(migrated)
        newest = sorted(migrated.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for old in newest[:-KEPT]:
            old.unlink(missing_ok=True)


def _make_template() -> None:
    import psycopg
    from django.db import connection

    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        server.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE {connection.settings_dict['NAME']}")
