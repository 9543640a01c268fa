"""Two persons are one: what was noted for both at once is one deed, a row of three is told once."""

from slovo.domain.clients.actions.joining import Joining
from slovo.domain.clients.merging import settles
from slovo.domain.loyalty.models import RealAction, Streak, VoiceWish


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
