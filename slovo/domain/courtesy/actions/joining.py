"""Two persons are one: what he said last about being written to holds (R067)."""

from slovo.domain.clients.actions.joining import Joining
from slovo.domain.clients.merging import settles
from slovo.domain.courtesy.models import Preference

SIDES = ("level", "refused", "words", "heard_by_id", "said_at")


@settles("courtesy.preference.person")
def _join_preferences(joining: Joining) -> None:
    his = Preference.objects.filter(person=joining.gone).first()
    same = Preference.objects.filter(person=joining.kept).first()
    if his is None or same is None:
        return
    if his.said_at > same.said_at:
        joining.alter(same, **{side: getattr(his, side) for side in SIDES})
    joining.leave(his)
