"""Who is behind a number: a client by his telephone, a colleague by his extension."""

from django.utils.functional import cached_property

from slovo.domain.calls.models import Extension
from slovo.domain.cases.models import Case
from slovo.domain.clients.models import Dialled, Person
from slovo.domain.staff.models import Firm, User
from slovo.lib import phones

SHORTEST = 7  # digits: what has fewer is a number inside the house


class Callers:
    """Asks as often as needed within one verb, and the database once for each number."""

    def __init__(self) -> None:
        self._people: dict[str, Person | None] = {}

    @cached_property
    def _country(self) -> str:
        firm = Firm.current()
        return firm.country if firm else ""

    @cached_property
    def _extensions(self) -> dict[str, User]:
        return {row.number: row.user for row in Extension.objects.select_related("user")}

    def whole(self, number: str) -> str:
        """`+380445550127`, or nothing: hidden, misdialled, or an extension."""
        written = number.strip()
        if written in self._extensions or sum(map(str.isdigit, written)) < SHORTEST:
            return ""
        try:
            return phones.dialled(phones.kept(written, self._country))
        except ValueError:
            return ""

    def person(self, number: str) -> Person | None:
        """Of several with one number, whoever spoke with us last."""
        if number not in self._people:
            self._people[number] = _person_of(number)
        return self._people[number]

    def colleague(self, line: str) -> User | None:
        """By his extension or his mail address; whoever has left or may not answer is nobody."""
        written = line.strip()
        found = self._extensions.get(written)
        if found is None and "@" in written:
            found = User.objects.filter(email__iexact=written).first()
        return found if found and found.is_active and found.may("answer_case") else None


def _person_of(number: str) -> Person | None:
    rows = Person.objects.alias(dialled=Dialled("phone")).filter(dialled=number).order_by("pk")
    people = list({row.kept.pk: row.kept for row in rows.select_related("merged_into")}.values())
    if len(people) < 2:
        return people[0] if people else None
    last = Case.objects.filter(person__in=people).order_by("-heard_at", "-pk")
    spoken = last.exclude(heard_at=None).values_list("person", flat=True).first()
    return next((one for one in people if one.pk == spoken), people[0])
