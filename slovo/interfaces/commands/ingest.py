"""Take in letters: .eml, .box, mbox, Maildir, a folder, or - for standard input."""

import argparse

from django.utils.translation import ngettext

from slovo.interfaces.channels.email.ingest import ingest
from slovo.interfaces.commands.speaking import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a letter, mbox, Maildir or folder; - for stdin",
    )
    parser.add_argument("--history", action="store_true", help="past mail: nobody is told")


def run(options: argparse.Namespace) -> int:
    count = 0
    for row in ingest(options.paths, is_history=options.history):
        count += 1
        words = f"{row['file']}  {row['kind']}  {row['case'] or '—'}  {row['person'] or '—'}"
        say(options, row, f"{words}  {row['subject']}")
    if not options.json:
        words = ngettext("%(count)s letter taken in.", "%(count)s letters taken in.", count)
        say(options, {}, words % {"count": count})
    return 0
