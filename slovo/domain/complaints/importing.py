"""What a table of past complaints says: which lines are understood, which are not, and why."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.billing.importing import NotUnderstood, Plan, plan_table
from slovo.domain.clients.models import Person, normal_email
from slovo.domain.complaints.models import Complaint
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from slovo.lib import tables

HEADS = {
    "email": "email|e-mail|client|mail|клієнт|клиент|пошта|почта",
    "received_on": "received|received on|date|дата|отримано|получено",
    "stated": "complaint|text|stated|what is wrong|скарга|жалоба|текст|що не так|что не так",
    "closed_on": "closed|closed on|закрито|закрыта|закрыто",
    "remedy": "remedy|wish|remedy sought|побажання|пожелание|чого хоче|чего хочет",
    "cause": "cause|причина",
    "owner": "owner|відповідальний|ответственный",
}
NEEDED = ("email", "received_on", "stated")


def plan_complaints(content: bytes, today: date) -> Plan:
    return plan_table(
        content, NEEDED, lambda cells: _complaint(cells, today), _is_known, HEADS, _title
    )


def _complaint(cells: dict[str, str], today: date) -> dict[str, Any]:
    received_on = _day(cells["received_on"])
    closed_on = _day(cells["closed_on"]) if cells.get("closed_on") else received_on
    if closed_on > today or closed_on < received_on:
        raise NotUnderstood(_("It was received, then closed, and both are past."))
    stated = " ".join(cells["stated"].split())[:20_000]
    if not stated:
        raise NotUnderstood(_("Write what is wrong, in the client’s own words."))
    return {
        "person": _person(cells["email"]),
        "stated": stated,
        "received_on": received_on,
        "closed_on": closed_on,
        "remedy_sought": " ".join(cells.get("remedy", "").split())[:500],
        "stated_cause": _cause(cells.get("cause", "")),
        "owner": _owner(cells.get("owner", "")),
    }


def _day(words: str) -> date:
    found = tables.day(words)
    if found is None:
        raise NotUnderstood(_("“%(words)s” is no date.") % {"words": words})
    return found


def _person(email: str) -> Person:
    found = Person.objects.filter(addresses__email=normal_email(email)).first()
    if found is None:
        raise NotUnderstood(_("Nobody is known by %(email)s.") % {"email": email or "—"})
    return found


def _cause(words: str) -> Cause | None:
    if not words:
        return None
    known = Cause.objects.current()
    found = known.filter(code=words).first() or known.filter(name=words).first()
    if found is None:
        raise NotUnderstood(_("There is no such cause on the list."))
    return found


def _owner(email: str) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email__iexact=email, left_at=None).first()
    if found is None or not found.may("answer_case"):
        raise NotUnderstood(_("Nobody here has the address %(email)s.") % {"email": email})
    return found


def _is_known(values: dict[str, Any]) -> bool:
    same = Complaint.objects.filter(person=values["person"], stated=values["stated"])
    days = [at.date() for at in same.values_list("received_at", flat=True)]
    return values["received_on"] in days


def _title(name: str) -> str:
    return {
        "email": _("client’s email"),
        "received_on": _("received on"),
        "stated": _("what is wrong"),
    }[name]
