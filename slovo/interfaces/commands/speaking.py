"""How commands talk: a line for a person, or a JSON object for a program."""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import translation

from slovo.domain.staff.models import Firm


def speak_firms_language() -> None:
    """The firm's language; before there is a firm, the terminal's."""
    try:
        firm = Firm.current()
    except DatabaseError:
        firm = None
    terminal = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    language = firm.language if firm else terminal[:2]
    known = [code for code, _name in settings.LANGUAGES]
    translation.activate(language if language in known else "en")


def say(options: argparse.Namespace, row: Mapping[str, Any], words: str) -> None:
    """One row: as JSON with `--json`, else in words."""
    text = json.dumps(row, ensure_ascii=False, default=_plain) if options.json else words
    sys.stdout.write(f"{text}\n")


def complain(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return instant(value) or ""
    return str(value)


def instant(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second: 2027-03-11T09:05:00Z."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
