"""The words of letters about money and about what was promised, in the client's language."""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.utils.translation import get_language

from slovo.domain.billing.models import Invoice, InvoiceLine
from slovo.domain.cases.models import Case
from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.wordings import words_of
from slovo.lib import moments
from slovo.lib.sums import money


def spoken_day(day: date, language: str) -> str:
    """«Sun 14 March 2027»."""
    noon = datetime.combine(day, time(12), UTC)
    return f"{moments.day(noon, UTC, language)} {day.year}"


def named_left(line: InvoiceLine) -> str:
    """What is left of a line, in the reader's language."""
    return money(line.left, line.invoice.currency, get_language() or settings.LANGUAGE_CODE)


def invoice_words(invoice: Invoice, case: Case) -> str:
    """What is asked for, by when, and where it can be read."""
    language = language_of(case)
    told = {
        "sum": money(invoice.account.owed, invoice.currency, language),
        "due": spoken_day(invoice.due_on, language) if invoice.due_on else "",
        "lines": [
            f"{line.text}: {money(line.left, invoice.currency, language)}"
            for line in invoice.live_lines
        ],
    }
    return words_of(case, "invoice", case.opened_at, invoice=invoice, **told)
