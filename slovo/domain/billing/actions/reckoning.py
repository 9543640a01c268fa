"""What is owed is reckoned anew by each verb, from all that stands on the invoice."""

from datetime import datetime
from typing import Any

from django.db import transaction

from slovo.domain.billing.models import Invoice
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record


@transaction.atomic(savepoint=False)
def reckon(
    kind: str, invoice: Invoice, *facts: Any, by: Doer, at: datetime, **refs: Any
) -> Invoice:
    """Write down what is owed now, and that these rows were changed, the first above all."""
    fresh = Invoice.objects.whole().get(pk=invoice.pk)
    account = fresh.account
    fresh.owed = account.lines * 0 if fresh.withdrawn_at else account.owed
    fresh.save(update_fields=["owed"])
    record(kind, facts[0], by=by, at=at, facts=facts, invoice=fresh.pk, **refs)
    return fresh
