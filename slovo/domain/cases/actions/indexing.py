"""Entering what search does not know yet: an older house, a name that changed in many cases."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from slovo.domain.cases.models import Case, Message, Unindexed
from slovo.domain.cases.search.entering import enter_head, enter_message
from slovo.domain.cases.search.index import index
from slovo.domain.journal.actors import Doer

BATCH = 100
SOON = 50


@transaction.atomic
def index_cases(*, by: Doer, at: datetime) -> int:  # noqa: ARG001 - every verb has a doer
    """Some of the cases that wait, the newest first; how many. Killed midway, it begins again."""
    waiting = Unindexed.objects.select_for_update().order_by("-case")[:BATCH]
    cases = Case.objects.filter(pk__in=[row.case_id for row in waiting])
    return _index(cases.select_related("person", "organisation").order_by("-pk"))


@transaction.atomic(savepoint=False)
def index_again(cases: Iterable[int], *, by: Doer, at: datetime) -> None:  # noqa: ARG001 - as above
    """A name changed: a few cases at once, the many by the keeper."""
    keys = sorted(cases, reverse=True)
    if not keys:
        return
    rows = [Unindexed(case_id=key) for key in keys]
    Unindexed.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    some = Case.objects.filter(pk__in=keys[:SOON])
    _index(some.select_related("person", "organisation").order_by("-pk"))


def _index(found: Iterable[Case]) -> int:
    cases = {case.pk: case for case in found}
    messages = list(Message.objects.filter(case__in=cases, cancelled_at=None).order_by("pk"))
    known = index().known_among(message.pk for message in messages)
    seen: set[int] = set()
    names = _names_of_files(message.pk for message in messages if message.pk not in known)
    for message in messages:
        is_first = message.case_id not in seen
        seen.add(message.case_id)
        if message.pk not in known:
            enter_message(message, names.get(message.pk, ()), is_first=is_first)
    for case in cases.values():
        enter_head(case)
    Unindexed.objects.filter(case__in=cases).delete()
    return len(cases)


def _names_of_files(messages: Iterable[int]) -> dict[int, list[str]]:
    from slovo.domain.cases.models import Attachment

    names: dict[int, list[str]] = {}
    files = Attachment.objects.filter(message__in=list(messages)).order_by("pk")
    for key, name in files.values_list("message_id", "name"):
        names.setdefault(key or 0, []).append(name)
    return names
