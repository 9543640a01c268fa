"""Papers and money on the page of an agreement."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from slovo.domain.billing.models import Document, Invoice, Price
from slovo.domain.billing.reckoning import today
from slovo.domain.billing.rows import InvoiceRow, day_words, invoice_row
from slovo.domain.billing.seeing import is_within_sight
from slovo.domain.billing.unbilled import unbilled
from slovo.domain.engagements.models import Engagement
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments
from slovo.lib.sums import money

SHOWN = 10


@dataclass(frozen=True, slots=True)
class DocumentRow:
    document: Document
    signed: str
    older: list[Document]


@dataclass(frozen=True, slots=True)
class Purse:
    """What stands there about money."""

    documents: list[DocumentRow]
    invoices: list[InvoiceRow]
    prices: list[str]
    unbilled: str
    month: date
    may_price: bool


def purse_of(engagement: Engagement, user: User, voice: Voice) -> Purse | None:
    """Nothing for whom it does not concern."""
    if not is_within_sight(user, engagement):
        return None
    day = today(voice.now)
    invoices = Invoice.objects.filter(engagement=engagement).whole()[:SHOWN]
    minutes = unbilled(engagement).aggregate(all=Sum("minutes"))["all"]
    return Purse(
        _documents(engagement),
        [invoice_row(invoice, voice.language, day) for invoice in invoices],
        [_price(price, voice.language) for price in _prices(engagement)],
        moments.span(minutes * 60, voice.language) if minutes else "",
        day,
        user.may("set_price"),
    )


def _documents(engagement: Engagement) -> list[DocumentRow]:
    rows = {row.pk: row for row in engagement.documents.select_related("added_by")}
    replaced = {row.replaces_id for row in rows.values()}
    found = []
    for row in rows.values():
        if row.pk in replaced:
            continue
        older, before = [], row.replaces_id
        while before:
            older.append(rows[before])
            before = rows[before].replaces_id
        found.append(DocumentRow(row, day_words(row.signed_on), older))
    return found


def _prices(engagement: Engagement) -> list[Price]:
    """The newest of each currency."""
    newest: dict[str, Price] = {}
    for price in engagement.prices.all():
        newest.setdefault(price.currency, price)
    return list(newest.values())


def _price(price: Price, language: str) -> str:
    return money(price.rate, price.currency, language)
