"""A risk, the news of it and their speed, in words for one reader."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from slovo.domain.access.links import standing_token
from slovo.domain.cases.models import Case
from slovo.domain.delivery.wordings import question_url
from slovo.domain.risks.models import BadNews, End, Risk
from slovo.domain.risks.speed import Report, Speed
from slovo.domain.risks.wordings import way_words
from slovo.domain.staff.models import User
from slovo.interfaces.desk.promises.shares import percents
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments
from slovo.lib.prepared import Prepared

_ANY = Prepared(
    lambda case: Risk.objects.all().open().filter(case=case).order_by("pk").values_list("pk")[:1]
)


@dataclass(frozen=True, slots=True)
class RiskRow:
    """What it is, what it endangers, and how it stands: `look` is late, waiting, ended or empty."""

    risk: Risk
    text: str
    promise: str
    raised: str
    seen: str
    state: str
    look: str


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One telling: how it reached him, what was offered, what he said."""

    news: BadNews
    told: str
    ways: list[str]
    choice: str
    link: str

    @property
    def asked(self) -> BadNews:
        return self.news


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what stands behind it."""

    name: str
    value: str
    small: str


def risk_row(risk: Risk, voice: Voice) -> RiskRow:
    state, look = _state(risk, voice)
    promise = risk.promise
    due = f"{promise.text}, {voice.by(promise.due_at)}" if promise else ""
    raised = {"name": risk.raised_by.full_name, "when": voice.full(risk.raised_at)}
    return RiskRow(
        risk,
        risk.text or _("Bad news, not described yet"),
        due,
        _("%(name)s, %(when)s") % raised,
        _seen(risk, voice),
        state,
        look,
    )


def open_rows(case: Case, user: User, voice: Voice) -> list[RiskRow]:
    """What the client of this case does not know yet; most cases have nothing of it."""
    if not _ANY(case=case.pk):
        return []
    found = Risk.objects.visible_to(user).open().filter(case=case).order_by("tell_by", "pk")
    related = found.select_related("promise", "raised_by", "seen_by")
    return [risk_row(risk, voice) for risk in related]


def news_row(news: BadNews, voice: Voice) -> NewsRow:
    token = standing_token(news.case.person, news.subject) if news.is_waiting else None
    ways = [way_words(way, news, voice.language, voice.now) for way in news.alternatives.all()]
    return NewsRow(
        news,
        _told(news, voice),
        ways,
        _choice(news, voice),
        question_url(token) if token else "",
    )


def figures(found: Report, voice: Voice) -> list[Figure]:
    """M17 of the last ninety days; no data is said, never zero."""
    share, small = "", _("no promise was in danger")
    if found.interval:
        words = percents(found.interval)
        share = _("%(share)s %%") % words
        counted = {"kept": found.in_time, "all": found.with_due}
        small = _("%(kept)d of %(all)d; between %(low)s and %(high)s %%") % {**counted, **words}
    return [
        Figure(_("Until a leader had read it"), *_speed(found.seen, voice)),
        Figure(_("Until the client knew"), *_speed(found.told, voice)),
        Figure(_("Told before it was due"), share or _("no data"), small),
    ]


def _speed(speed: Speed, voice: Voice) -> tuple[str, str]:
    if speed.median is None or speed.p90 is None:
        return _("no data"), ""
    slow = {"span": moments.span(speed.p90, voice.language), "count": speed.count}
    small = _("median; nine of ten within %(span)s; counted: %(count)d") % slow
    return moments.span(speed.median, voice.language), small


def _seen(risk: Risk, voice: Voice) -> str:
    if risk.seen_at is None or risk.seen_by is None:
        return ""
    return _("%(name)s, %(when)s") % {
        "name": risk.seen_by.full_name,
        "when": voice.full(risk.seen_at),
    }


def _state(risk: Risk, voice: Voice) -> tuple[str, str]:
    if risk.end == End.TOLD and risk.told_at:
        return _("The client knows since %(when)s") % {"when": voice.full(risk.told_at)}, "ended"
    if risk.end:
        return str(risk.get_end_display()), "ended"
    when = {"when": voice.by(risk.tell_by)}
    if risk.tell_by <= voice.now:
        return _("The client should know: %(when)s") % when, "late"
    return _("To be told %(when)s") % when, "soon"


def _told(news: BadNews, voice: Voice) -> str:
    if news.withdrawn_at:
        return _("The letter was taken back.")
    if news.told_at is None:
        return _("The letter has not arrived yet.")
    when = {"when": voice.full(news.told_at), "name": news.asked_by.full_name}
    if news.is_in_time is None:
        return _("Told by %(name)s %(when)s.") % when
    if news.is_in_time:
        return _("Told by %(name)s %(when)s, before the promise fell due.") % when
    return _("Told by %(name)s %(when)s, after the promise fell due.") % when


def _choice(news: BadNews, voice: Voice) -> str:
    if news.answered_at is None:
        return ""
    when = {"when": voice.full(news.answered_at)}
    if news.choice is None:
        return _("None suited, said %(when)s.") % when
    return _("Chosen %(when)s: %(way)s") % {**when, "way": news.choice.text}
