"""What risks hear of from below: the letter with the bad news left, came back, was taken back."""

from django.db.models import Q

from slovo.domain.cases.models import Message
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.risks.actions.surprises import mark_reacted, unmark_reacted
from slovo.domain.risks.actions.telling import mark_told, take_news_back, unmark_told
from slovo.domain.risks.models import BadNews, Surprise


def _news_of(event: Event) -> BadNews | None:
    letter = int(event.subject.partition(":")[2])
    news = BadNews.objects.filter(letter=letter).select_related("case", "risk__case", "asked_by")
    found: BadNews | None = news.order_by("pk").first()
    return found


def _message_of(event: Event) -> Message:
    return Message.objects.select_related("case").get(pk=int(event.subject.partition(":")[2]))


@on("message.delivered")
def _delivered(event: Event) -> None:
    if news := _news_of(event):
        mark_told(news, by=HOUSE, at=event.at)
    if Surprise.objects.filter(case=event.case_id, reacted_at=None, dropped_at=None).exists():
        mark_reacted(_message_of(event), by=HOUSE, at=event.at)


@on("message.returned")
def _returned(event: Event) -> None:
    if news := _news_of(event):
        unmark_told(news, by=HOUSE, at=event.at)
    leaned = Q(reaction__isnull=False) | Q(help__isnull=False)
    if Surprise.objects.filter(leaned, case=event.case_id).exists():
        unmark_reacted(_message_of(event), by=HOUSE, at=event.at)


@on("message.cancelled")
def _cancelled(event: Event) -> None:
    if news := _news_of(event):
        take_news_back(news, by=HOUSE, at=event.at)
