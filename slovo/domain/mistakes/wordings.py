"""What the client reads of our mistakes: words the firm can stand by, in every country.

Facts and apology stand apart from liability, which a principal decides in a letter of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import language_of
from slovo.domain.mistakes.models import Mistake, Wording
from slovo.domain.staff.models import Firm, principals
from slovo.domain.standards.filling import filled
from slovo.lib import moments

SLOTS = ("person.called", "person.full_name", "firm.name", "principal.full_name")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of our letters: what it is for, and the words of the house itself."""

    name: str | Lazy
    about: str | Lazy
    text: str | Lazy


PLACES = {
    "apology": Place(
        _("Apology"),
        _("In the letter that admits a mistake, after what happened."),
        _("This was our mistake, and we are sorry for it."),
    ),
    "liability": Place(
        _("What it cost the client"),
        _("Apart from the apology, at the end of the same letter. It promises an answer, no sum."),
        _(
            "If you lost something by it, tell us what and how it can be seen. {{ "
            "principal.full_name }} decides about it and writes to you within five business days."
        ),
    ),
    "verdict": Place(
        _("Work below our standard"),
        _("In the letter that says what the client does not pay, or gets back."),
        _("This work was not as good as you may expect of us, and you do not pay for it."),
    ),
    "damage_agreed": Place(
        _("A loss is made good"),
        _("In the letter with the principal’s decision, above the sum and its day."),
        _("You lost something by our fault, and we make it good."),
    ),
    "damage_declined": Place(
        _("A loss is not made good"),
        _("In the letter with the principal’s decision, above the reason."),
        _("We looked closely at what you told us. We cannot take it upon us, and this is why."),
    ),
    "conduct_upheld": Place(
        _("A letter was rude"),
        _("To a client who said that a letter of ours hurts, when the principal agrees."),
        _("You are right: our letter should not have been written like that, and we are sorry."),
    ),
    "conduct_declined": Place(
        _("A letter was not rude"),
        _("To a client who said that a letter of ours hurts, when the principal disagrees."),
        _("Thank you for telling us. We have read our letter again with care."),
    ),
}


def text_for(place: str, case: Case, language: str = "") -> str:
    """The firm's words for his country, else for all countries, else those of the house."""
    language = language or language_of(case)
    rows = Wording.objects.filter(place=place, language=language)
    rows = rows.filter(country__in=["", country_of(case)])
    own = max(rows, key=lambda row: len(row.country), default=None)
    with translation.override(language):
        text = own.text if own else str(PLACES[place].text)
    return filled(text, _values(case))


def country_of(case: Case) -> str:
    """Whose law counts: the client's organisation's country, else our own."""
    if case.organisation and case.organisation.country:
        return case.organisation.country
    firm = Firm.current()
    return firm.country if firm else ""


def admission_html(mistake: Mistake, due_at: datetime | None, at: datetime) -> str:
    """Facts, apology, correction, other ways; then apart from them, what it cost him."""
    liability = text_for("liability", mistake.case)
    return _html("admission", mistake, due_at, at, liability=liability)


def plan_html(mistake: Mistake, due_at: datetime, at: datetime, *, is_spoken: bool) -> str:
    return _html("plan", mistake, due_at, at, was_said=is_spoken)


def _html(
    template: str, mistake: Mistake, due_at: datetime | None, at: datetime, **more: Any
) -> str:
    case = mistake.case
    language = language_of(case)
    with translation.override(language):
        due = moments.moment(due_at, case.zone, language, now=at, offset=True) if due_at else ""
        context = {"mistake": mistake, "due": due, **more}
        return render_to_string(f"mistakes/{template}.html", context).strip()


def _values(case: Case) -> dict[str, str]:
    firm, person = Firm.current(), case.person
    principal = case.principal or next(iter(principals()), None)
    return {
        "person.called": person.called or person.full_name,
        "person.full_name": person.full_name,
        "firm.name": firm.name if firm else "",
        "principal.full_name": principal.full_name if principal else "",
    }
