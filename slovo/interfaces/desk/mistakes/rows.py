"""A mistake in words for one reader: what it is, what comes next, how each step stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.access.links import standing_token
from slovo.domain.cases.models import Case
from slovo.domain.delivery.wordings import question_url
from slovo.domain.mistakes.models import Mistake, Step, Verification
from slovo.domain.staff.models import User
from slovo.interfaces.desk.spoken import Voice
from slovo.lib.prepared import Prepared

_ANY = Prepared(
    lambda case: Mistake.objects.all().open().filter(case=case).order_by("pk").values_list("pk")[:1]
)
MOST = 6
LOOKS = {Step.CLOSED: "ended", Step.DROPPED: "ended", Step.VERIFY: "waiting"}


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """`look` is late, soon, waiting or ended."""

    mistake: Mistake
    text: str
    found: str
    state: str
    look: str
    is_early: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """One stamp of the way: its name, when it came or is due, and how that looks."""

    name: str
    words: str
    look: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """The client was asked whether it is right now."""

    asked: Verification
    words: str
    link: str


def mistake_row(mistake: Mistake, voice: Voice) -> MistakeRow:
    found = {"name": mistake.discovered_by.full_name, "when": voice.full(mistake.discovered_at)}
    state, look = _state(mistake, voice)
    return MistakeRow(
        mistake, str(mistake), _("%(name)s, %(when)s") % found, state, look, mistake.found_early
    )


def open_rows(case: Case, user: User, voice: Voice) -> list[MistakeRow]:
    """What went wrong in this case and is not closed; most cases have nothing of it."""
    if not _ANY(case=case.pk):
        return []
    found = Mistake.objects.visible_to(user).open().filter(case=case)
    related = found.select_related("discovered_by", "plan").order_by("discovered_at", "pk")
    return [mistake_row(mistake, voice) for mistake in related]


def today_rows(user: User, whose: str, voice: Voice) -> list[MistakeRow]:
    """What is still to be done about mistakes, the soonest due first."""
    found = Mistake.objects.visible_to(user).open()
    if whose == "mine":
        hands = Q(case__handler=user) | Q(case__answerer=user) | Q(case__principal=user)
        found = found.filter(hands | Q(discovered_by=user))
    related = found.select_related("case__person", "discovered_by")
    rows = sorted(related, key=lambda mistake: (mistake.due_at or voice.now, mistake.pk))
    return [mistake_row(mistake, voice) for mistake in rows[:MOST]]


def steps_of(mistake: Mistake, voice: Voice) -> list[StepRow]:
    """From discovery to the client's yes; what is ahead has its limit."""
    return [
        StepRow(_("Found"), voice.full(mistake.discovered_at), "kept"),
        _step(_("Read by a leader"), mistake.seen_at, None, mistake, voice),
        _step(_("Admitted"), mistake.admitted_at, mistake.admit_by, mistake, voice),
        _step(_("Apologised"), mistake.apologised_at, mistake.admit_by, mistake, voice),
        _step(_("Given a date"), mistake.plan_at, mistake.plan_by, mistake, voice),
        _step(_("Put right"), mistake.corrected_at, mistake.correct_by, mistake, voice),
        _step(
            _("The client says: right"),
            mistake.verified_by_client_at,
            mistake.verify_by,
            mistake,
            voice,
        ),
    ]


def asked_rows(mistake: Mistake, voice: Voice) -> list[AskedRow]:
    rows = mistake.verifications.select_related("asked_by", "heard_by", "case__person")
    return [_asked_row(asked, voice) for asked in rows.order_by("asked_at", "pk")]


def _asked_row(asked: Verification, voice: Voice) -> AskedRow:
    token = standing_token(asked.case.person, asked.subject) if asked.is_waiting else None
    url = question_url(token) if token else ""
    if asked.withdrawn_at:
        return AskedRow(asked, _("No longer asked."), "")
    if asked.answered_at is None:
        when = {"when": voice.full(asked.asked_at)}
        return AskedRow(asked, _("Asked %(when)s, no answer yet.") % when, url)
    said = {"when": voice.full(asked.answered_at), "answer": asked.get_answer_display()}
    if asked.heard_by:
        words = _("%(answer)s, told to %(name)s %(when)s.")
        return AskedRow(asked, words % {**said, "name": asked.heard_by.full_name}, url)
    return AskedRow(asked, _("%(answer)s, by the link %(when)s.") % said, url)


def _step(
    name: str,
    done_at: datetime | None,
    due_at: datetime | None,
    mistake: Mistake,
    voice: Voice,
) -> StepRow:
    if done_at:
        is_late = due_at is not None and done_at > due_at
        late = {"when": voice.full(done_at)}
        words = _("%(when)s, too late") % late if is_late else voice.full(done_at)
        return StepRow(name, words, "broken" if is_late else "kept")
    if mistake.closed_at:
        return StepRow(name, _("never"), "over")
    if due_at is None:
        return StepRow(name, _("not yet"), "over")
    return StepRow(name, voice.by(due_at), "late" if due_at < voice.now else "soon")


def _state(mistake: Mistake, voice: Voice) -> tuple[str, str]:
    step, due_at = mistake.step, mistake.due_at
    if due_at is None:
        return str(step.label), LOOKS.get(step, "soon")
    is_late = due_at < voice.now
    words = {"step": step.label, "due": voice.by(due_at)}
    return _("%(step)s: %(due)s") % words, "late" if is_late else LOOKS.get(step, "soon")
