"""The command line `slovo`: one subcommand, one file beside this one."""

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = {
    "init": "Make an install without asking.",
    "serve": "Open the house: pages, keeper and mail inlet in one process.",
    "ingest": "Take in letters from files, folders or standard input.",
    "keep": "Do what happens by itself: reminders, letters out, letters in.",
    "today": "Print the morning list: who waits, and since when.",
    "show": "Print one case whole, such as: slovo show case S-142.",
    "letters": "List the outgoing letters, the newest last.",
    "import": "Take in a file: slovo import clients FILE, slovo import calls FILE.",
    "token": "Make a bearer token for the API; it is shown once.",
    "check": "Say what an operator wants to know; exit 1 when something needs a hand.",
    "backup": "Write everything into one archive, also while others serve.",
    "restore": "Bring a house back from its archive into an empty home.",
    "verify": "Recompute digests and seals, and name what was changed from outside.",
    "export": "Write people as vCard or CSV, such as: slovo export clients FILE.csv.",
    "bench": "Measure speed on a throw-away database.",
}
MODULES = {"import": "importing", "export": "exporting"}  # a word of Python names no module
AFTER = """\
Every command takes --json: one JSON object per line. slovo COMMAND --help tells of one command.
Exit status: 0 done, 1 refused, 2 wrong call. SLOVO_HOME says where the house lives (./var),
DATABASE_URL in which database (SQLite in the home).
"""
REFUSED, WRONG_CALL = 1, 2
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit 0 done, 1 refused, 2 wrong call."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in arguments if not word.startswith("-")), "")
    if name not in COMMANDS:
        _usage().parse_args(arguments)
        return WRONG_CALL
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slovo.settings")
    os.umask(0o077)  # letters, and tables of people, are for the owner of the house alone
    arguments.remove(name)
    try:
        status = _run(name, arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads us has read enough: slovo letters | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        if problem.errno not in FORBIDDEN or problem.filename is None:
            raise
        print(_forbidden(Path(problem.filename), problem.strerror), file=sys.stderr)
        return REFUSED
    return status


def _forbidden(path: Path, reason: str | None) -> str:
    home = Path(os.environ.get("SLOVO_HOME", "var")).absolute()
    if not path.absolute().is_relative_to(home):
        return f"{path}: {reason}."
    return (
        f"{path}: {reason}. Slovo has to read and write everything in {home}. "
        "Choose another folder with SLOVO_HOME=/path, or change its owner."
    )


def _usage() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="slovo",
        description="The desk that keeps its word.",
        epilog=AFTER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about in COMMANDS.items():
        commands.add_parser(name, help=about)
    return parser


def _run(name: str, arguments: list[str]) -> int:
    import django
    from django.db import DatabaseError

    django.setup()
    from slovo.domain.journal.refusal import Refusal
    from slovo.domain.staff.rights import NotAllowed
    from slovo.interfaces.commands.speaking import complain, speak_firms_language

    speak_firms_language()
    command = importlib.import_module(f"slovo.interfaces.commands.{MODULES.get(name, name)}")
    parser = argparse.ArgumentParser(
        prog=f"slovo {name}", description=COMMANDS[name], epilog=command.__doc__
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    command.configure(parser)
    try:
        return int(command.run(parser.parse_args(arguments)))
    except (Refusal, NotAllowed) as refusal:
        complain(str(refusal))
    except DatabaseError as problem:
        complain(f"The database cannot be used: {problem}")
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
