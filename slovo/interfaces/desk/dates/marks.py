"""The dates of a letter in the margin of the sheet, each with its question or its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case
from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.making import DoesNotFit, DroppedMissing
from slovo.domain.promises.dates import WrittenDate, dates_in, words_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.composer import Composer, Pick, Written, local
from slovo.interfaces.desk.dates.forms import PromiseOfDraftDate, prefix_of
from slovo.interfaces.desk.forms import moment_of
from slovo.interfaces.desk.spoken import Voice


@dataclass(frozen=True, slots=True)
class DateMark:
    """`state`: open, aside, promised, known; `instead` is the date that can be kept."""

    number: int
    words: str
    found: str
    due: str
    state: str
    stands: str
    form: PromiseOfDraftDate
    why: str
    instead: Pick | None

    @property
    def may_promise(self) -> bool:
        return self.state in ("open", "aside")


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed about one date, and why it could not be done."""

    typed: Mapping[str, Any]
    refusal: Refusal

    def is_of(self, number: int, words: str) -> bool:
        named = str(self.typed.get("date", "")).partition("@")[0]
        return named == str(number) and words == self.typed.get(f"{prefix_of(number)}-words")


def marks_of(
    case: Case,
    user: User,
    voice: Voice,
    *,
    written: Written,
    next_word_at: datetime | None,
    refused: Refused | None = None,
) -> list[DateMark]:
    if written.is_note:
        return []
    text = words_of(written.html) if written.html else written.text
    dates = dates_in(text, case, user, next_word_at=next_word_at, at=voice.now)
    return [_mark(number, date, voice, refused) for number, date in enumerate(dates, 1)]


def marks_of_page(
    case: Case, user: User, voice: Voice, composer: Composer, refused: Refused | None
) -> list[DateMark]:
    written = composer.written
    told = moment_of(written.next_word) or moment_of(composer.picks[0].value)
    return marks_of(case, user, voice, written=written, next_word_at=told, refused=refused)


def instead_of(refusal: Refusal | None, voice: Voice) -> Pick | None:
    """The earliest date that can be kept, one press away."""
    at = None
    if isinstance(refusal, DoesNotFit):
        at = refusal.earliest
    elif isinstance(refusal, DroppedMissing):
        at = refusal.proposed
    return Pick(local(at, voice), voice.full(at), "", is_chosen=False) if at else None


def _mark(number: int, date: WrittenDate, voice: Voice, refused: Refused | None) -> DateMark:
    is_refused = refused is not None and refused.is_of(number, date.words)
    refusal = refused.refusal if refused and is_refused else None
    typed = refused.typed if refused and is_refused else None
    initial = {"text": date.sentence, "due_at": local(date.due_at, voice)}
    form = PromiseOfDraftDate(typed, prefix=prefix_of(number), initial=initial)
    state, stands = _standing(date, voice)
    return DateMark(
        number=number,
        words=date.words,
        found=date.due_at.isoformat(),
        due=voice.full(date.due_at),
        state=state,
        stands=stands,
        form=form,
        why=str(refusal or ""),
        instead=instead_of(refusal, voice),
    )


def _standing(date: WrittenDate, voice: Voice) -> tuple[str, str]:
    decided = date.decided
    if decided is None:
        return ("known", _("Promised already.")) if date.is_known else ("open", "")
    if decided.promise is None:
        return "aside", _("Not a promise.")
    due = voice.full(decided.promise.due_at)
    if decided.promise.due_at == date.due_at:
        return "promised", _("Promised for %(when)s.") % {"when": due}
    sentence = _("Promised for %(when)s. The letter says another date: change its words.")
    return "promised", sentence % {"when": due}
