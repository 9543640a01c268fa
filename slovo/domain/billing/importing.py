"""What a table of payments or invoices says: which lines are understood, which are not, and why."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.billing.currencies import CurrencyUnknown, currency_code
from slovo.domain.billing.models import Invoice, Payment
from slovo.domain.billing.sums import MOST, rounded
from slovo.domain.clients.models import Person
from slovo.domain.engagements.models import Engagement
from slovo.lib import tables

MOST_LINES = 5000
LARGEST = 1024 * 1024
HEADS = {
    "number": "number|invoice|invoice number|no|номер|рахунок|счет|счёт|номер рахунку|номер счета"
    "|номер счёта",
    "amount": "amount|sum|total|сума|сумма",
    "currency": "currency|валюта",
    "paid_on": "paid|paid on|date|дата|оплачено|дата оплати|дата оплаты|дата платежу|дата платежа",
    "reference": "reference|ref|payment|purpose|призначення|призначення платежу|назначение"
    "|назначение платежа|референс",
    "email": "email|e-mail|client|mail|клієнт|клиент|пошта|почта",
    "agreement": "agreement|engagement|договір|договор|угода|соглашение",
    "text": "text|for|description|what|опис|описание|за що|за что|послуга|услуга",
    "issued_on": "issued|issued on|виставлено|выставлен|дата рахунку|дата счета|дата счёта",
    "due_on": "due|due on|pay by|сплатити до|оплатить до|термін|срок",
}
CURRENCIES = {"грн": "UAH", "₴": "UAH", "$": "USD", "€": "EUR", "₸": "KZT", "£": "GBP", "zł": "PLN"}
PAYMENTS = ("number", "amount", "paid_on")
INVOICES = ("number", "email", "text", "amount", "currency", "issued_on", "due_on")


@dataclass(frozen=True, slots=True)
class Read:
    """One line: `values` when it is understood, `why` when not; known already, or new."""

    number: int
    words: str
    values: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `missing`: columns without which nothing is understood."""

    rows: list[Read]
    missing: str = ""

    @property
    def new(self) -> list[Read]:
        return [row for row in self.rows if not row.why and not row.is_known]

    @property
    def known(self) -> list[Read]:
        return [row for row in self.rows if row.is_known]

    @property
    def refused(self) -> list[Read]:
        return [row for row in self.rows if row.why]

    @property
    def may_go(self) -> bool:
        return not self.missing and not self.refused and bool(self.rows)


class NotUnderstood(ValueError):
    """Why a line is not understood, for the one who reads the preview."""


def plan_payments(content: bytes, today: date) -> Plan:
    return plan_table(content, PAYMENTS, lambda cells: _payment(cells, today), _known_payment)


def plan_invoices(content: bytes, today: date) -> Plan:
    return plan_table(content, INVOICES, lambda cells: _invoice(cells, today), _known_invoice)


def plan_table(  # noqa: PLR0917 - a table, and how it is read
    content: bytes,
    needed: Sequence[str],
    read: Callable[[dict[str, str]], dict[str, Any]],
    is_known: Callable[[dict[str, Any]], bool],
    heads: Mapping[str, str] = HEADS,
    title: Callable[[str], str] | None = None,
) -> Plan:
    """`read` raises `NotUnderstood`; `heads` are the columns' names, `title` says them."""
    lines = tables.read(content[: LARGEST + 1])
    if len(content) > LARGEST or len(lines) > MOST_LINES:
        return Plan([], _("The table is too long: cut it into parts of five thousand lines."))
    if not lines:
        return Plan([], _("Nothing stands in the table."))
    columns = _columns(lines[0].cells, heads)
    if missing := [name for name in needed if name not in columns]:
        names = ", ".join(str((title or _title)(name)) for name in missing)
        return Plan([], _("These columns are missing: %(names)s.") % {"names": names})
    rows: list[Read] = []
    seen: set[tuple[Any, ...]] = set()
    numbers: set[str] = set()
    for line in lines[1:]:
        words = " · ".join(filter(None, line.cells))
        cells = {name: line.cells[at] for name, at in columns.items() if at < len(line.cells)}
        try:
            _refuse_short(cells, needed)
            values = read(cells)
            sides = tuple(values.items())
            known = sides in seen or is_known(values)
            _refuse_another(values, () if known else numbers)
        except NotUnderstood as fault:
            rows.append(Read(line.number, words, why=str(fault)))
            continue
        rows.append(Read(line.number, words, values, is_known=known))
        seen.add(sides)
        numbers.add(values.get("number", ""))
    return Plan(rows)


def _refuse_another(values: dict[str, Any], numbers: Container[str]) -> None:
    if "number" in values and values["number"] in numbers:
        raise NotUnderstood(_another(values["number"]))


def _refuse_short(cells: dict[str, str], needed: Sequence[str]) -> None:
    if any(name not in cells for name in needed):
        raise NotUnderstood(_("Some cells are missing."))


def _columns(head: list[str], heads: Mapping[str, str]) -> dict[str, int]:
    """Which column is where: names in English, Ukrainian and Russian, however written."""
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        word = " ".join(cell.lower().replace("_", " ").replace("№", "").strip(" :.").split())
        for name, names in heads.items():
            if name not in found and word in names.split("|"):
                found[name] = place
                break
    return found


def _title(name: str) -> str:
    return {
        "number": _("invoice number"),
        "amount": _("amount"),
        "currency": _("currency"),
        "paid_on": _("date of payment"),
        "email": _("client’s email"),
        "text": _("what it is for"),
        "issued_on": _("issued on"),
        "due_on": _("due on"),
    }[name]


def _payment(cells: dict[str, str], today: date) -> dict[str, Any]:
    invoice = Invoice.objects.filter(number=cells["number"]).first()
    if invoice is None:
        raise NotUnderstood(_("There is no invoice %(number)s.") % {"number": cells["number"]})
    if invoice.issued_at is None or invoice.withdrawn_at:
        raise NotUnderstood(_("This invoice is a draft, or was withdrawn."))
    if cells.get("currency") and _currency(cells) != invoice.currency:
        said = {"currency": invoice.currency}
        raise NotUnderstood(_("The invoice is in %(currency)s.") % said)
    paid_on = _day(cells, "paid_on")
    if paid_on > today:
        raise NotUnderstood(_("This day has not come yet."))
    reference = " ".join(cells.get("reference", "").split())[:120]
    sides = {"amount": _amount(cells), "paid_on": paid_on, "reference": reference}
    return {"invoice": invoice, **sides}


def _invoice(cells: dict[str, str], today: date) -> dict[str, Any]:
    issued_on, due_on = _day(cells, "issued_on"), _day(cells, "due_on")
    if issued_on > today or due_on < issued_on:
        raise NotUnderstood(_("It is issued today or before, and is due on that day or later."))
    if not cells["number"] or not cells["text"]:
        raise NotUnderstood(_("Number and text must stand there."))
    return {
        "engagement": _agreement(cells),
        "number": cells["number"][:40],
        "currency": _currency(cells),
        "text": " ".join(cells["text"].split())[:300],
        "amount": _amount(cells),
        "issued_on": issued_on,
        "due_on": due_on,
    }


def _agreement(cells: dict[str, str]) -> Engagement:
    """His only running one, or the one that is named."""
    email, title = cells["email"], cells.get("agreement", "")
    person = Person.objects.filter(addresses__email__iexact=email).first()
    if person is None:
        raise NotUnderstood(_("Nobody is known by %(email)s.") % {"email": email or "—"})
    found = Engagement.objects.filter(person=person)
    found = found.filter(title__iexact=title) if title else found.filter(ended_at=None)
    known = list(found.order_by("pk")[:2])
    if not known:
        raise NotUnderstood(_("This client has no such agreement."))
    if len(known) > 1:
        raise NotUnderstood(_("This client has several agreements: name one in its own column."))
    return known[0]


def _amount(cells: dict[str, str]) -> Decimal:
    found = tables.amount(cells["amount"])
    if found is None or not 0 < found <= MOST:
        raise NotUnderstood(_("“%(words)s” is no sum.") % {"words": cells["amount"]})
    return rounded(found)


def _day(cells: dict[str, str], name: str) -> date:
    found = tables.day(cells[name])
    if found is None:
        raise NotUnderstood(_("“%(words)s” is no date.") % {"words": cells[name]})
    return found


def _currency(cells: dict[str, str]) -> str:
    word = cells["currency"].lower().strip(" .")
    try:
        return currency_code(CURRENCIES.get(word, word))
    except CurrencyUnknown as fault:
        raise NotUnderstood(str(fault)) from fault


def _known_payment(values: dict[str, Any]) -> bool:
    return Payment.objects.filter(**values, dropped_at=None).exists()


def _known_invoice(values: dict[str, Any]) -> bool:
    """The same invoice was taken in before; with anything else in it, the number is another's."""
    known = Invoice.objects.whole().filter(number=values["number"]).first()
    if known is None:
        return False
    sides = ("engagement", "currency", "issued_on", "due_on")
    is_same = all(getattr(known, side) == values[side] for side in sides)
    if not is_same or known.account.lines != values["amount"]:
        raise NotUnderstood(_another(known.number))
    return True


def _another(number: str) -> str:
    return _("There is another invoice %(number)s already.") % {"number": number}
