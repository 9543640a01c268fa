"""A talk, or a list that waits for a yes, becomes another colleague's to see to (R020)."""

from datetime import datetime

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.talks.actions.holding import latest
from slovo.domain.talks.models import AgreedList, Talk


@transaction.atomic
def pass_talk(talk: Talk, *, to: User, by: User, at: datetime) -> Talk:
    """Who held it stays as it was; the list is the other's to send."""
    refuse_unless_allowed("note_talk", by)
    talk = latest(talk)
    if talk.listed_at is None and talk.minded_by != to:
        talk.minder = to
        talk.save(update_fields=["minder"])
        record("talk.passed", talk, by=by, at=at, case=talk.case, to=to.pk)
        alert(talk.case, [to], why="talk_unlisted", by=by, at=at)
    return talk


@transaction.atomic
def pass_agreed_list(
    agreed: AgreedList, *, of: User, to: User, by: User, at: datetime
) -> AgreedList:
    """What `of` would owe after the client's yes, `to` owes."""
    refuse_unless_allowed("send_agreed_list", by)
    latest(agreed.talk)
    lines = agreed.duties.filter(owner=of, promise=None).order_by("pk")
    keys = list(lines.values_list("pk", flat=True))
    if keys:
        lines.update(owner=to)
        record("agreedlist.passed", agreed, by=by, at=at, case=agreed.case, to=to.pk, duties=keys)
    return agreed
