"""The promises of one case, ours and the client's, beside the talk."""

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import US
from slovo.interfaces.desk.promises.rows import PromiseRow, promise_row
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import PreparedModels

MOST = 12
_GIVEN = PreparedModels(
    Promise,
    lambda case: (
        Promise.objects.given()
        .filter(case=case)
        .select_related("owner", "person", "overridden_by")
        .order_by("-due_at", "-pk")[: MOST * 4]
    ),
)


def panel_of(case: Case, voice: Voice) -> list[PromiseRow]:
    """What is open first, the next due first; then what ended, the latest first."""
    rows = _GIVEN(case=case.pk)
    for row in rows:
        row.case = case
    opened = sorted((row for row in rows if not row.ended_at), key=lambda row: row.due_at)
    ended = [row for row in rows if row.ended_at]
    return [promise_row(promise, voice) for promise in [*opened, *ended][:MOST]]


def keepable_by_letter(rows: list[PromiseRow], case: Case) -> list[Promise]:
    """What a letter to the client may bring."""
    wanted = (row.promise for row in rows if row.is_open)
    return [p for p in wanted if p.owed_by == US and p.person_id == case.person_id]
