"""Agreements at work: what clients were asked about, and what they said."""

from datetime import date, timedelta
from decimal import Decimal

from slovo.domain.delivery.actions.scope import answer_scope_change, ask_scope_change
from slovo.domain.delivery.actions.time import log_time
from slovo.domain.delivery.models import ScopeChange
from slovo.domain.engagements.models import Engagement
from slovo.interfaces.commands.demo.morning import Morning


def play_agreements(m: Morning) -> None:
    dispute = _of(m, "olena")
    lease = _of(m, "marko")
    _time(m, dispute, "petro", 3, "Позовна заява", 240)
    change = _change(m, dispute, "petro", "Відповідь на зустрічний позов", 11, "26400", 4)
    _time(m, dispute, "maksym", 1.5, "Відповідь на зустрічний позов", 3, change)
    agreed = _change(m, lease, "petro", "Talks with the new landlord", 5, "12000", 100)
    answer_scope_change(
        agreed, answer="yes", words="Yes, please do.", by=m.cast.people["marko"], at=m.ago(90)
    )
    _time(m, lease, "daryna", 2, "First call with the landlord", 50, agreed)


def _of(m: Morning, client: str) -> Engagement:
    return m.cast.people[client].engagements.get()


def _change(  # noqa: PLR0917 - a line of the play
    m: Morning,
    engagement: Engagement,
    who: str,
    text: str,
    hours: int,
    price: str,
    ago: float,
) -> ScopeChange:
    change = ask_scope_change(
        engagement,
        text=text,
        more_minutes=hours * 60,
        more_money=Decimal(price),
        currency="UAH",
        done_by=_day(m, -14),
        by=m.cast.users[who],
        at=m.ago(ago),
    )
    m.posts(m.ago(ago))
    return change


def _time(  # noqa: PLR0917 - a line of the play
    m: Morning,
    engagement: Engagement,
    who: str,
    hours: float,
    note: str,
    ago: float,
    change: ScopeChange | None = None,
) -> None:
    log_time(
        engagement,
        day=m.ago(ago).date(),
        minutes=round(hours * 60),
        note=note,
        scope_change=change,
        by=m.cast.users[who],
        at=m.ago(ago),
    )


def _day(m: Morning, days_ago: int) -> date:
    return (m.now - timedelta(days=days_ago)).date()
