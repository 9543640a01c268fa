"""Measure speed on a throw-away database, each figure beside a floor of the same run."""

import argparse
import os
import subprocess
import sys
import tempfile

from django.utils.translation import gettext as _

from slovo.interfaces.commands.speaking import complain

LEAST = 200


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cases", type=int, default=10_000, metavar="N", help="how many are made (%(default)s)"
    )
    parser.add_argument(
        "--database", default="", metavar="URL", help="an empty PostgreSQL one, not SQLite"
    )
    parser.add_argument(
        "--only",
        default="",
        metavar="PARTS",
        help="measure these parts alone, such as pages,letters",
    )


def run(options: argparse.Namespace) -> int:
    """In a process and a home of its own, so that no house is ever touched."""
    if options.cases < LEAST:
        complain(_("Measure with at least %(count)s cases.") % {"count": LEAST})
        return 2
    with tempfile.TemporaryDirectory(prefix="slovo-bench-") as home:
        mine = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        mine = {key: value for key, value in mine.items() if not key.startswith("SLOVO_")}
        if options.database:
            mine["DATABASE_URL"] = options.database
        module = f"{__package__}.benching"
        words = [str(options.cases), *(["--json"] if options.json else [])]
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-m", module, *words, "--only", options.only],
            env=mine | {"SLOVO_HOME": home, "DJANGO_SETTINGS_MODULE": "slovo.settings"},
            check=False,
        )
    return int(done.returncode != 0)
