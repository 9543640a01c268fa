"""Who may see a complaint through: nobody who worked on the matter, nor is complained of."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.complaints.models import Complaint
from slovo.domain.staff.models import Team, User
from slovo.domain.staff.rights import Role

WORKING = ("handler", "answerer")


@dataclass(frozen=True, slots=True)
class Involved:
    """Colleagues who cannot own it: by themselves, or because they are of a team of theirs."""

    people: frozenset[int]
    team: frozenset[int] = field(default_factory=frozenset)

    def bars(self, user: User) -> bool:
        """In a small firm everybody is of one team: a principal is barred for himself only."""
        if user.pk in self.people:
            return True
        return user.pk in self.team and not user.has_role(Role.PRINCIPAL)


def working_on(about: Case | None) -> set[int]:
    keys = {getattr(about, f"{hand}_id") for hand in WORKING} if about else set()
    return keys - {None}


def involved_in(people: set[int]) -> Involved:
    teams = Team.objects.filter(closed_at=None, members__in=people)
    team = User.objects.filter(teams__in=teams).values_list("pk", flat=True)
    return Involved(frozenset(people), frozenset(team) - people)


def involved_of(complaint: Complaint) -> Involved:
    accused = complaint.against.values_list("pk", flat=True)
    worked = complaint.worked.values_list("pk", flat=True)
    return involved_in({*accused, *worked} | working_on(complaint.about))


def candidates(involved: Involved) -> list[User]:
    """Whose work it is first, whoever has the fewest; then the principals."""
    still = Q(complaints_owned__closed_at=None)
    known = User.objects.filter(left_at=None).annotate(load=Count("complaints_owned", filter=still))
    able = [user for user in known.order_by("load", "pk") if not involved.bars(user)]
    owners = [user for user in able if user.has_role(Role.COMPLAINT_OWNER)]
    leaders = [user for user in able if user.has_role(Role.PRINCIPAL)]
    return [*owners, *(user for user in leaders if user not in owners)]


def begins_it(letter: Message, about: Case | None) -> bool:
    """The letter is all there is of its case: nobody has answered, nothing was promised."""
    case = letter.case
    if about is None or about.pk != case.pk or case.first_answered_at:
        return False
    if letter.direction != Direction.IN or not case.is_open:
        return False
    others = case.messages.exclude(pk=letter.pk).exclude(nature=Nature.HOUSE)
    return not others.exists() and not case.promises.given().exists()
