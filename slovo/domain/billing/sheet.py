"""The statement in words: figures, and behind each of them the rows it is made of."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.billing.delivered import Kept, Speed
from slovo.domain.billing.models import InvoiceLine, Review
from slovo.domain.billing.statement import Part, by_currency
from slovo.domain.billing.wordings import spoken_day
from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import Outcome
from slovo.lib import moments
from slovo.lib.sums import money


@dataclass(frozen=True, slots=True)
class Row:
    """When, what, how much; `ref` is the case it lies in."""

    when: str
    what: str
    value: str = ""
    ref: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    name: str
    value: str
    rows: list[Row] = field(default_factory=list)
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One agreement's part of the statement, ready to be read."""

    title: str
    promised: str
    figures: list[Figure]


class _Sum(NamedTuple):
    what: str
    when: str
    currency: str
    amount: Decimal


class Teller:
    """Says it in the language and zone of the one who reads; why a line is held is ours alone."""

    def __init__(self, language: str, zone: str, *, is_clients: bool = False) -> None:
        self.language, self.zone, self.is_clients = language, zone, is_clients

    def month(self, first: date) -> str:
        """«November 2026», «ноябрь 2026»: as it stands within a sentence."""
        words = date_format(first, "F Y")
        return words if self.language == "en" else words.lower()

    def sheet(self, part: Part) -> Sheet:
        engagement = part.engagement
        title = engagement.title if engagement else _("Without an agreement")
        return Sheet(title, self._promised(part), [] if part.is_empty else self._figures(part))

    def below(self, review: Review) -> str:
        """Why a principal was called."""
        said = {
            "name": review.engagement.person.full_name,
            "promised": self._span(review.promised_seconds or 0),
            "median": self._span(review.median_seconds or 0),
        }
        sentence = _("%(name)s: answers promised within %(promised)s came after %(median)s.")
        return sentence % said

    def _promised(self, part: Part) -> str:
        if part.expectation:
            said = {"words": part.expectation.text}
            confirmed = part.expectation.client_confirmed_at
            if confirmed is None:
                return _("“%(words)s” Not confirmed yet.") % said
            day = moments.day(confirmed, self.zone, self.language)
            return _("“%(words)s” Confirmed on %(day)s.") % {**said, "day": day}
        return part.engagement.service_class.about if part.engagement else ""

    def _figures(self, part: Part) -> list[Figure]:
        return [
            *(self._speed(place, speed) for place, speed in enumerate(part.speeds)),
            self._kept("words", _("Our next word came in time"), part.words),
            self._kept("promises", _("What we promised was done in time"), part.promises),
            self._time(part),
            self._billed(part),
            *self._money(part),
        ]

    def _speed(self, place: int, speed: Speed) -> Figure:
        name = _("A person answers within %(span)s") % {"span": self._span(speed.promised)}
        count = ngettext("%(count)s answer", "%(count)s answers", len(speed.rows))
        told = {"count": len(speed.rows)}
        value = _("half of them within %(median)s, the slowest %(worst)s, %(answers)s") % {
            "median": self._span(speed.median),
            "worst": self._span(speed.worst),
            "answers": count % told,
        }
        rows = [
            Row(
                self._moment(row.promise.made_at),
                row.promise.case.subject,
                self._span(row.took),
                row.promise.case.ref,
                row.is_late,
            )
            for row in speed.rows
        ]
        return Figure(f"answers-{place}", name, value, rows, speed.is_below)

    def _kept(self, key: str, name: str, kept: Kept) -> Figure:
        told = {"kept": kept.count, "count": len(kept.rows)}
        value = _("%(kept)s of %(count)s") % told if kept.rows else _("none was due")
        return Figure(key, name, value, [self._promise(row) for row in kept.rows])

    def _promise(self, row: Promise) -> Row:
        ends = {Outcome.KEPT: _("in time"), Outcome.RENEGOTIATED: _("a new date was agreed")}
        is_late = row.outcome not in ends
        what = row.text or row.case.subject
        end = ends.get(Outcome(row.outcome) if row.outcome else Outcome.BROKEN, _("late"))
        return Row(self._moment(row.due_at), what, end, row.case.ref, is_late)

    def _time(self, part: Part) -> Figure:
        rows = [
            Row(
                self._day(entry.day),
                f"{entry.note} ({entry.user.full_name})",
                self._worked(entry.minutes, is_free=entry.pk in part.free),
            )
            for entry in part.time
        ]
        return Figure("time", _("Time we worked"), self._minutes(part.minutes), rows)

    def _billed(self, part: Part) -> Figure:
        rows = [
            Row(line.invoice.number, line.text, self._minutes(line.minutes or 0))
            for line in part.billed
        ]
        return Figure("billed", _("Of it billed"), self._minutes(part.billed_minutes), rows)

    def _money(self, part: Part) -> list[Figure]:
        """What is nothing is not said. An invoice counts as it was issued: what is taken off it
        stands in the month when it was."""
        invoices = [
            _Sum(row.number, self._day(row.issued_on), row.currency, row.account.lines)
            for row in part.invoices
        ]
        held = [
            _of(line, "" if self.is_clients else line.held_why, line.left) for line in part.held
        ]
        zeroed = [_of(line, line.zeroed_why, line.amount) for line in part.zeroed if line.amount]
        credits_ = [_of(row.line, row.why, row.amount) for row in part.credits]
        paid = [
            _Sum(row.invoice.number, self._day(row.paid_on), row.invoice.currency, row.amount)
            for row in part.payments
        ]
        named = (
            ("invoices", _("Invoices of the month"), invoices),
            ("held", _("Held, not to be paid now"), held),
            ("zeroed", _("Free of charge"), zeroed),
            ("credits", _("Credited"), credits_),
            ("payments", _("Paid"), paid),
        )
        return [self._sum(key, name, rows) for key, name, rows in named if rows]

    def _sum(self, key: str, name: str, rows: list[_Sum]) -> Figure:
        total = by_currency((row.currency, row.amount) for row in rows)
        value = ", ".join(self._said(sum_, currency) for currency, sum_ in total.items())
        told = [Row(row.when, row.what, self._said(row.amount, row.currency)) for row in rows]
        return Figure(key, name, value, told)

    def _day(self, day: date | None) -> str:
        return spoken_day(day, self.language) if day else ""

    def _said(self, sum_: Decimal, currency: str) -> str:
        return money(sum_, currency, self.language)

    def _worked(self, minutes: int, *, is_free: bool) -> str:
        span = self._minutes(minutes)
        return _("%(span)s, free of charge") % {"span": span} if is_free else span

    def _minutes(self, minutes: int) -> str:
        return self._span(minutes * 60)

    def _span(self, seconds: int) -> str:
        return moments.span(seconds, self.language)

    def _moment(self, at: datetime) -> str:
        return moments.moment(at, self.zone, self.language)


def _of(line: InvoiceLine, why: str, amount: Decimal) -> _Sum:
    what = f"{line.text}: {why}" if why else line.text
    return _Sum(what, line.invoice.number, line.invoice.currency, amount)
