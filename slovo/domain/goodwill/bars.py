"""What stands in the way of a parting: open promises and matters, and what apps above name."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.models.promise import US
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User

# Each says in sentences what of this person is open, such as a complaint, and to whom.
Bar = Callable[[Person, User], list[str]]
BARS: list[Bar] = []


def in_the_way_of(person: Person, reader: User) -> list[str]:
    """Sentences, each once; none when nothing is. What is kept from the reader has no name."""
    found = [
        *_promises(person, reader),
        *_cases(person, _matter(person), reader),
        *(words for bar in BARS for words in bar(person, reader)),
    ]
    return list(dict.fromkeys(found))


def named(rows: Any, reader: User, words: Callable[[Any], str]) -> list[str]:
    """A sentence for each; for those he may not read the same one, that says nothing of them."""
    shown = set(rows.visible_to(reader).values_list("pk", flat=True))
    kept = _("Something this client has told in confidence is still open.")
    return [words(row) if row.pk in shown else kept for row in rows]


def _matter(person: Person) -> Case | None:
    """The case in which the letter is written; it ends with the parting itself."""
    last = person.engagements.filter(ended_at=None).order_by("pk").last()
    his = Case.objects.open().filter(engagement=last, person=person)
    found: Case | None = his.order_by("pk").first() if last else None
    return found


def _promises(person: Person, reader: User) -> list[str]:
    whose = Q(person=person) | Q(case__person=person)
    ours = Promise.objects.open().given().filter(whose, owed_by=US)
    sentence = _("“%(text)s” is still promised.")
    return named(ours.order_by("due_at", "pk"), reader, lambda row: sentence % {"text": row.text})


def _cases(person: Person, matter: Case | None, reader: User) -> list[str]:
    rows = Case.objects.open().filter(person=person)
    others = rows.exclude(pk=matter.pk) if matter else rows
    sentence = _("%(ref)s “%(subject)s” is still open.")
    return named(
        others.order_by("opened_at", "pk"),
        reader,
        lambda case: sentence % {"ref": case.ref, "subject": case.subject},
    )
