"""What stands in the way of a parting: open promises and matters, and what apps above name."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import US
from slovo.domain.clients.models import Person

# Each says in sentences what of this person is open, such as a complaint.
Bar = Callable[[Person], list[str]]
BARS: list[Bar] = []


def in_the_way_of(person: Person) -> list[str]:
    """Sentences; none when nothing is."""
    return [
        *_promises(person),
        *_cases(person, _matter(person)),
        *(words for bar in BARS for words in bar(person)),
    ]


def _matter(person: Person) -> Case | None:
    """The case in which the letter is written; it ends with the parting itself."""
    last = person.engagements.filter(ended_at=None).order_by("pk").last()
    his = Case.objects.open().filter(engagement=last, person=person)
    found: Case | None = his.order_by("pk").first() if last else None
    return found


def _promises(person: Person) -> list[str]:
    whose = Q(person=person) | Q(case__person=person)
    ours = Promise.objects.open().given().filter(whose, owed_by=US)
    return [
        _("“%(text)s” is still promised.") % {"text": promise.text}
        for promise in ours.order_by("due_at", "pk")
    ]


def _cases(person: Person, matter: Case | None) -> list[str]:
    rows = Case.objects.open().filter(person=person)
    others = rows.exclude(pk=matter.pk) if matter else rows
    return [
        _("%(ref)s “%(subject)s” is still open.") % {"ref": case.ref, "subject": case.subject}
        for case in others.order_by("opened_at", "pk")
    ]
