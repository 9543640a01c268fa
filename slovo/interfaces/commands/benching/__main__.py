"""Runs in the throw-away home that `slovo bench` made; measures part by part, as far as it can."""

import argparse
import importlib
import sys
import traceback

import django

PARTS = (
    "worktime",
    "writers",
    "pages",
    "growth",
    "client",
    "promises",
    "complaints",
    "standing",
    "keeping",
    "rules",
    "letters",
)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=int)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    django.setup()
    from slovo.interfaces.commands.benching.figures import Board
    from slovo.interfaces.commands.benching.filling import fill

    board = Board(is_json=options.json)
    board.begin(options.cases)
    house = fill(options.cases, board)
    wanted = options.only.split(",") if options.only else PARTS
    failed = 0
    for part in (part for part in PARTS if part in wanted):
        module = importlib.import_module(f"slovo.interfaces.commands.benching.{part}")
        try:  # the other parts can still be measured
            module.measure(house, board)
        except Exception as problem:
            traceback.print_exc()
            board.note(f"{part} could not be measured: {problem}")
            failed += 1
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
