"""Where tests run: a throw-away home, a file database, and nobody outside to call."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

HOME = Path(tempfile.mkdtemp(prefix="slovo-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["SLOVO_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "slovo.settings"
os.environ.pop("SLOVO_CLOCK", None)

databases = os.environ.get("SLOVO_TEST_DATABASES", "").split()
if databases:
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["DATABASE_URL"] = databases[worker % len(databases)]
ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
WITH_DATABASE = {"db", "transactional_db", "live_server", "client", "admin_client"}


def pytest_configure(config: pytest.Config) -> None:
    import django
    from django.conf import settings

    django.setup()
    if config.getoption("numprocesses", None):
        # Or the processes of pytest-xdist would inherit it and read the settings before this file.
        del os.environ["DJANGO_SETTINGS_MODULE"]
    config.pluginmanager.import_plugin("tests.cast")
    # Counted queries are the same on both databases.
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if ON_POSTGRESQL:
        leave_the_rest_to_sqlite(config, items)


def leave_the_rest_to_sqlite(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What needs no database runs once; a browser sees no difference between the two."""
    wanted = [i for i in items if needs_database(i) and not i.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = wanted


def needs_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("database") or item.get_closest_marker("django_db")
    return bool(marked or WITH_DATABASE & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def no_language_of_the_test_before():
    """A page leaves the language of its reader behind in the thread."""
    from django.utils import translation

    translation.deactivate()
