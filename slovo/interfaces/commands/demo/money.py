"""Papers and money of the demo firm: a contract, invoices paid, overdue and held, a statement."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from slovo.domain.billing.actions.documents import (
    add_document,
    replace_document,
    share_document,
)
from slovo.domain.billing.actions.drafting import add_line, bill_time, draft_invoice
from slovo.domain.billing.actions.expecting import answer_expectation, state_expectation
from slovo.domain.billing.actions.issuing import issue_invoice
from slovo.domain.billing.actions.lines import credit_line, hold_line
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.actions.prices import free_time, set_price
from slovo.domain.billing.models import Invoice
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.commands.demo.morning import Morning

CONTRACT = "Договір про правову допомогу № 14\n\nПредставляємо ТОВ «Берегиня» у спорі."
TERMS = "Технічне завдання\n\n1. Позов. 2. Представництво в суді. 3. Звіт щотижня."
COUNTS_ON = "Відповідаємо протягом 24 годин у будь-який день. Щовівторка й щоп’ятниці пишемо самі."


def play_money(m: Morning) -> None:
    dispute = m.cast.people["olena"].engagements.get()
    _counts_on(m, dispute)
    _papers(m, dispute)
    _paid(m, dispute)
    _held(m, dispute)
    _overdue(m)


def _counts_on(m: Morning, dispute: Engagement) -> None:
    petro, olena = m.cast.users["petro"], m.cast.people["olena"]
    asked = state_expectation(dispute, text=COUNTS_ON, by=petro, at=m.ago(410))
    m.posts(m.ago(410))
    answer_expectation(
        asked, answer="yes", words="Так, на це й розраховую.", by=olena, at=m.ago(408)
    )
    m.posts(m.ago(408))


def _papers(m: Morning, dispute: Engagement) -> None:
    petro = m.cast.users["petro"]

    def kept(kind: str, title: str, text: str, ago: float, signed_on: date | None) -> None:
        file = (f"{title}.txt", "text/plain", text.encode())
        made = add_document(
            dispute,
            kind=kind,
            title=title,
            file=file,
            signed_on=signed_on,
            by=petro,
            at=m.ago(ago),
        )
        share_document(made, is_shared=True, by=petro, at=m.ago(ago))

    kept("contract", "Договір № 14", CONTRACT, 405, _day(m, 405))
    kept("terms", "Технічне завдання", TERMS, 404, None)
    first = dispute.documents.get(kind="terms")
    newer = ("Технічне завдання 2.txt", "text/plain", f"{TERMS} 4. Мирова угода.".encode())
    replace_document(first, file=newer, by=petro, at=m.ago(200))


def _paid(m: Morning, dispute: Engagement) -> None:
    olha, petro = m.cast.users["olha"], m.cast.users["petro"]
    set_price(
        dispute,
        rate=Decimal(2400),
        currency="UAH",
        since=_day(m, 700),
        by=olha,
        at=m.ago(403),
    )
    read = log_time(
        dispute, day=_day(m, 396), minutes=330, note="Вивчення справи", by=petro, at=m.ago(396)
    )
    again = log_time(
        dispute, day=_day(m, 390), minutes=60, note="Повторний розрахунок", by=petro, at=m.ago(390)
    )
    free_time(again, why="Наша помилка в розрахунку", by=olha, at=m.ago(388))
    made = draft_invoice(dispute, currency="UAH", by=petro, at=m.ago(380))
    bill_time(made, entries=[read, again], by=petro, at=m.ago(380))
    _issue(m, made, "petro", 380, 14)
    _pay(m, made, "13200", 260, "Платіж 118")


def _held(m: Morning, dispute: Engagement) -> None:
    petro, nadia, olha = m.cast.users["petro"], m.cast.users["nadia"], m.cast.users["olha"]
    made = draft_invoice(dispute, currency="UAH", by=petro, at=m.ago(70))
    _line(m, made, "petro", "Судовий збір", "26400", 70)
    _line(m, made, "petro", "Переклад договору", "4800", 70)
    _line(m, made, "petro", "Копії та пошта", "620", 70)
    _issue(m, made, "petro", 69, 14)
    fee, translation, copies = made.lines.order_by("pk")
    hold_line(translation, why="Клієнтка питає про якість перекладу", by=nadia, at=m.ago(45))
    credit_line(copies, amount=Decimal(120), why="Зайві копії", by=olha, at=m.ago(44))
    _pay(m, made, "10000", 20, f"Платіж 131, {fee.text}")


def _overdue(m: Morning) -> None:
    lease = m.cast.people["marko"].engagements.get()
    made = draft_invoice(lease, currency="EUR", by=lease.handler, at=m.ago(500))
    who = next(key for key, user in m.cast.users.items() if user == lease.handler)
    _line(m, made, who, "Lease review, fixed fee", "850", 500)
    _issue(m, made, who, 500, 10)


def _line(  # noqa: PLR0917 - a line of the play
    m: Morning, invoice: Invoice, who: str, text: str, price: str, ago: float
) -> None:
    add_line(
        invoice,
        text=text,
        unit_price=Decimal(price),
        quantity=Decimal(1),
        by=m.cast.users[who],
        at=m.ago(ago),
    )


def _issue(m: Morning, invoice: Invoice, who: str, ago: float, days: int) -> None:
    due_on = _day(m, ago) + timedelta(days=days)
    issue_invoice(invoice, due_on=due_on, by=m.cast.users[who], at=m.ago(ago))


def _pay(m: Morning, invoice: Invoice, amount: str, ago: float, reference: str) -> None:
    record_payment(
        invoice,
        amount=Decimal(amount),
        paid_on=_day(m, ago),
        reference=reference,
        by=m.cast.users["petro"],
        at=m.ago(ago),
    )


def _day(m: Morning, ago: float) -> date:
    return m.ago(ago).astimezone(ZoneInfo(m.cast.firm.zone)).date()
