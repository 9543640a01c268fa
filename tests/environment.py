"""Where tests run: a throw-away home, a file database, and nobody to call outside."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

HOME = Path(tempfile.mkdtemp(prefix="slovo-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["SLOVO_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slovo.settings")
ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite keeps its test database in a file, as a real install does."""
    from django.conf import settings

    test: dict[str, Any] = settings.DATABASES["default"].setdefault("TEST", {})
    if not ON_POSTGRESQL:
        test["NAME"] = str(HOME / "test.sqlite3")


def needs_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("database") or item.get_closest_marker("django_db"):
        return True
    return bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def leave_to_sqlite(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what needs a database; a browser sees no difference."""
    if not ON_POSTGRESQL:
        return
    wanted = [i for i in items if needs_database(i) and not i.get_closest_marker("browser")]
    left_out = [item for item in items if item not in set(wanted)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = wanted
