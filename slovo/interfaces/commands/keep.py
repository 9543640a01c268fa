"""Do what happens by itself: reminders, letters out, letters in."""

import argparse

from django.utils.translation import gettext as _

from slovo.interfaces.commands.speaking import say
from slovo.interfaces.keeper.loop import Keeper, keep_once


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due and stop")


def run(options: argparse.Namespace) -> int:
    if options.once:
        done = keep_once()
        say(options, {"done": done}, _("%(count)s things done.") % {"count": done})
        return 0
    keeper = Keeper()
    keeper.start()
    try:
        keeper.wait()
    except KeyboardInterrupt:
        keeper.stop()
    return 0
