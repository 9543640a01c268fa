"""The sheet one writes on: what was typed or kept, the next word offered, texts used again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from slovo.domain.cases.models import Attachment, Case, Draft
from slovo.domain.cases.ways import EMAIL, TELEGRAM, chat_for
from slovo.domain.chats.models import chat_of
from slovo.domain.staff.models import Firm, User
from slovo.domain.standards.filling import filled, unfilled_words
from slovo.domain.standards.models import Macro
from slovo.interfaces.desk.forms import LOCAL
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import moments
from slovo.lib.mail.htmltext import text_of_html
from slovo.lib.prepared import PreparedModels
from slovo.lib.rows import every, first

MOST_MACROS = 100
_MACROS = PreparedModels(Macro, lambda: Macro.objects.order_by("name")[:MOST_MACROS])


@dataclass(frozen=True, slots=True)
class Pick:
    """A time offered for the next word, and why."""

    value: str
    words: str
    why: str
    is_chosen: bool


class Way(NamedTuple):
    """A way by which the letter can leave, and where it arrives."""

    value: str
    words: str
    where: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on the sheet: from a refused form, else from the draft."""

    html: str
    text: str
    is_note: bool
    next_word: str
    other: str
    question: str
    way: str = ""


class Text(NamedTuple):
    """A macro with everything filled in; `missing` says what could not be."""

    name: str
    words: str
    missing: str


@dataclass(frozen=True, slots=True)
class Composer:
    written: Written
    picks: list[Pick]
    limit: Pick | None
    is_other: bool
    files: list[Attachment]
    macros: list[Text]
    saved: str
    seen_through: str
    ways: list[Way]


def composer_of(
    case: Case,
    reader: User,
    voice: Voice,
    typed: Mapping[str, Any] | None,
    limit: datetime | None = None,
) -> Composer:
    draft = first(Draft, user_id=reader.pk, case_id=case.pk)
    written = from_form(typed) if typed else from_draft(draft, voice)
    rule = case.service_class
    default = rule.next_word_after(voice.now, case.pace) if case.is_open else voice.now
    why = _("by the class “%(name)s”") % {"name": rule.name}
    is_same = written.other == local(default, voice)
    is_other = bool(written.other) and written.next_word in ("", "other") and not is_same
    pick = Pick(default.isoformat(), voice.by(default), why, not is_other)
    return Composer(
        written=written,
        picks=[pick],
        limit=Pick(limit.isoformat(), voice.by(limit), why, is_chosen=False) if limit else None,
        is_other=is_other,
        files=every(Attachment, draft_id=draft.pk) if draft else [],
        macros=macros_for(case, reader, default),
        saved=_("Draft saved %(when)s.") % {"when": voice.full(draft.saved_at)} if draft else "",
        seen_through=voice.now.isoformat(),
        ways=ways_to(case, written.way),
    )


def ways_to(case: Case, chosen: str) -> list[Way]:
    """Nothing to choose where there is only mail."""
    chat = chat_of(case.person_id)
    if chat is None:
        return []
    by_chat = chat_for(case, case.person, chosen) is not None
    ways = [Way(TELEGRAM, _("by Telegram"), str(chat), by_chat)]
    address = case.person.address
    if address:
        ways.append(Way(EMAIL, _("by mail"), address.email, not by_chat))
    return ways


def from_form(typed: Mapping[str, Any]) -> Written:
    html = typed.get("html", "")
    return Written(
        html=html,
        text=typed.get("text", "") or text_of_html(html),
        is_note=typed.get("kind") == "note",
        next_word=typed.get("next_word", ""),
        other=typed.get("next_word_other", ""),
        question=typed.get("question", ""),
        way=typed.get("way", ""),
    )


def from_draft(draft: Draft | None, voice: Voice) -> Written:
    if draft is None:
        return Written("", "", is_note=False, next_word="", other="", question="")
    ahead = draft.next_word_at if draft.next_word_at and draft.next_word_at > voice.now else None
    return Written(
        html=draft.html,
        text=text_of_html(draft.html) if draft.html else "",
        is_note=draft.is_note,
        next_word="other" if ahead else "",
        other=local(ahead, voice) if ahead else "",
        question=draft.question,
    )


def local(at: datetime, voice: Voice) -> str:
    return at.astimezone(voice.midnight(at).tzinfo).strftime(LOCAL)


def macros_for(case: Case, reader: User, word_at: datetime) -> list[Text]:
    """In the client’s language."""
    found = _MACROS()
    if not found:
        return []
    firm = Firm.current()
    language = case.person.language or (firm.language if firm else reader.language)
    values = {
        "person.called": case.person.called or case.person.full_name,
        "person.full_name": case.person.full_name,
        "organisation.name": case.organisation.name if case.organisation else "",
        "case.ref": case.ref,
        "case.subject": case.subject,
        "case.next_word": moments.by_words(word_at, case.zone, language),
        "handler.full_name": case.handler.full_name if case.handler else "",
        "answerer.full_name": case.answerer.full_name if case.answerer else "",
        "me.full_name": reader.full_name,
        "me.phone": reader.phone,
        "firm.name": firm.name if firm else "",
        "firm.phone": firm.phone if firm else "",
    }
    fallback = firm.language if firm else language
    texts = [(m.name, filled(m.text_in(language, fallback), values)) for m in found]
    return [Text(name, words, unfilled_words(words)) for name, words in texts]
