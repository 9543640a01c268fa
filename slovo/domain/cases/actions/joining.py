"""Two persons are one: in one case he waits for one word of a kind, the earlier."""

from slovo.domain.cases.actions.clocks import withdraw_promise
from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import RULE
from slovo.domain.clients.actions.joining import Joining
from slovo.domain.clients.merging import settles


@settles("cases.promise.person")
def _join_clocks(joining: Joining) -> None:
    running = Promise.objects.filter(ended_at=None, source=RULE).select_related("case")
    for his in running.filter(person=joining.gone).order_by("pk"):
        same = running.filter(person=joining.kept, case=his.case, kind=his.kind).first()
        if same is not None:
            later = max(his, same, key=lambda promise: promise.due_at)
            withdraw_promise(later, by=joining.by, at=joining.at)
            joining.end(later)
