"""“Record as complaint?” beside letters that sound like one; a person decides (practice 19)."""

from collections.abc import Iterable

from slovo.domain.cases.models import Case
from slovo.domain.complaints.models import Complaint
from slovo.domain.staff.models import User
from slovo.interfaces.desk.entries import Entry
from slovo.lib.displeasure import find


def mark_displeased(entries: Iterable[Entry], case: Case, user: User) -> None:
    """The turn of phrase that gave it away; nothing on a complaint's own case, or once recorded."""
    if not user.may("file_complaint"):
        return
    found = {each.pk: (each, turn) for each in entries if (turn := _turn_of(each))}
    if not found or Complaint.objects.filter(case=case).exists():
        return
    known = Complaint.objects.filter(letter__in=found).values_list("letter", flat=True)
    for pk in set(found) - set(known):
        each, turn = found[pk]
        each.displeased = turn


def _turn_of(each: Entry) -> str:
    return find(each.text) if each.kind == "heard" and each.text else ""
