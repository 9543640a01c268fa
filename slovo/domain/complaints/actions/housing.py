"""The case in which a complaint is talked through, kept from the people complained of."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.attaching import File
from slovo.domain.cases.actions.clocks import keep_promise
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.cases.locking import locked
from slovo.domain.cases.models import Level
from slovo.domain.cases.models.promise import Kind
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.owners import begins_it
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.staff.levels import sees_all
from slovo.domain.staff.models import Firm, User, principals


@transaction.atomic(savepoint=False)
def give_room(
    complaint: Complaint,
    accused: Collection[User],
    files: Sequence[File] = (),
    *,
    by: Doer,
    at: datetime,
) -> None:
    """Its letter's own case when that is all there is of it; else a new one with his words."""
    letter = complaint.letter
    if letter is not None and begins_it(letter, complaint.about):
        complaint.case, complaint.about = locked(letter.case), None
        put_in_room(complaint, accused, by=by, at=at)
        return
    complaint.case = open_case(
        complaint.person,
        subject=_subject(complaint),
        channel=complaint.medium,
        organisation=complaint.organisation,
        heard_at=complaint.received_at,
        by=by,
        at=at,
    )
    complaint.case.receipted_at = at  # the complaint's own receipt is the one he gets
    put_in_room(complaint, accused, by=by, at=at)
    heard = hear_message(
        complaint.case,
        person=complaint.person,
        text=complaint.stated,
        channel=complaint.medium,
        heard_at=complaint.received_at,
        files=files,
        by=by,
        at=at,
    )
    complaint.case = heard.case


@transaction.atomic(savepoint=False)
def put_in_room(complaint: Complaint, accused: Collection[User], *, by: Doer, at: datetime) -> None:
    """The owner works on it and answers; nobody else reads it but principals who may.

    What is said of a principal is the circle's alone: two principals of whom it is not said stand
    in it, beside the owner. While nobody at all could see it through he still reads it, so as to
    name somebody outside.
    """
    case = complaint.case
    leaders = [user for user in principals() if user not in accused]
    is_owned = bool(complaint.owner or complaint.outside_owner_address or leaders)
    is_circle = is_owned and any(sees_all(user) for user in accused)
    case.level = Level.CIRCLE if is_circle else Level.RELATIONSHIP
    case.handler = case.answerer = complaint.owner or next(iter(leaders), None)
    if is_circle:
        leaders.sort(key=lambda user: user == complaint.owner)
    case.principal = next(iter(leaders), None)
    case.deputy = leaders[1] if is_circle and len(leaders) > 1 else None
    case.confided_at = case.confided_at or at
    case.confided_by, case.changed_at = complaint.owner, at
    case.save()
    case.promises.open().filter(source="rule").update(owner=case.answerer)
    if case.handler:
        for promise in case.promises.open().filter(kind=Kind.ASSIGNMENT):
            keep_promise(promise, message=None, by=by, at=at)
    hands = {"handler": case.handler_id, "answerer": case.answerer_id}
    record("case.confided", case, by=by, at=at, case=case, facts=(case,), level=case.level)
    record("case.assigned", case, by=by, at=at, case=case, facts=(case,), **hands)


def _subject(complaint: Complaint) -> str:
    firm = Firm.current()
    language = complaint.person.language or (firm.language if firm else "en")
    with translation.override(language):
        subject = complaint.about.subject if complaint.about else complaint.stated
        return _("Complaint: %(subject)s") % {"subject": " ".join(subject.split())[:200]}
