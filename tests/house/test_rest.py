"""What a house at rest holds in memory: heavy parts are imported when they are first used."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("css_inline", "django.db.migrations.loader", "httpx", "icalendar", "lxml", "ninja")
HEAVIER = ("phonenumbers.data", "pydantic", "pywebpush", "simplemma", "slovo.interfaces.api.door")
AT_REST = f"""
import sys, django
django.setup()
import slovo.interfaces.commands.serve, slovo.web.wsgi, waitress.server
import slovo.interfaces.channels.email.porter, slovo.interfaces.keeper.loop
from django.urls import resolve, reverse
resolve(reverse("today"))
print([name for name in {HEAVY + HEAVIER} if name in sys.modules])
resolve("/api/v1/cases")
print("ninja" in sys.modules)
"""


def test_what_is_heavy_waits_for_its_first_use(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_REST],
        env=os.environ | {"SLOVO_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "slovo.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == ["[]", "True"]
