"""One case whole: show case S-142."""

import argparse
import json

from django.utils.translation import gettext as _

from slovo.domain.cases.models.case import case_by_ref
from slovo.domain.cases.shapes import case_as_dict
from slovo.interfaces.commands.speaking import complain, say
from slovo.lib import clock


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("noun", choices=["case"], help="what to show")
    parser.add_argument("ref", metavar="REF", help="its number, such as S-142")


def run(options: argparse.Namespace) -> int:
    case = case_by_ref(options.ref)
    if case is None:
        complain(_("There is no case %(ref)s.") % {"ref": options.ref})
        return 1
    shape = case_as_dict(case, clock.now())
    say(options, shape, json.dumps(shape, ensure_ascii=False, indent=2, default=str))
    return 0
