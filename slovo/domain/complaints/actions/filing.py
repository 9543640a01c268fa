"""A complaint is taken in: in one tap from a letter, a call or a case, or by the client himself."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.attaching import File
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.complaints.actions.housing import give_room
from slovo.domain.complaints.actions.owning import find_owner, tell_of
from slovo.domain.complaints.actions.receipting import send_complaint_receipt
from slovo.domain.complaints.dues import set_dues
from slovo.domain.complaints.ladder import next_step
from slovo.domain.complaints.limits import country_of, kind_of, limit_for
from slovo.domain.complaints.models import Complaint, Medium, Terms
from slovo.domain.complaints.owners import begins_it, involved_in, working_on
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.lib.rows import first, most

FIRST_ZONE = timedelta(hours=14)


class NothingStated(Refusal):
    """What is wrong must stand there, in the client's words."""


class ReceivedLater(Refusal):
    """Nobody can have received it after it is written down."""


class NotHappenedYet(Refusal):
    """The day of the problem lies ahead, whatever the zone of the client."""


class AnothersMatter(Refusal):
    """The matter or the letter is another person's."""


@transaction.atomic
def file_complaint(  # noqa: PLR0913 - the record has this many sides (ISO 10002, annex C)
    person: Person,
    *,
    stated: str = "",
    about: Case | None = None,
    letter: Message | None = None,
    organisation: Organisation | None = None,
    medium: str = "",
    representative: str = "",
    remedy_sought: str = "",
    problem_on: date | None = None,
    is_repeated: bool = False,
    against: Collection[User] | None = None,
    owner: User | None = None,
    client_kind: str = "",
    received_at: datetime | None = None,
    files: Sequence[File] = (),
    by: Doer,
    at: datetime,
) -> Complaint:
    """The receipt leaves at once and names the owner. The same letter or words are one complaint.

    `against` None: whoever works on the matter. A letter that began its case and that nobody has
    answered takes the case with it; else the complaint has a case of its own.
    """
    refuse_unless_allowed("file_complaint", by)
    words = (stated.strip() or (letter.text.strip() if letter else ""))[:20_000]
    received_at = received_at or (letter.at if letter else at)
    about = about or (letter.case if letter else None)
    _refuse_untrue(words, received_at, problem_on, at)
    _refuse_anothers(person, about, letter)
    first(Firm, pk=1, is_locked=True)  # one at a time: each takes the next number
    if twin := _twin(person, words, about, letter):
        return twin
    complaint = Complaint(
        about=about,
        letter=letter,
        person=person,
        organisation=organisation or (about.organisation if about else None),
        representative=" ".join(representative.split())[:300],
        medium=medium or _medium_of(letter),
        received_at=received_at,
        filed_at=at,
        received_by=by if isinstance(by, User) else None,
        stated=words,
        remedy_sought=" ".join(remedy_sought.split())[:500],
        problem_on=problem_on,
        is_repeated=is_repeated,
        client_kind=client_kind,
    )
    accused = _accused(about, letter, against)
    _enter(complaint, accused, owner, files, by=by, at=at)
    facts, case, medium = (complaint, complaint.case), complaint.case, complaint.medium
    record("complaint.filed", complaint, by=by, at=at, case=case, facts=facts, medium=medium)
    send_complaint_receipt(complaint, by=by, at=at)
    tell_of(complaint, by=by, at=at)
    return complaint


def _enter(
    complaint: Complaint,
    accused: list[User],
    wished: User | None,
    files: Sequence[File],
    *,
    by: Doer,
    at: datetime,
) -> None:
    """Number, owner, case, law and dues; then the row itself."""
    worked = working_on(complaint.about)
    complaint.number = int(most(Complaint, "number") or 0) + 1
    complaint.country = country_of(complaint.organisation)
    complaint.client_kind = complaint.client_kind or kind_of(complaint.organisation)
    complaint.branch = Terms.current().branch
    complaint.legal_limit = limit_for(complaint.country, complaint.client_kind, complaint.branch)
    find_owner(complaint, involved_in(worked | {user.pk for user in accused}), wished)
    give_room(complaint, accused, files, by=by, at=at)
    set_dues(complaint)
    complaint.next_at = next_step(complaint)
    complaint.save()
    complaint.against.set(accused)
    complaint.worked.set(worked)


def _refuse_untrue(
    words: str, received_at: datetime, problem_on: date | None, at: datetime
) -> None:
    if not words:
        raise NothingStated(_("Write what is wrong, in the client’s own words."))
    if received_at > at:
        raise ReceivedLater(_("Say when it was received: now, or before."))
    if problem_on and problem_on > (at + FIRST_ZONE).date():
        raise NotHappenedYet(_("Say on which day it happened: today, or before."))


def _refuse_anothers(person: Person, about: Case | None, letter: Message | None) -> None:
    """His own letter in a case of another person is his own matter, too."""
    is_his_letter = letter is not None and letter.person_id == person.pk
    is_his_case = about is None or about.person_id == person.pk
    if not is_his_letter and (letter is not None or not is_his_case):
        raise AnothersMatter(_("This matter is another person’s."))


def _twin(
    person: Person, words: str, about: Case | None, letter: Message | None
) -> Complaint | None:
    """A second press of the button finds the first complaint."""
    known = Complaint.objects.filter(person=person).select_related("case", "owner")
    if letter is not None:
        return known.filter(letter=letter).first()
    return known.open().filter(about=about, stated=words).first()


def _accused(
    about: Case | None, letter: Message | None, against: Collection[User] | None
) -> list[User]:
    """Of a letter that nobody has worked on nobody can be accused by the house itself."""
    if against is not None:
        keys = {user.pk for user in against}
    else:
        keys = set() if letter and begins_it(letter, about) else working_on(about)
    return list(User.objects.filter(pk__in=keys).order_by("pk"))


def _medium_of(letter: Message | None) -> str:
    channel = letter.channel if letter else ""
    return channel if channel in Medium.values else Medium.PHONE
