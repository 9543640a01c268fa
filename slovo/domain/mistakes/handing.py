"""Mistakes that are not put right yet, in the cases of a colleague who leaves (R020)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.leaving import HANDS
from slovo.domain.handovers.parts import Part
from slovo.domain.mistakes.models import Mistake
from slovo.domain.staff.models import User


def mistake_parts(user: User) -> Iterator[Part]:
    """They go with their case; the plan is a promise, and goes as one."""
    hands = Q(*[(f"case__{hand}", user) for hand in HANDS], _connector=Q.OR)
    found = Mistake.objects.open().filter(hands).select_related("case__person")
    for mistake in found.order_by("pk"):
        yield Part(mistake.case.person, partial(_words, mistake))


def _words(mistake: Mistake, _reader: User | None) -> str:
    return _("a mistake to put right (%(ref)s)") % {"ref": mistake.case.ref}
