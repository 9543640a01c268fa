"""Bad news with a way on, before it is due (R040): cause, effect, alternatives, the next word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import PERSON, Kind
from slovo.domain.delivery.actions.asking import take_back
from slovo.domain.delivery.wordings import question_url
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.dates import set_lines_aside
from slovo.domain.promises.actions.making import refuse_beyond_capacity
from slovo.domain.risks.actions.raising import RiskHasEnded, latest, next_step
from slovo.domain.risks.models import Alternative, BadNews, End, Risk
from slovo.domain.risks.wordings import dated_ways, news_html
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed

REMIND_AFTER = timedelta(hours=24)


class CauseOrEffectMissing(Refusal):
    """The client must understand what happened and what it means for him."""


class AlternativeMissing(Refusal):
    """Bad news comes with at least one way on."""


class DateHasPassed(Refusal):
    """A way on cannot lie behind us."""


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative as it is offered; `due_at` when it promises a new date."""

    text: str
    due_at: datetime | None = None


@transaction.atomic
def tell_bad_news(  # noqa: PLR0913 - bad news has this many sides
    risk: Risk,
    *,
    cause: str,
    effect: str,
    ways: Sequence[Way],
    next_word_at: datetime | None,
    is_spoken: bool = False,
    effort_minutes: int | None = None,
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> BadNews:
    """A letter with one question; after a talk it confirms what was said.

    A date among the ways passes the gate like any promise. `effort_minutes`: the work that is
    left; None when all of it is.
    """
    refuse_unless_allowed("tell_bad_news", by)
    risk = latest(risk)
    if risk.ended_at and risk.end != End.TOLD:
        raise RiskHasEnded(_("This is closed already."))
    offered = [Way(way.text.strip(), way.due_at) for way in ways if way.text.strip()]
    _refuse_unclear(cause, effect, offered, at)
    if twin := _twin(risk, cause, effect, by=by, at=at):
        return twin
    promise = _endangered(risk)
    _refuse_unkeepable(risk, offered, effort_minutes, by=by, at=at)
    news: BadNews = BadNews.objects.create(
        risk=risk,
        case=risk.case,
        engagement=risk.case.engagement,
        cause=cause.strip(),
        effect=effect.strip(),
        is_spoken=is_spoken,
        effort_minutes=effort_minutes,
        promise_due_at=promise.due_at if promise else None,
        asked_by=by,
        asked_at=at,
    )
    Alternative.objects.bulk_create(
        Alternative(news=news, place=place, text=way.text, due_at=way.due_at)
        for place, way in enumerate(offered)
    )
    token = link_for(risk.case.person, subject=news.subject, by=by, at=at)
    news.letter = answer_case(
        risk.case,
        html=news_html(news, question_url(token), at),
        next_word_at=next_word_at,
        send_at=send_at,
        by=by,
        at=at,
    )
    set_lines_aside(news.letter, lines=dated_ways(news, at), by=by, at=at)
    news.next_at = at + REMIND_AFTER
    news.save(update_fields=["letter", "next_at"])
    record("badnews.written", news, by=by, at=at, case=risk.case, facts=news.with_letter)
    if is_spoken:
        mark_told(news, at=at, by=by)
    return news


@transaction.atomic(savepoint=False)
def mark_told(news: BadNews, *, by: Doer, at: datetime) -> None:
    """He knows: said to him, or the letter was accepted at `at`."""
    if news.told_at:
        return
    news.told_at = at
    news.save(update_fields=["told_at"])
    risk = latest(news.risk)
    if risk.told_at is None:
        risk.told_at, risk.text = at, risk.text or news.cause[:500]
        risk.end, risk.ended_at, risk.ended_by = End.TOLD, at, news.asked_by
        risk.next_at = None
        risk.save()
    record("badnews.told", news, by=by, at=at, case=news.case, facts=(news, risk))


@transaction.atomic(savepoint=False)
def tell_elsewhere(risk: Risk, *, by: Doer, at: datetime) -> None:
    """He heard it from another letter of ours, such as the admission of a mistake."""
    risk = latest(risk)
    if risk.ended_at:
        return
    risk.told_at = risk.ended_at = at
    risk.end, risk.next_at = End.TOLD, None
    risk.ended_by = by if isinstance(by, User) else None
    risk.save()
    record("risk.closed", risk, by=by, at=at, case=risk.case, facts=(risk,), end=str(risk.end))


@transaction.atomic(savepoint=False)
def unmark_told(news: BadNews, *, by: Doer, at: datetime) -> None:
    """The letter came back: he does not know after all, and the risk is open again."""
    if news.told_at is None or news.is_spoken:
        return
    news.told_at = None
    news.save(update_fields=["told_at"])
    risk = latest(news.risk)
    if risk.end == End.TOLD:
        risk.told_at = risk.ended_at = risk.ended_by = None
        risk.end = ""
        risk.next_at = next_step(risk)
        risk.save()
    record("badnews.returned", news, by=by, at=at, case=news.case, facts=(news, risk))


@transaction.atomic(savepoint=False)
def take_news_back(news: BadNews, *, by: Doer, at: datetime) -> None:
    """The letter was taken back before it left: nothing was asked."""
    if take_back(news, at=at):
        record("badnews.withdrawn", news, by=by, at=at, case=news.case, facts=(news,))


def _refuse_unclear(cause: str, effect: str, ways: Sequence[Way], at: datetime) -> None:
    if not cause.strip() or not effect.strip():
        raise CauseOrEffectMissing(_("Say what happened, and what it means for the client."))
    if not ways:
        raise AlternativeMissing(_("Offer at least one way on."))
    if any(way.due_at and way.due_at <= at for way in ways):
        raise DateHasPassed(_("A new date must lie ahead."))


def _refuse_unkeepable(
    risk: Risk, offered: Sequence[Way], effort_minutes: int | None, *, by: User, at: datetime
) -> None:
    """The promise in danger makes room for the date that is offered instead of it."""
    for way in offered:
        if way.due_at:
            word = word_anew(risk, way.text, way.due_at, effort_minutes, by=by)
            owner, effort = word.owner or by, word.effort_minutes
            refuse_beyond_capacity(owner, effort, way.due_at, at, _endangered(risk))


def _twin(risk: Risk, cause: str, effect: str, *, by: User, at: datetime) -> BadNews | None:
    """A second press of the button finds the first letter; one that came back is written anew."""
    same = risk.news.waiting().filter(cause=cause.strip(), effect=effect.strip(), asked_by=by)
    found: BadNews | None = same.order_by("pk").first()
    if found and found.letter and found.letter.came_back:
        take_news_back(found, by=by, at=at)
        return None
    return found


def _endangered(risk: Risk) -> Promise | None:
    promise = risk.promise
    return promise if promise and promise.ended_at is None and promise.is_ours else None


def word_anew(
    risk: Risk, text: str, due_at: datetime, effort_minutes: int | None, *, by: User
) -> Promise:
    """What a way with a date owes the client: the promise in danger again, else a word of its own.

    `effort_minutes` None: all of the work of the promise.
    """
    case, old = risk.case, risk.promise
    all_of_it = old.effort_minutes if old else None
    return Promise(
        case=case,
        person=old.person if old else case.person,
        kind=old.kind if old else Kind.WORK,
        source=PERSON,
        owner=(old.owner if old else case.handler) or by,
        text=old.text if old else text[:300],
        due_at=due_at,
        effort_minutes=(all_of_it if effort_minutes is None else effort_minutes) or None,
        replaces=old,
    )
