"""The command line `slovo`: one subcommand, one file beside this one."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

COMMANDS = (
    "init",
    "serve",
    "ingest",
    "keep",
    "today",
    "show",
    "letters",
    "token",
    "check",
    "backup",
    "restore",
    "verify",
    "bench",
)
REFUSED, WRONG_CALL = 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Exit 0 done, 1 refused, 2 wrong call."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in arguments if not word.startswith("-")), "")
    if name not in COMMANDS:
        _usage().parse_args(arguments)
        return WRONG_CALL
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slovo.settings")
    arguments.remove(name)
    try:
        return _run(name, arguments)
    except PermissionError as problem:
        print(
            f"{problem.filename}: this folder cannot be written. "
            "Choose another with SLOVO_HOME=/path, or change its owner.",
            file=sys.stderr,
        )
        return REFUSED


def _usage() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="slovo", description="The desk that keeps its word.")
    parser.add_argument("command", choices=COMMANDS)
    return parser


def _run(name: str, arguments: list[str]) -> int:
    import django
    from django.db import DatabaseError

    django.setup()
    from slovo.domain.journal.refusal import Refusal
    from slovo.domain.staff.rights import NotAllowed
    from slovo.interfaces.commands.speaking import complain, speak_firms_language

    speak_firms_language()
    command = importlib.import_module(f"slovo.interfaces.commands.{name}")
    parser = argparse.ArgumentParser(prog=f"slovo {name}", description=command.__doc__)
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
