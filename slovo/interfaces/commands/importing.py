"""Good lines enter and bad ones are named (exit 1); the same table twice changes nothing.

calls: call detail records of a telephone system, such as Asterisk's Master.csv; `-` reads them from
standard input. What is imported is history: it moves no clock, and nobody is told.

clients: people of vCard (2.1, 3.0, 4.0) or CSV. Who is known is completed; who is perhaps known is
left out, unless --perhaps says otherwise. --look takes nobody in.
"""

import argparse
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from slovo.domain.calls.actions.importing import import_calls
from slovo.domain.calls.words import fault_words
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import Firm
from slovo.interfaces.commands import importing_people
from slovo.interfaces.commands.speaking import complain, say
from slovo.lib import clock


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["calls", "clients"], help="what stands in the table")
    parser.add_argument("file", metavar="FILE", help="CSV, of clients vCard too; - for stdin")
    parser.add_argument("--zone", help="in whose time the table tells; the firm's when left out")
    importing_people.configure(parser)


def run(options: argparse.Namespace) -> int:
    if options.kind == "clients":
        return importing_people.import_clients(options)
    return _import_calls(options)


def _import_calls(options: argparse.Namespace) -> int:
    firm = Firm.current()
    try:
        is_piped = options.file == "-"
        content = sys.stdin.buffer.read() if is_piped else Path(options.file).read_bytes()
    except OSError as problem:
        complain(f"{options.file}: {problem.strerror}")
        return 1
    zone = options.zone or (firm.zone if firm else "UTC")
    out = import_calls(content, zone=zone, by=HOUSE, at=clock.now())
    for fault in out.faults:
        complain(_("Line %(line)s: %(why)s") % {"line": fault.line, "why": fault_words(fault)})
    for line, number in out.unknown:
        said = {"line": line, "number": number}
        words = _("Line %(line)s: nobody here has %(number)s.") % said
        say(options, {**said, "state": "unknown"}, words)
    counts = {"taken": len(out.found), "known": out.known, "inside": out.inside}
    counts |= {"unknown": len(out.unknown), "faulty": len(out.faults)}
    words = _(
        "Calls taken in: %(taken)s. Known already: %(known)s. Inside the house: %(inside)s. "
        "Of numbers that nobody here has: %(unknown)s. Not understood: %(faulty)s."
    )
    say(options, counts, words % counts)
    return 1 if out.faults else 0
