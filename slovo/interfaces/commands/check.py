"""What an operator wants to know."""

import argparse

from slovo.interfaces.commands.speaking import say
from slovo.lib import clock
from slovo.web.findings import findings


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    """Exit 1 when something needs a hand."""
    is_well = True
    for name, good, words in findings(clock.now()):
        is_well = is_well and good
        say(options, {"check": name, "ok": good, "words": words}, f"{'+' if good else '!'} {words}")
    return 0 if is_well else 1
