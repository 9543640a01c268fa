"""Rulings, concessions, quarters and partings, in words for one reader."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.billing.seeing import is_within_sight
from slovo.domain.goodwill.budgets import Quarter
from slovo.domain.goodwill.models import Advice, Burden, Concession, Parting, Ruling
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments
from slovo.lib.sums import money


@dataclass(frozen=True, slots=True)
class RulingRow:
    """`figures`: what the aid knew when it was asked; nothing for whom money is not shown."""

    ruling: Ruling
    price: str
    advice: str
    figures: list[tuple[str, str]]
    state: str
    look: str


@dataclass(frozen=True, slots=True)
class ConcessionRow:
    concession: Concession
    price: str
    when: str


def ruling_row(ruling: Ruling, user: User, voice: Voice) -> RulingRow:
    state, look = _state(ruling, voice)
    return RulingRow(
        ruling,
        money(ruling.price, ruling.currency, voice.language),
        str(Advice(ruling.advice).label),
        _figures(ruling, voice) if sees_money(ruling, user) else [],
        state,
        look,
    )


def sees_money(ruling: Ruling, user: User) -> bool:
    """What the client pays in a year is for those who see his invoices."""
    engagement = ruling.case.engagement
    if engagement is None:
        return user.has_role(Role.PRINCIPAL) or user.has_role(Role.COMPLAINT_OWNER)
    return is_within_sight(user, engagement)


def _figures(ruling: Ruling, voice: Voice) -> list[tuple[str, str]]:
    def said(amount: Decimal) -> str:
        return money(amount, ruling.currency, voice.language)

    share = ruling.share
    past = ngettext("%(count)s concession", "%(count)s concessions", ruling.past)
    return [
        (_("The client paid for in twelve months"), said(ruling.revenue)),
        (
            _("The price is of it"),
            _("nothing to compare with") if share is None else percent(share),
        ),
        (_("Given in to before, in twelve months"), past % {"count": ruling.past}),
        (
            _("If it goes on so, in 24 months"),
            said(ruling.expected) if ruling.expected is not None else _("no agreement runs"),
        ),
        (
            _("Limit of who asked"),
            said(ruling.limit) if ruling.limit is not None else _("none: a principal"),
        ),
    ]


def percent(share: float) -> str:
    """«0.39 %»: small shares are what it is about, so two places."""
    return f"{floatformat(share * 100, 2)} %"


def _state(ruling: Ruling, voice: Voice) -> tuple[str, str]:
    until = {"when": voice.by(ruling.tell_by)}
    is_late = ruling.tell_by <= voice.now
    if ruling.state == "dropped":
        return _("no longer asked"), "ended"
    if ruling.state == "told":
        favour = _("in favour, the client knows")
        return (favour if ruling.is_in_favour else _("not in favour, the client knows")), "ok"
    if ruling.state == "decided":
        words = _("decided; the client hears of it %(when)s") % until
    else:
        words = _("to be decided and told %(when)s") % until
    return words, "late" if is_late else "waiting"


def concession_row(concession: Concession, voice: Voice) -> ConcessionRow:
    price = money(concession.price, concession.currency, voice.language)
    return ConcessionRow(concession, price, voice.full(concession.given_at))


def quarter_row(quarter: Quarter, voice: Voice) -> dict[str, Any]:
    """Given, used, left, and who stayed."""

    def said(amount: Decimal | None) -> str:
        return "" if amount is None else money(amount, quarter.currency, voice.language)

    kept = {"kept": quarter.kept, "clients": quarter.clients, "since": said(quarter.since)}
    used = float(quarter.used / quarter.given) if quarter.given else 0.0
    return {
        "quarter": quarter,
        "given": said(quarter.given),
        "used": said(quarter.used),
        "left": said(quarter.left),
        "is_over": quarter.left is not None and quarter.left < 0,
        "part": min(round(used * 100), 100),
        "saved": _("%(kept)s of %(clients)s are still with us; invoiced to them since: %(since)s.")
        % kept
        if quarter.clients
        else "",
        "rows": [concession_row(row, voice) for row in quarter.rows],
    }


def burden_row(burden: Burden, voice: Voice) -> dict[str, Any]:
    ratio = burden.ratio
    return {
        "burden": burden,
        "hours": moments.span(burden.minutes * 60, voice.language) if burden.minutes else _("none"),
        "fee": money(burden.fee, burden.currency, voice.language) if burden.currency else _("none"),
        "rate": floatformat(burden.hours_per_1000, 2),
        "median": floatformat(burden.median, 2),
        "ratio": f"{floatformat(ratio, 1)} ×" if ratio is not None else "",
        "borne": ", ".join(
            f"{row.user.full_name} {moments.span(row.minutes * 60, voice.language)}"
            for row in burden.borne.all()
        ),
        "month": format_date(burden.month.month, "LLLL y", voice.language),
    }


def parting_state(parting: Parting, voice: Voice) -> tuple[str, str]:
    letter = parting.letter
    if parting.told_at is None and (letter is None or letter.came_back):
        return _("no letter reaches the client: tell it another way"), "late"
    if parting.exported_at:
        return _("records ready, %(when)s") % {"when": voice.full(parting.exported_at)}, "ok"
    look = "late" if parting.export_by <= voice.now else "waiting"
    if parting.told_at:
        return _("told; records %(when)s") % {"when": voice.by(parting.export_by)}, look
    return _("the letter has not arrived yet"), look
