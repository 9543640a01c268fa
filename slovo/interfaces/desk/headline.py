"""The news of the day as a sentence, not as four tiles with figures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from slovo.domain.cases.lines import CaseLine
from slovo.domain.cases.owed import dark_from
from slovo.interfaces.desk.spoken import Voice


@dataclass(frozen=True, slots=True)
class Headline:
    news: str
    more: str


def headline(count: int, worst: CaseLine | None, first: CaseLine | None, voice: Voice) -> Headline:
    """`worst` waits in the dark longest of `count`; `first` is owed the next word."""
    if worst is not None:
        return Headline(in_the_dark(count), waited_longest(worst, voice))
    if first is not None and first.dark_at:
        when = {"when": voice.by(first.dark_at), "name": first.person__full_name}
        more = _("The next word is due %(when)s, for %(name)s.") % when
        return Headline(_("Nobody is in the dark."), more)
    return Headline(_("Nobody is waiting."), "")


def in_the_dark(count: int) -> str:
    few = {
        1: gettext_lazy("One person is in the dark."),
        2: gettext_lazy("Two people are in the dark."),
        3: gettext_lazy("Three people are in the dark."),
        4: gettext_lazy("Four people are in the dark."),
        5: gettext_lazy("Five people are in the dark."),
    }
    if count in few:
        return str(few[count])
    many = ngettext("%(count)s person is in the dark.", "%(count)s people are in the dark.", count)
    return many % {"count": count}


def waited_longest(case: CaseLine, voice: Voice) -> str:
    since = dark_from(case, voice.now)
    words = {
        "name": case.person__full_name,
        "span": voice.span(voice.now - since),
        "owner": case.owner_name,
    }
    if case.owner_id is None:
        return _("%(name)s has waited longest: %(span)s too long, and nobody has the case.") % words
    if case.first_answered_at and since == case.next_word_at:
        return (
            _("%(name)s has waited longest: %(span)s past the word promised by %(owner)s.") % words
        )
    if case.waits_since:
        return _("%(name)s has waited longest: %(span)s past the answer we owe.") % words
    return _("%(name)s has waited longest: %(span)s past the silence agreed.") % words


def at_ease(count: int, first: CaseLine | None, voice: Voice) -> str:
    """The reward of an empty list."""
    said = ngettext(
        "The %(count)s open case has a word said and a next word set.",
        "Every one of the %(count)s open cases has a word said and a next word set.",
        count,
    ) % {"count": count}
    if first is None or first.next_word_at is None:
        return said if count else ""
    when = {"when": voice.by(first.next_word_at), "name": first.person__full_name}
    return said + " " + _("The first is due %(when)s, for %(name)s.") % when
