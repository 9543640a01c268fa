"""Two persons are one: what was noted for both at once is one deed, a row of three is told once,
and nobody was sent to us by himself."""

from slovo.domain.clients.actions.joining import Joining
from slovo.domain.clients.merging import settles
from slovo.domain.loyalty.models import RealAction, Sign, Streak, VoiceWish


@settles("loyalty.realaction.person")
def _join_real_actions(joining: Joining) -> None:
    kept = RealAction.objects.filter(person=joining.kept)
    for his in RealAction.objects.filter(person=joining.gone).order_by("pk"):
        if kept.filter(kind=his.kind, done_at=his.done_at, done_by=his.done_by_id).exists():
            joining.leave(his)


@settles("loyalty.streak.person")
def _join_streaks(joining: Joining) -> None:
    kept = Streak.objects.filter(person=joining.kept)
    for his in Streak.objects.filter(person=joining.gone).order_by("pk"):
        if kept.filter(since=his.since).exists():
            joining.leave(his)


@settles("loyalty.voicewish.person")
def _join_voice_wishes(joining: Joining) -> None:
    if VoiceWish.objects.filter(person=joining.kept).exists():
        for his in VoiceWish.objects.filter(person=joining.gone):
            joining.leave(his)


@settles("loyalty.sign.referred")
def _join_referrals(joining: Joining) -> None:
    """Whoever was sent by himself was sent by nobody."""
    two = [joining.kept.pk, joining.gone.pk]
    for row in Sign.objects.filter(person__in=two, referred__in=two).order_by("pk"):
        if row.dropped_at is None:
            joining.alter(row, dropped_at=joining.at)
        joining.leave(row)
