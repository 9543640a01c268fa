"""What a colleague who leaves has of complaints: those he sees through, and measures (R020)."""

from collections.abc import Iterator
from functools import partial

from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.wordings import language_of
from slovo.domain.complaints.actions.measures import pass_measure
from slovo.domain.complaints.actions.owning import name_owner
from slovo.domain.complaints.models import Complaint, Measure
from slovo.domain.handovers.actions.introducing import SuccessorRefused
from slovo.domain.handovers.parts import Part, Passing
from slovo.domain.staff.models import User


def complaint_parts(user: User) -> Iterator[Part]:
    for complaint in Complaint.objects.open().filter(owner=user).select_related("case", "person"):
        words, pass_on = partial(_words, complaint), partial(_pass, complaint)
        yield Part(complaint.person, words, pass_on)
    waiting = Measure.objects.standing().filter(owner=user, in_force_at=None)
    for measure in waiting.select_related("complaint__person").order_by("due_at", "pk"):
        words, pass_on = partial(_measure_words, measure), partial(_pass_measure, measure)
        yield Part(measure.complaint.person, words, pass_on)


def _words(complaint: Complaint, reader: User | None) -> str:
    """Whom it is kept from reads only that something is told in confidence."""
    if reader is None or not Complaint.objects.visible_to(reader).filter(pk=complaint.pk).exists():
        return _("in confidence")
    return _("complaint %(ref)s") % {"ref": complaint.ref}


def _measure_words(measure: Measure, reader: User | None) -> str:
    if reader is None or not Measure.objects.visible_to(reader).filter(pk=measure.pk).exists():
        return _("in confidence")
    return _("measure “%(text)s”") % {"text": measure.text}


def _pass(complaint: Complaint, passing: Passing) -> None:
    """By the rules of complaints: whoever had a hand in the matter is refused, and it is told."""
    if not passing.by.may("name_owner"):
        sentence = _("A principal, or whoever sees to complaints, gives this one to %(name)s.")
        raise SuccessorRefused(sentence % {"name": passing.to.full_name})
    with translation.override(language_of(complaint.case)):
        reason = _("%(name)s hands the work over to colleagues.") % {"name": passing.of.full_name}
    name_owner(complaint, owner=passing.to, reason=reason, by=passing.by, at=passing.at)


def _pass_measure(measure: Measure, passing: Passing) -> None:
    pass_measure(measure, to=passing.to, by=passing.by, at=passing.at)
