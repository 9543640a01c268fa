"""The client chooses a way on; a date he chooses in time moves the promise, never in silence."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.models.promise import Outcome
from slovo.domain.cases.wordings import language_of
from slovo.domain.clients.models import Person
from slovo.domain.delivery.actions.asking import confirm_back, take_answer
from slovo.domain.delivery.models import Answer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.making import put_down
from slovo.domain.promises.actions.renegotiating import accept_offered_date
from slovo.domain.risks.actions.telling import word_anew
from slovo.domain.risks.models import Alternative, BadNews
from slovo.domain.risks.wordings import way_words
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class ChoiceMissing(Refusal):
    """He chooses one of the ways, or says in his words that none suits."""


@transaction.atomic
def choose_way(
    news: BadNews,
    *,
    choice: Alternative | None,
    words: str = "",
    said_at: datetime | None = None,
    by: User | Person,
    at: datetime,
) -> BadNews:
    """By his link, or told to a colleague who writes down when and in which words.

    No `choice` means that none of the ways suits him.
    """
    refuse_unless_allowed("choose_way", by)
    rows = BadNews.objects.select_for_update(of=("self",))
    news = rows.select_related("case__person", "risk", "asked_by").get(pk=news.pk)
    if choice is not None and choice.news_id != news.pk:
        raise ChoiceMissing(_("Choose one of the ways."))
    if choice is None and not words.strip():
        raise ChoiceMissing(_("Choose one of the ways, or write what would suit you."))
    answer = Answer.YES if choice else Answer.NO
    when = said_at or at
    if not take_answer(news, answer=answer, words=words, said_at=when, by=by, at=at):
        return news
    news.choice = choice
    news.save(update_fields=["choice"])
    kind = "badnews.chosen" if choice else "badnews.declined"
    if choice and choice.due_at:
        _promise_anew(news, choice, words, by=by, at=at)
    way = way_words(choice, news, language_of(news.case), at) if choice else ""
    confirm_back(news, wording="badnews_confirmed", way=way, by=by, at=at)
    record(kind, news, by=by, at=at, case=news.case, facts=news.with_confirmation)
    return news


def _promise_anew(
    news: BadNews, choice: Alternative, words: str, *, by: User | Person, at: datetime
) -> None:
    """Before its due the promise is renegotiated; after it, broken, and a new one given.

    Where nothing was promised, or it is broken already, the date is a promise of its own.
    """
    old, due_at, consent = news.risk.promise, choice.due_at, words.strip() or choice.text
    if due_at is None or due_at <= at or (old and not old.is_ours):
        return
    if old and old.ended_at is None:
        accept_offered_date(
            old,
            due_at=due_at,
            consent=consent,
            message=news.letter,
            effort_minutes=news.effort_minutes,
            by=by,
            at=at,
        )
    elif old is None or old.outcome == Outcome.BROKEN:
        word = word_anew(news.risk, choice.text, due_at, news.effort_minutes, by=news.asked_by)
        word.made_at = word.told_at = at
        word.consent, word.origin = consent[:500], news.letter
        put_down(word, by=by, at=at)
