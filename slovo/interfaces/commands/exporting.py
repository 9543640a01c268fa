"""Write all people into FILE: visiting cards when it ends in .vcf, a table when it ends in .csv."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from slovo.domain.clients.actions.exporting import FORMS, export_people
from slovo.domain.clients.models import Person
from slovo.domain.journal.actors import HOUSE
from slovo.interfaces.commands.speaking import complain, say
from slovo.lib import clock


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["clients"], help="what is written")
    parser.add_argument("file", type=Path, metavar="FILE", help="ends in .vcf or .csv")


def run(options: argparse.Namespace) -> int:
    form = options.file.suffix.lower().removeprefix(".")
    if form not in FORMS:
        complain(_("Clients are written as vcf or csv."))
        return 2
    people = Person.objects.unmerged()
    written = export_people(people, form=form, by=HOUSE, at=clock.now())
    try:
        options.file.write_bytes(written.encode("utf-8"))
    except OSError as problem:
        complain(f"{options.file}: {problem.strerror}")
        return 1
    say(options, {"file": str(options.file)}, str(options.file))
    return 0
