"""The words of bad news: the colleague's own, put in an order the client can act on."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation

from slovo.domain.cases.wordings import language_of
from slovo.domain.delivery.questions import Way
from slovo.domain.risks.models import Alternative, BadNews
from slovo.lib import moments


def news_html(news: BadNews, url: str, at: datetime) -> str:
    """Cause, effect, the ways on and the link to choose, in the client's language."""
    language = language_of(news.case)
    with translation.override(language):
        ways = [way_words(way, news, language, at) for way in news.alternatives.all()]
        promise = news.risk.promise
        context = {"news": news, "ways": ways, "url": url, "promise": promise}
        return render_to_string("risks/news.html", context).strip()


def way_words(way: Alternative, news: BadNews, language: str, at: datetime) -> str:
    """“The filing again: Tue 30 March, 15:00 (UTC+3)”."""
    if way.due_at is None:
        return way.text
    when = moments.moment(way.due_at, news.case.zone, language, now=at, offset=True)
    return f"{way.text}: {when}"


def dated_ways(news: BadNews, at: datetime) -> str:
    """The lines of the letter that offer a date to choose, as it says them."""
    language = language_of(news.case)
    dated = news.alternatives.filter(due_at__isnull=False).order_by("place")
    return "\n".join(way_words(way, news, language, at) for way in dated)


def ways_of(news: BadNews, language: str) -> list[Way]:
    """What he may choose from on his page."""
    said_at = news.asked_at
    return [
        Way(str(way.pk), way_words(way, news, language, said_at), way)
        for way in news.alternatives.all()
    ]
