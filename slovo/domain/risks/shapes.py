"""Bad news as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.delivery.shapes import asked_as_dict
from slovo.domain.risks.models import Alternative, BadNews, Risk
from slovo.lib.moments import instant


def risk_as_dict(risk: Risk) -> dict[str, Any]:
    """`end`: told, passed, withheld, or null while it is open."""
    news = risk.news.select_related("case", "asked_by", "heard_by").order_by("pk")
    return {
        "id": risk.pk,
        "case": risk.case.ref,
        "text": risk.text,
        "promise": risk.promise_id,
        "is_critical": risk.is_critical,
        "first_known_at": instant(risk.first_known_at),
        "raised_by": risk.raised_by.full_name,
        "raised_at": instant(risk.raised_at),
        "seen_by": risk.seen_by.full_name if risk.seen_by else None,
        "seen_at": instant(risk.seen_at),
        "tell_by": instant(risk.tell_by),
        "told_at": instant(risk.told_at),
        "end": risk.end or None,
        "ended_at": instant(risk.ended_at),
        "reason": risk.reason or None,
        "news": [news_as_dict(one) for one in news.prefetch_related("alternatives")],
    }


def news_as_dict(news: BadNews) -> dict[str, Any]:
    """`in_time`: told before the promise in danger fell due; null where there was none."""
    return asked_as_dict(news) | {
        "cause": news.cause,
        "effect": news.effect,
        "is_spoken": news.is_spoken,
        "told_at": instant(news.told_at),
        "in_time": news.is_in_time,
        "ways": [way_as_dict(way) for way in news.alternatives.all()],
        "choice": news.choice_id,
    }


def way_as_dict(way: Alternative) -> dict[str, Any]:
    return {"id": way.pk, "text": way.text, "due_at": instant(way.due_at)}
