"""Bad news as plain dictionaries, for the API. Times are UTC, `Z`."""

from typing import Any

from slovo.domain.delivery.shapes import asked_as_dict
from slovo.domain.risks.models import Alternative, BadNews, Risk, Surprise
from slovo.domain.risks.speed import Speed
from slovo.domain.risks.unforeseen import Month
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


def surprise_as_dict(surprise: Surprise) -> dict[str, Any]:
    """Spans are seconds from `detected_at`; null while nothing was said or done."""
    reacted, helped = surprise.reacted_within, surprise.helped_within
    return {
        "id": surprise.pk,
        "case": surprise.case.ref,
        "text": surprise.text,
        "risk": surprise.risk_id,
        "detected_at": instant(surprise.detected_at),
        "noted_by": surprise.noted_by.full_name,
        "reacted_at": instant(surprise.reacted_at),
        "reacted_seconds": int(reacted.total_seconds()) if reacted is not None else None,
        "helped_at": instant(surprise.helped_at),
        "helped_seconds": int(helped.total_seconds()) if helped is not None else None,
        "help_words": surprise.help_words or None,
        "dropped_at": instant(surprise.dropped_at),
        "dropped_why": surprise.dropped_why or None,
    }


def month_as_dict(month: Month) -> dict[str, Any]:
    """Median and p90 in seconds, nearest-rank, of those that had a word, or help."""
    return {
        "month": month.first_day.strftime("%Y-%m"),
        "count": month.count,
        "reacted": _speed(month.reacted),
        "helped": _speed(month.helped),
        "silent": month.silent,
        "unhelped": month.unhelped,
    }


def _speed(speed: Speed) -> dict[str, Any]:
    return {"count": speed.count, "median": speed.median, "p90": speed.p90}
