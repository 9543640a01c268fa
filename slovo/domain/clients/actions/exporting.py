"""People carried out of the house: written down who carried whom."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.exporting import as_cards, as_table
from slovo.domain.clients.models import Person, PersonQuery
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm
from slovo.domain.staff.rights import refuse_unless_allowed

FORMS = {"vcf": as_cards, "csv": as_table}


class UnknownForm(Refusal):
    """People are carried out as cards or as a table."""


@transaction.atomic
def export_people(people: PersonQuery, *, form: str, by: Doer, at: datetime) -> str:
    """`form`: vcf or csv. Nothing told in confidence is in it, no note of a case and no detail."""
    refuse_unless_allowed("export_people", by)
    if form not in FORMS:
        raise UnknownForm(_("Clients are written as vcf or csv."))
    found = people.prefetch_related("addresses", "standings__organisation").order_by("pk")
    rows = list(found)
    record("firm.exported", Firm.objects.get(pk=1), by=by, at=at, count=len(rows), form=form)
    return FORMS[form](rows)


@transaction.atomic
def export_card(person: Person, *, by: Doer, at: datetime) -> str:
    """For a telephone: how to reach him, and nothing else."""
    refuse_unless_allowed("see_cases", by)
    record("person.exported", person, by=by, at=at)
    return as_cards([person])
