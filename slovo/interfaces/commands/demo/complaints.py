"""Complaints: Viktor's about an invoice, a stranger's from the public page, one told by phone."""

from slovo.domain.cases.models import Case
from slovo.domain.complaints.actions.assessing import assess_complaint
from slovo.domain.complaints.actions.complaining_in import complain_in
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.progressing import tell_progress
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.models import Cause
from slovo.interfaces.commands.demo.morning import Morning


def play_complaints(m: Morning) -> None:
    _the_invoice(m)
    _from_the_public_page(m)


def _the_invoice(m: Morning) -> Complaint:
    """Story A13: Nadia has it, Petro cannot."""
    nadia, roman = m.cast.users["nadia"], m.cast.users["roman"]
    case = Case.objects.get(person=m.cast.people["viktor"], subject="Рахунок за березень")
    letter = case.messages.filter(direction="in").earliest("at")
    made = file_complaint(
        case.person,
        letter=letter,
        remedy_sought="Перерахувати рахунок",
        against=[],
        by=roman,
        at=m.ago(16.4),
    )
    m.posts(m.ago(16.4))
    assess_complaint(
        made,
        severity="medium",
        complexity="low",
        impact="low",
        stated_cause=Cause.objects.get(code="billing"),
        by=nadia,
        at=m.ago(15),
    )
    tell_progress(made, by=nadia, at=m.ago(14.5))
    m.posts(m.ago(14.5))
    return made


def _from_the_public_page(m: Morning) -> None:
    at = m.ago(2)
    complain_in(
        email="halyna.kostenko@ukr.example",
        full_name="Галина Костенко",
        language="uk",
        zone="Europe/Kyiv",
        stated="Двічі телефонувала, щоб записатися на консультацію, і двічі обіцяли "
        "передзвонити. Ніхто не передзвонив.",
        remedy_sought="Щоб мені передзвонили й назвали день.",
        phone="+380 67 555 02 11",
        by=HOUSE,
        at=at,
    )
    m.posts(at)
