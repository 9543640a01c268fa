"""What cases hear of from below, in the transaction where it happened."""

from collections.abc import Collection

from django.db.models import Q

from slovo.domain.cases.actions.closing import ask_if_solved
from slovo.domain.cases.actions.delivering import deliver_message, return_message
from slovo.domain.cases.actions.holding import let_letter_go
from slovo.domain.cases.actions.indexing import index_again
from slovo.domain.cases.actions.recomputing import recompute_open_cases
from slovo.domain.cases.actions.reminding import say_reminder, take_back
from slovo.domain.cases.actions.rerouting import reroute_message
from slovo.domain.cases.leaving import refuse_while_needed
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.ways import EMAIL
from slovo.domain.clients.models import Standing
from slovo.domain.courtesy.models import Approach
from slovo.domain.hooks.withholding import withhold
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.staff.models import User
from slovo.domain.standards.models import ServiceClass


def _message_of(event: Event) -> Message | None:
    delivery_id = int(event.subject.partition(":")[2])
    return Message.objects.select_related("case", "person").filter(delivery=delivery_id).first()


@on("delivery.sent")
def _sent(event: Event) -> None:
    message = _message_of(event)
    if message:
        deliver_message(message, by=HOUSE, at=event.at)


@on("delivery.failed")
@on("delivery.returned")
def _returned(event: Event) -> None:
    message = _message_of(event)
    if message:
        return_message(message, by=HOUSE, at=event.at)
        delivery = message.delivery
        if delivery and delivery.way != EMAIL:
            reroute_message(message, why=delivery.failure, by=HOUSE, at=event.at)


@on("approach.freed")
def _may_be_said(event: Event) -> None:
    kind = event.refs["about"].partition(":")[0]
    ways = {"promise": say_reminder, "case": ask_if_solved, "message": let_letter_go}
    say = ways.get(kind)
    if say:
        approach = Approach.objects.get(pk=int(event.subject.partition(":")[2]))
        say(approach, by=HOUSE, at=event.at)


@on("approach.cancelled")
def _will_not_be_said(event: Event) -> None:
    approach = Approach.objects.get(pk=int(event.subject.partition(":")[2]))
    if approach.delivery_id:
        take_back(approach, by=HOUSE, at=event.at)


@on("class.changed")
@on("calendar.changed")
def _rules_changed(event: Event) -> None:
    kind, _sep, key = event.subject.partition(":")
    column = "pk" if kind == "serviceclass" else "calendar"
    classes = ServiceClass.objects.filter(**{column: int(key)}).select_related("calendar")
    recompute_open_cases(classes.prefetch_related("calendar__days"), by=HOUSE, at=event.at)


@on("person.changed")
@on("person.stands_for")
@on("person.left_organisation")
def _person_is_called_otherwise(event: Event) -> None:
    changed = set(event.refs.get("changed", ("full_name",)))
    if changed & {"full_name", "called", "phone", "addresses", "standings"}:
        cases = Case.objects.filter(person=int(event.subject.partition(":")[2]))
        index_again(cases.order_by("-pk").values_list("pk", flat=True), by=HOUSE, at=event.at)


@on("person.merged")
@on("person.parted")
def _persons_are_one_or_two(event: Event) -> None:
    two = (int(event.subject.partition(":")[2]), event.refs["gone"])
    cases = Case.objects.filter(person__in=two).order_by("-pk").values_list("pk", flat=True)
    index_again(cases, by=HOUSE, at=event.at)


@on("organisation.changed")
def _organisation_is_called_otherwise(event: Event) -> None:
    named = int(event.subject.partition(":")[2])
    stand_for_it = Standing.objects.filter(organisation=named, to_date=None).values("person")
    own = Q(organisation=named) | Q(organisation=None, person__in=stand_for_it)
    cases = Case.objects.filter(own).order_by("-pk").values_list("pk", flat=True)
    index_again(cases, by=HOUSE, at=event.at)


@on("user.left")
def _left(event: Event) -> None:
    refuse_while_needed(User.objects.get(pk=int(event.subject.partition(":")[2])))


@withhold
def told_in_confidence(case_ids: Collection[int]) -> list[int]:
    """Not a word of these leaves the house (R018)."""
    confided = Case.objects.filter(pk__in=case_ids, confided_at__isnull=False)
    return list(confided.order_by("pk").values_list("pk", flat=True))
