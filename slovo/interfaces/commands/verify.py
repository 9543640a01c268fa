"""Recompute digests and seals, and name what was changed behind the product's back."""

import argparse

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.journal.verifying import Breach, breaches
from slovo.interfaces.commands.speaking import say
from slovo.web import signs


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    found = 0
    for breach in breaches():
        found += 1
        ref = _ref(breach)
        row = {"what": breach.what, "where": breach.where, "case": ref}
        say(options, row, f"! {_words(breach)}{f' ({ref})' if ref else ''}")
    if found:
        signs.leave(signs.SEALS_BROKEN)
    else:
        signs.clear(signs.SEALS_BROKEN)
        say(options, {"ok": True}, _("Everything is as it was written."))
    return 1 if found else 0


def _ref(breach: Breach) -> str | None:
    number = Case.objects.filter(pk=breach.case_id or 0).values_list("number", flat=True).first()
    return f"S-{number}" if number else None


def _words(breach: Breach) -> str:
    said = {
        "changed": _("%(where)s was changed outside the product."),
        "deleted": _("%(where)s was deleted outside the product."),
        "added": _("%(where)s was added outside the product."),
        "broken_chain": _("%(where)s does not match its events or the seal before it."),
    }
    return said[breach.what] % {"where": breach.where}
