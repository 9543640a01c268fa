"""Four rules every house begins with; a firm rewrites them as it likes (R090)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.models import User
from slovo.domain.standards.actions.rules import save_rule


@transaction.atomic
def write_first_rules(owner: User, *, by: Doer, at: datetime) -> None:
    """In the language that is switched on."""
    rules = {
        "1": (
            _("When the price is small, decide for the client"),
            _(
                "Think long term. If we want to keep the client and the price of the question is "
                "small, we decide in the client’s favour even where the client is wrong, tell it "
                "within one business day, and say no word of reproach."
            ),
        ),
        "2": (
            _("Where we say no"),
            _(
                "We refuse what the law or our profession forbids, what hurts another client or a "
                "colleague, and what crosses a boundary that was told to the client before. We say "
                "why, and what is possible instead."
            ),
        ),
        "3": (
            _("Parting politely"),
            _(
                "Only a principal parts with a client: after every promise is kept or handed over, "
                "with a letter that names a way on, with all the client’s papers, and without a "
                "reproach."
            ),
        ),
        "4": (
            _("When a complaint is rejected"),
            _(
                "A complaint is rejected only after it was investigated, with the facts we relied "
                "on, and with the name of somebody outside whom the client may turn to."
            ),
        ),
    }
    for number, (title, text) in rules.items():
        save_rule(
            None,
            number=number,
            title=title,
            text=text,
            since=today_of_firm(at),
            owner=owner,
            by=by,
            at=at,
        )
