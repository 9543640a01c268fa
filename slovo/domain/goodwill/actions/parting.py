"""We part: a letter with a way on, all that is his, and nothing unasked afterwards (R012)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from slovo.domain.billing.models import Invoice
from slovo.domain.cases.actions.answering import answer_case
from slovo.domain.cases.actions.beginning import matter_of, own_case
from slovo.domain.cases.models import Case
from slovo.domain.cases.ways import is_written_to
from slovo.domain.clients.models import Person
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.courtesy.models import Level
from slovo.domain.engagements.actions.engagements import end_engagement
from slovo.domain.engagements.models import Engagement
from slovo.domain.goodwill.actions.telling import refuse_reproach
from slovo.domain.goodwill.bars import in_the_way_of
from slovo.domain.goodwill.models import Parting
from slovo.domain.goodwill.spans import TWICE_WITHIN
from slovo.domain.goodwill.words import alike, plain
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.actions.rules import cite_rule
from slovo.domain.standards.citing import citable
from slovo.domain.standards.models import Act, RuleVersion

EXPORT_DAYS = 5


class SomethingIsOpen(Refusal):
    """Promises, matters or complaints are open: they are done or handed over first."""


class WayOnMissing(Refusal):
    """Who is sent away is told who may help him."""


class PartingUnclear(Refusal):
    """Why we part, and how the last invoice stands, is written down."""


class PartedAlready(Refusal):
    """Nobody is parted with twice."""


@transaction.atomic
def part_with(  # noqa: PLR0913 - a parting has this many sides
    person: Person,
    *,
    reason: str,
    html: str,
    ways_on: Sequence[str],
    rule: RuleVersion | None,
    last_invoice_words: str,
    last_invoice: Invoice | None = None,
    by: User,
    at: datetime,
) -> Parting:
    """The letter leaves at once, agreements end, and he hears nothing unasked from now on.

    Whom no letter reaches is told by other ways (`tell_parting`).
    """
    refuse_unless_allowed("part_with", by)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    same = person.partings.filter(parted_by=by, reason=reason.strip())
    if twin := same.filter(parted_at__gt=at - TWICE_WITHIN).first():
        return twin
    running = list(person.engagements.filter(ended_at=None).order_by("pk"))
    if not running and person.partings.exists():
        raise PartedAlready(_("We have parted with this client already."))
    ways = [" ".join(way.split()) for way in ways_on if way.strip()]
    _refuse_unclear(html, ways, reason, last_invoice_words)
    refuse_reproach(html, person.pk, reason)
    cited = citable(rule, at)
    _refuse_open(person, by)
    case = _matter(person, running, by=by, at=at)
    export_by = case.service_class.calendar.working_hours().close_of_business_day(at, EXPORT_DAYS)
    made: Parting = Parting.objects.create(
        person=person,
        case=case,
        reason=reason.strip(),
        ways_on=ways,
        rule=cited,
        last_invoice=last_invoice,
        last_invoice_words=last_invoice_words.strip()[:300],
        parted_by=by,
        parted_at=at,
        export_by=export_by,
        next_at=export_by,
        words=html,
    )
    if is_written_to(person):
        said: dict[str, Any] = {"html": html, "next_word_at": export_by, "insists": True}
        made.letter = answer_case(case, **said, by=by, at=at)
        made.save(update_fields=["letter"])
    cite_rule(cited, act=Act.PARTING, subject=made.subject, case_id=case.pk, by=by, at=at)
    record("parting.made", made, by=by, at=at, case=case, facts=(made,), person=person.pk)
    _say_no_more(person, running, by=by, at=at)
    return made


def _say_no_more(person: Person, running: Sequence[Engagement], *, by: User, at: datetime) -> None:
    for engagement in running:
        end_engagement(engagement, by=by, at=at)
    save_preference(person, level=Level.NONE, words=_("We have parted."), by=HOUSE, at=at)


def _matter(person: Person, running: Sequence[Engagement], *, by: User, at: datetime) -> Case:
    if running:
        return matter_of(running[-1], by=by, at=at)
    with translation.override(person.language or None):
        subject = _("Your matters with us")
    return own_case(person, None, None, subject=subject, by=by, at=at)


def _refuse_open(person: Person, by: User) -> None:
    if left := in_the_way_of(person, by):
        raise SomethingIsOpen(
            _("Before we part this is done or handed over: %(left)s") % {"left": " ".join(left)}
        )


def _refuse_unclear(html: str, ways: list[str], reason: str, last_invoice: str) -> None:
    if not reason.strip():
        raise PartingUnclear(_("Write down why we part: only principals read it."))
    if not last_invoice.strip():
        raise PartingUnclear(_("Write how the last invoice stands, even if there is none."))
    if not ways:
        raise WayOnMissing(_("Name at least one way on: who may help this client now."))
    said = alike(plain(html))
    for way in ways:
        if alike(way) not in said:
            sentence = _("The letter does not name “%(way)s”. The client should read it there.")
            raise WayOnMissing(sentence % {"way": way})
