"""The words of every letter that leaves a case, automatic or not, in the client's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from slovo.domain.cases.ladder import SILENT
from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.sentences import MORE
from slovo.domain.courtesy.letters import less_line
from slovo.domain.duty.coverage import night_desk
from slovo.domain.engagements.card import Working, audience_of, card_of, lines_of
from slovo.domain.staff.models import Firm, User
from slovo.lib import moments
from slovo.lib.links import linked
from slovo.lib.mail.htmltext import text_of_html
from slovo.lib.rows import join


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: the subject, the words themselves, and both whole bodies."""

    subject: str
    words: str
    text: str
    html: str


def page_url(token: str) -> str:
    return f"{settings.PUBLIC_URL}/c/{token}/"


def language_of(case: Case) -> str:
    """The person's language, else the one he last wrote in, else the firm's."""
    if case.person.language:
        return case.person.language
    last = case.messages.filter(direction="in").exclude(language="").last()
    firm = Firm.current()
    return last.language if last else firm.language if firm else settings.LANGUAGE_CODE


def house_words(case: Case, wording: str, at: datetime) -> str:
    """`wording` is receipt, handover or solved: a template of that name."""
    language = language_of(case)
    with translation.override(language):
        desk = night_desk(at) if wording == "receipt" else None
        on_duty = names_of(desk.users or [case.principal]) if desk else ""
        return _render(f"cases/letters/{wording}.txt", case, language, at, on_duty=on_duty)


def late_words(case: Case, users: Iterable[User], at: datetime) -> str:
    """Who on duty was told, when he writes again while we are closed."""
    language = language_of(case)
    with translation.override(language):
        return _render("cases/letters/late.txt", case, language, at, on_duty=names_of(users))


def call_words(case: Case, users: Iterable[User], missed_at: datetime, back_by: datetime) -> str:
    """Who was told that we missed his call, and by when he is called back."""
    language, zone = language_of(case), case.zone
    sides = {
        "on_duty": names_of(users),
        "missed": moments.hour(missed_at, zone),
        "back_by": moments.hour(back_by, zone),
        "offset": moments.offset_of(back_by, zone),
    }
    with translation.override(language):
        return _render("cases/letters/missed_call.txt", case, language, missed_at, **sides)


def names_of(users: Iterable[User | None]) -> str:
    return ", ".join(user.full_name for user in users if user)


def reminder_words(promise: Promise, language: str, at: datetime) -> str:
    """What he himself agreed to do, two working days before, in his language and zone."""
    case, person = promise.case, promise.person
    due = moments.by_words(promise.due_at, person.zone or case.zone, language, offset=True)
    sides = {"person": person, "promise": promise, "due": due}
    with translation.override(language):
        return _render("cases/letters/reminder.txt", case, language, at, **sides)


def house_letter(
    case: Case, words: str, token: str, language: str, *, at: datetime, less: str = ""
) -> Letter:
    """`less`: the token of his page about how often we write, below what he did not ask for."""
    with translation.override(language):
        return _whole(case, words, _paragraphs(words), token, at=at, less=less)


def human_letter(case: Case, message: Message, token: str, at: datetime) -> Letter:
    """A colleague's own words, his signature, and below them when the next word comes."""
    language = language_of(case)
    words = text_of_html(message.html)
    with translation.override(language):
        below = _render("cases/letters/below.txt", case, language, at, message=message)
        signature = message.author.signature if message.author else ""
        tail = "\n\n".join(part for part in (signature, below) if part.strip())
        body = format_html("{}{}", mark_safe(message.html), _paragraphs(tail))  # noqa: S308 - cleaned by the door
        letter = _whole(case, f"{words}\n\n{tail}", body, token, at=at)
    return Letter(letter.subject, words, letter.text, letter.html)


def still_on_it_words(case: Case, next_word_at: datetime) -> str:
    """A word without news is a word (R027)."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    when = moments.by_words(next_word_at, case.zone, language)
    return format_html(
        "<p>{}</p><p>{}</p>",
        _("There is nothing new to tell yet, but we are still working on it."),
        _("You will hear from us %(when)s, even if there is no news.") % {"when": when},
    )


def notice_subject(case: Case, user: User, why: str, promise: Promise | None = None) -> str:
    """The subject of the mail that tells a colleague what he must know now: all its words."""
    with translation.override(user.language):
        words = notice_words(case, why, user.zone, user.language, promise)
        return f"[{case.ref}] {words}"[:300]


def notice_bodies(case: Case, user: User, subject: str, at: datetime) -> tuple[str, str]:
    """Text and HTML of that mail; `subject` and `at` are from when he was told."""
    with translation.override(user.language):
        context = {
            "words": subject.removeprefix(f"[{case.ref}] "),
            "case": case,
            "url": f"{settings.PUBLIC_URL}/cases/{case.ref}/",
            "now": moments.moment(at, user.zone, user.language),
        }
        text = render_to_string("cases/letters/notice.txt", context)
        return text, _framed(_paragraphs(text))


def page_bodies(words: str, path: str) -> tuple[str, str]:
    """The same for what is said about no case, but about a page of the desk."""
    text = f"{words}\n\n{settings.PUBLIC_URL}{path}\n"
    return text, _framed(_paragraphs(text))


def notice_words(
    case: Case, why: str, zone: str, language: str, promise: Promise | None = None
) -> str:
    """One sentence: why he is told."""
    due_at = promise.due_at if promise else _due_at(case, why)
    when = moments.moment(due_at, zone, language) if due_at else ""
    said = _of_duty() | {
        "half_of_the_day_gone": _("%(name)s has waited 12 hours for an answer."),
        "four_hours_left": _("%(name)s has waited 20 hours; four are left."),
        "two_hours_left": _("%(name)s has waited 22 hours and nobody has answered."),
        "word_due_in_an_hour": _("%(name)s was promised a word by %(when)s."),
        "in_the_dark": _("%(name)s is in the dark since %(when)s."),
        "limit_in_an_hour": _("%(name)s is used to hearing from us by %(when)s."),
        "past_the_limit": _("%(name)s has heard nothing since the limit of silence, %(when)s."),
        "nobody_has_it": _("Nobody has the request of %(name)s yet."),
        "chased": _("%(name)s had to ask again."),
        "held_open": _("The case of %(name)s does not end by itself: something there is open."),
        "wrote_again": _("%(name)s wrote."),
        "not_reached": _("Our letter did not reach %(name)s."),
        "talk_unlisted": _("What was agreed with %(name)s in the talk has not been sent yet."),
        "risk_raised": _("There is bad news about the case of %(name)s. Please read it now."),
        "risk_unseen": _("Bad news about the case of %(name)s was not read for 15 minutes."),
        "risk_untold": _("%(name)s does not know of the bad news yet and should by now."),
        "yours_to_mind": _("You stand in for a colleague in the case of %(name)s."),
        "yours_now": _("The case of %(name)s is yours now."),
        "something_is_wrong": _("%(name)s says that something is wrong."),
        "is_it_ready": _("We meet %(name)s in a day: is what it needs ready?"),
        "not_ready": _("%(name)s sets out soon, and nobody has said that we are ready."),
        "not_confirmed_back": _("%(name)s has no written confirmation of the decision."),
        "mail_is_a_note": _(
            "Your mail is a note in the case of %(name)s; it went to no client. Answer from its "
            "page."
        ),
        "forward_is_in": _("The letter of %(name)s that you forwarded is in this case now."),
        "said_yes": _("%(name)s said yes to what you asked."),
        "has_chosen": _("%(name)s has decided. The choice is in the agreement."),
        "said_no": _("%(name)s said no to what you asked. The answer is in the agreement."),
        "promise_in_two_days": _("“%(text)s” is promised to %(name)s: due %(when)s."),
        "promise_today": _("“%(text)s” is promised to %(name)s for today: due %(when)s."),
        "promise_late": _("“%(text)s” was promised to %(name)s and is late: due %(when)s."),
        "promise_yours_now": _("The promise “%(text)s” to %(name)s is yours now: due %(when)s."),
        "date_unreviewed": _("A date in our letter to %(name)s is nobody’s promise yet."),
        "below_promise": _("%(name)s waited longer for answers than promised, two months running."),
        "duty_passed": _("%(name)s has not done “%(text)s” yet: due %(when)s."),
    }
    person = promise.person if promise else case.person
    text = promise.text if promise else ""
    sentence = str(said.get(why) or MORE[why])
    if "%(when)s" in sentence and not when:
        sentence = _("%(name)s waited for a word of ours. That is over.")
    return sentence % {"name": person.full_name, "when": when, "text": text}


def _of_duty() -> dict[str, str]:
    """Calls, nights and teams: whoever is on duty is told."""
    return {
        "late_word": _("%(name)s wrote while the firm is closed. You are on duty."),
        "missed_call": _("%(name)s phoned, and nobody answered. Please call back."),
        "team_called": _("You are on duty: your team is needed in the case of %(name)s."),
        "call_in_asked": _("May a team be called in out of its hours in the case of %(name)s?"),
        "called_in": _("You are called in: the case of %(name)s needs you now."),
        "often_late": _(
            "%(name)s turned to us outside our hours more than three times in thirty days: a topic "
            "to talk about."
        ),
    }


def _due_at(case: Case, why: str) -> datetime | None:
    """The limit of silence where that is spoken of, else the word or the answer he waits for."""
    is_answer = case.waits_since and case.dark_at and case.dark_at > case.waits_since
    if why in SILENT.values() or is_answer:
        return case.dark_at
    return case.next_word_at or case.dark_at


def _subject(case: Case) -> str:
    return f"Re: {case.subject} [{case.ref}]"[:300]


def _render(template: str, case: Case, language: str, at: datetime, **more: Any) -> str:
    message: Message | None = more.get("message")
    next_word_at = message.next_word_at if message else case.next_word_at
    zone = case.zone
    context = {
        "case": case,
        "person": case.person,
        "firm": Firm.current(),
        "next_word": moments.by_words(next_word_at, zone, language) if next_word_at else "",
        "offset": moments.offset_of(next_word_at or at, zone),
        **more,
    }
    return render_to_string(template, context).strip()


def _whole(
    case: Case, words: str, html: SafeString, token: str, *, at: datetime, less: str = ""
) -> Letter:
    """The words, the way to his page, and how else he reaches us."""
    line = _("What is going on with your request, at any time: %(url)s") % {"url": page_url(token)}
    line = f"{line}\n\n{less_line(less)}" if less else line
    card = "\n".join(lines_of(card_of(working_on(case), at, translation.get_language() or "en")))
    below = render_to_string("cases/letters/card.html", {"card": _paragraphs(card)})
    return Letter(
        subject=_subject(case),
        words=words,
        text=f"{words}\n\n{line}\n\n-- \n{card}\n",
        html=_framed(format_html("{}{}{}", html, _paragraphs(line), below)),
    )


def working_on(case: Case) -> Working:
    """Who stands on the card of this case."""
    join(case, "answerer", "handler", "deputy", "principal")
    join(case, "service_class")
    join(case.service_class, "calendar")
    who = case.answerer or case.handler or case.principal
    deputy = case.deputy if case.deputy != who else None
    return Working(who, deputy, case.service_class.calendar, audience_of(case.organisation_id))


def _paragraphs(text: str) -> SafeString:
    return mark_safe(linebreaks(linked(text)))  # noqa: S308 - escaped by linked


def _framed(body: str) -> str:
    return render_to_string("cases/letters/frame.html", {"body": body})
