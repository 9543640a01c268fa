"""What still counts on a colleague: he leaves only when each of it has a successor (R004)."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.clients.models import Person, Relationship, Topic
from slovo.domain.engagements.models import Engagement
from slovo.domain.post.models import Mailbox
from slovo.domain.staff.actions.users import ColleagueIsNeeded
from slovo.domain.staff.models import Firm, User

HANDS = ("principal", "handler", "answerer", "deputy")


def refuse_while_needed(user: User) -> None:
    """Raises `ColleagueIsNeeded` with a line for all that clients have in him."""
    rows = list(counting_on(user))
    if rows:
        sentence = _("%(name)s is still needed here. Give each of these to somebody else first.")
        raise ColleagueIsNeeded(sentence % {"name": user.full_name}, rows)


def counting_on(user: User) -> Iterator[str]:
    for person in Person.objects.unmerged().filter(principal=user):
        yield _("Client %(name)s: principal") % {"name": person.full_name}
    hands = Q(*[(hand, user) for hand in HANDS], _connector=Q.OR)
    for engagement in Engagement.objects.filter(hands, ended_at=None).select_related("person"):
        names = {"title": engagement.title, "name": engagement.person.full_name}
        yield _("Agreement “%(title)s” with %(name)s") % names
    for case in Case.objects.open().filter(hands).order_by("number"):
        about = _("in confidence") if case.level else case.subject
        yield _("Case %(ref)s: %(subject)s") % {"ref": case.ref, "subject": about}
    owed = Promise.objects.open().given().filter(owner=user).select_related("case")
    for promise in owed.order_by("due_at", "pk"):
        words = _("in confidence") if promise.case.level else promise.text
        yield _("Promise “%(text)s”") % {"text": words}
    for held in Relationship.objects.running().filter(user=user).select_related("person"):
        yield _("Relationship with %(name)s") % {"name": held.person.full_name}
    yield from gates_of(user)


def gates_of(user: User) -> Iterator[str]:
    """Where new letters come to him by themselves."""
    for mailbox in Mailbox.objects.filter(handler=user, closed_at=None):
        yield _("Mailbox %(address)s: takes what comes") % {"address": mailbox.address}
    if Firm.objects.filter(front_desk=user).exists():
        yield _("The firm: takes every new request")
    for topic in Topic.objects.filter(owner=user, dropped_at=None):
        yield _("Topic “%(name)s”: takes what comes about it") % {"name": topic.name}
