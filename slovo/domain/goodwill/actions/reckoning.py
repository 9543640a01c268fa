"""When the firm opens after a month: what each client cost us beside what he paid (R088)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.billing.months import Month
from slovo.domain.clients.models import Person
from slovo.domain.goodwill.actions.talking import call_talk
from slovo.domain.goodwill.bearing import is_over, loads, medians
from slovo.domain.goodwill.models import Borne, Burden, BurdenMonth, Why
from slovo.domain.goodwill.past import breaches_of, concessions_of
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic
def reckon_burdens(month: Month, *, by: Doer, at: datetime) -> BurdenMonth:
    """Once for each month. Over three times the median for the second: a talk is prepared."""
    if known := BurdenMonth.objects.filter(month=month.first).first():
        return known
    made: BurdenMonth = BurdenMonth.objects.create(month=month.first, looked_at=at)
    rows = _rows(made, month)
    for burden, minutes in rows:
        burden.save()
        Borne.objects.bulk_create(
            Borne(burden=burden, user_id=user, minutes=count) for user, count in minutes.items()
        )
    flagged = [burden for burden, _minutes in rows if burden.is_flagged]
    said = {"clients": len(rows), "flagged": [burden.pk for burden in flagged]}
    facts = (*flagged,)
    record("burdenmonth.reckoned", made, by=by, at=at, facts=facts, month=str(month.first), of=said)
    for burden in flagged:
        call_talk(burden.person, why=Why.BURDEN, facts=_facts(burden, at), by=by, at=at)
    return made


def _rows(made: BurdenMonth, month: Month) -> list[tuple[Burden, dict[int, int]]]:
    found = loads(month)
    middle = medians(found.values())
    before = Burden.objects.filter(month__month=month.moved(-1).first, is_over=True)
    over_before = set(before.order_by().values_list("person", flat=True))
    people = Person.objects.in_bulk(list(found))
    rows = []
    for person, load in sorted(found.items()):
        median = middle.get(load.currency)
        over = is_over(load, median)
        burden = Burden(
            month=made,
            person=people[person],
            minutes=load.minutes.total(),
            contacts=load.contacts,
            fee=load.fee,
            currency=load.currency,
            hours_per_1000=load.hours_per_1000,
            median=median,
            is_over=over,
            is_flagged=over and person in over_before,
        )
        rows.append((burden, dict(load.minutes)))
    return rows


def _facts(burden: Burden, at: datetime) -> dict[str, object]:
    """What the principal has at hand in the talk."""
    return {
        "burden": burden.pk,
        "hours_per_1000": str(burden.hours_per_1000),
        "median": str(burden.median),
        "minutes": burden.minutes,
        "contacts": burden.contacts,
        "fee": str(burden.fee),
        "currency": burden.currency,
        "concessions": len(concessions_of(burden.person_id, at)),
        "breaches": breaches_of(burden.person_id),
    }
