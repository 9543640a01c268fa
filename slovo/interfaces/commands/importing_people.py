"""`slovo import clients FILE`: people of a vCard or CSV file."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.clients.actions.importing import (
    choose_in_draft_import,
    draft_import,
    drop_draft_import,
    map_draft_import,
)
from slovo.domain.clients.actions.taking_in import import_people
from slovo.domain.clients.comparing import index_everybody
from slovo.domain.clients.importing.columns import FIELDS
from slovo.domain.clients.importing.planning import Plan
from slovo.domain.clients.models import Import
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.commands.speaking import complain, say
from slovo.lib import clock


def configure(parser: argparse.ArgumentParser) -> None:
    """What only a file of people needs to be told."""
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEAD=FIELD",
        help=f"what a column says, one of: {', '.join(FIELDS)}",
    )
    parser.add_argument(
        "--perhaps",
        choices=["same", "new", "skip"],
        default="skip",
        help="who is perhaps known already is completed, added or left out",
    )
    parser.add_argument("--look", action="store_true", help="say what would happen, and no more")


def import_clients(options: argparse.Namespace) -> int:
    try:
        is_piped = options.file == "-"
        content = sys.stdin.buffer.read() if is_piped else Path(options.file).read_bytes()
    except OSError as problem:
        complain(f"{options.file}: {problem.strerror}")
        return 1
    asked: dict[str, Any] = {"by": HOUSE, "at": clock.now()}
    draft = draft_import(name=Path(options.file).name, content=content, **asked)
    if options.column and not _named(draft, options.column, asked):
        drop_draft_import(draft, **asked)
        return 2
    index_everybody(**asked)
    choose_in_draft_import(draft, choices={}, otherwise=options.perhaps, **asked)
    draft.refresh_from_db()
    plan = Plan(draft)
    for row in plan.rows:
        told = {"line": row.entry.line, "what": row.fate, "name": row.entry.full_name}
        doubts = row.entry.doubts
        why = " ".join([row.why] if row.why else doubts)
        words = f"{row.entry.line}  {row.fate}  {row.entry.full_name}  {why}".rstrip()
        if options.look or why:
            told |= {"person": _person(row), "why": row.why, "doubts": doubts}
            say(options, told, words)
    if options.look:
        drop_draft_import(draft, **asked)
        return 0
    while draft.ended_at is None:
        draft = import_people(draft, **asked)
        _progress(draft, len(plan.rows))
    counts = draft.as_counts() | {"import": draft.pk}
    words = _("%(added)s added, %(completed)s completed, %(refused)s not taken in.")
    say(options, counts, words % counts)
    return 0


def _named(draft: Import, columns: list[str], asked: dict[str, Any]) -> bool:
    """`HEAD=FIELD` beside what is understood already; a wrong one is named."""
    head, mapping = draft.source.get("head", []), dict(draft.mapping)
    for column in columns:
        name, _sign, field = column.rpartition("=")
        if name not in head or field not in FIELDS:
            complain(_("“%(column)s” names no column and what it says.") % {"column": column})
            return False
        mapping[str(head.index(name))] = field
    map_draft_import(draft, mapping=mapping, **asked)
    return True


def _person(row: Any) -> int | None:
    return row.face.key if row.face and row.face.key > 0 else None


def _progress(draft: Import, rows: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{draft.done} / {rows}")
        sys.stderr.write("\n" if draft.ended_at else "")
