"""Outside the firm's hours a client's word reaches whoever is on duty, and is counted (R013)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.outgoing import is_braked, send_house_words
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.wordings import late_words
from slovo.domain.duty.coverage import night_desk
from slovo.domain.duty.models import LateWord
from slovo.domain.journal.actors import HOUSE, Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.models import User, principals

WITHIN = timedelta(days=30)
USUAL = 3
ONCE_IN = timedelta(hours=12)
SAYS_WHO = ("receipt", "late", "missed_call")


@transaction.atomic(savepoint=False)
def tell_duty(
    case: Case, *, why: str, besides: Iterable[User] = (), by: Doer, at: datetime
) -> list[User]:
    """Who was told; nobody in working hours. With an empty desk the principal hears of it."""
    desk = night_desk(at)
    if desk is None:
        return []
    users = desk.users or audience(case, "principal") or principals()
    known = {user.pk for user in besides}
    late = LateWord.objects.create(person=case.person, case_id=case.pk, team=desk.team, at=at)
    told = [user.pk for user in users]
    record("lateword.heard", late, by=by, at=at, case=case, told=told, empty=not desk.users)
    alert(case, [user for user in users if user.pk not in known], why=why, by=by, at=at)
    _notice_habit(late, case, at)
    return users


@transaction.atomic(savepoint=False)
def say_who_was_told(case: Case, users: list[User], *, by: Doer, at: datetime) -> Message | None:
    """Once a night, to who writes again in a case he has his receipt for."""
    house = case.messages.filter(wording__in=SAYS_WHO, at__gt=at - ONCE_IN)
    if not users or house.exists() or is_braked(case, at):
        return None
    words = late_words(case, users, at)
    letter = send_house_words(case, wording="late", words=words, by=by, at=at)
    if letter:
        record("lateword.receipted", letter, by=by, at=at, case=case, facts=(letter,))
    return letter


def _notice_habit(late: LateWord, case: Case, at: datetime) -> None:
    """The fourth in thirty days is a topic to talk about; it never bars the client."""
    lately = LateWord.objects.filter(person=late.person_id, at__gt=at - WITHIN)
    if lately.count() <= USUAL or lately.exclude(told_at=None).exists():
        return
    late.told_at = at
    late.save(update_fields=["told_at"])
    alert(case, audience(case, "principal"), why="often_late", by=HOUSE, at=at)
