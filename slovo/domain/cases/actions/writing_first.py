"""We write first: to an organisation, about a topic, to whoever answers there for it (R064)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.answering import EmptyLetter, answer_case, note_case
from slovo.domain.cases.actions.beginning import own_case
from slovo.domain.cases.actions.holding import hold_letter
from slovo.domain.cases.models import Case
from slovo.domain.clients.actions.responsibility import NotOfThisOrganisation, want_responsible
from slovo.domain.clients.models import Organisation, Person, Topic
from slovo.domain.clients.responsibility import answers_for
from slovo.domain.courtesy.contact import may_contact
from slovo.domain.courtesy.models import Kind
from slovo.domain.engagements.models import engagement_of
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class AnotherAnswersForIt(Refusal):
    """Somebody else answers there for this: write to him, or say why not."""

    def __init__(self, sentence: str, proposed: Person) -> None:
        self.proposed = proposed
        super().__init__(sentence)


class NobodyIsKnown(Refusal):
    """Nobody answers for it there as far as we know: choose to whom the letter goes."""


class WordBeforeItself(Refusal):
    """The letter waits for the end of quiet days; the next word comes after it."""


class SubjectMissing(Refusal):
    """A letter of ours says in its head what it is about."""


@transaction.atomic
def write_to_organisation(  # noqa: PLR0913 - a letter has this many sides
    organisation: Organisation,
    *,
    topic: Topic,
    person: Person | None = None,
    subject: str,
    html: str,
    why: str = "",
    urgent: str = "",
    next_word_at: datetime | None = None,
    send_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Case:
    """Open a case with a letter of ours, to whoever answers for it; to another one: say `why`.

    In his quiet days it waits for their end, unless it is `urgent`, in words (R066).
    """
    refuse_unless_allowed("write_to_organisation", by)
    if not subject.strip():
        raise SubjectMissing(_("Write what the letter is about."))
    if not html.strip():
        raise EmptyLetter(_("Write something first."))
    proposed = _proposed(organisation, topic, by=by, at=at)
    person = _to_whom(organisation, person or proposed)
    is_other = proposed is not None and proposed.pk != person.pk
    if proposed is not None and is_other and not why.strip():
        sentence = _("%(name)s answers there for “%(topic)s”. Write to them, or say why not.")
        names = {"name": proposed.full_name, "topic": topic.name}
        raise AnotherAnswersForIt(sentence % names, proposed)
    agreed = engagement_of(person, organisation)
    quiet = may_contact(person, Kind.QUESTION, at)
    begins_at = at if urgent.strip() else quiet.free_at or at
    sides: dict[str, Any] = {"subject": subject, "begins_at": begins_at}
    case = own_case(person, organisation, agreed, **sides, by=by, at=at)
    refs = {"topic": topic.pk, "person": person.pk, "proposed": proposed.pk if proposed else None}
    record("matter.addressed", case, by=by, at=at, case=case, facts=(case,), **refs)
    if proposed is not None and is_other:
        words = _("About “%(topic)s” we wrote to %(person)s and not to %(proposed)s.")
        names = {"topic": topic.name, "person": person.full_name, "proposed": proposed.full_name}
        note = format_html("<p>{} {}</p>", words % names, why.strip())
        note_case(case, html=note, by=by, at=at)
    word_at = next_word_at or case.service_class.next_word_after(begins_at, case.pace)
    if word_at <= begins_at:
        raise WordBeforeItself(_("In quiet days the letter waits: promise a later word."))
    said: dict[str, Any] = {"html": html, "next_word_at": word_at, "insists": begins_at > at}
    message = answer_case(case, **said, send_at=send_at, by=by, at=at)
    if begins_at > at:
        hold_letter(message, by=by, at=at)
    elif not quiet.allowed:
        words = format_html("<p>{} {}</p>", quiet.reason, urgent.strip())
        note_case(case, html=words, by=by, at=at)
    return case


def _to_whom(organisation: Organisation, person: Person | None) -> Person:
    if person is None:
        raise NobodyIsKnown(_("Nobody is known there for this: choose to whom the letter goes."))
    if not person.standings.filter(organisation=organisation, to_date=None).exists():
        names = {"person": person.full_name, "organisation": organisation.name}
        raise NotOfThisOrganisation(_("%(person)s does not stand for %(organisation)s.") % names)
    return person


def _proposed(organisation: Organisation, topic: Topic, *, by: User, at: datetime) -> Person | None:
    known = answers_for(organisation, topic)
    if known is None:
        want_responsible(organisation, topic=topic, by=by, at=at)
    return known.person if known else None
