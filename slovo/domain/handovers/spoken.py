"""Talks whose list has not left, lists that wait for a yes, and calls to give back (R020)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.calls.models import MissedCall
from slovo.domain.cases.actions.alerting import alert
from slovo.domain.cases.leaving import HANDS
from slovo.domain.handovers.parts import Part, Passing
from slovo.domain.staff.models import User
from slovo.domain.talks.actions.minding import pass_agreed_list, pass_talk
from slovo.domain.talks.models import AgreedList, Talk


def spoken_parts(user: User) -> Iterator[Part]:
    for talk in Talk.objects.minded_by(user).unlisted().select_related("case__person"):
        yield Part(talk.case.person, partial(_talk_words, talk), partial(_pass_talk, talk))
    waiting = AgreedList.objects.waiting().filter(duties__owner=user).distinct()
    for agreed in waiting.select_related("case__person"):
        yield Part(agreed.case.person, partial(_list_words, agreed), partial(_pass, agreed))
    hands = Q(*[(f"case__{hand}", user) for hand in HANDS], _connector=Q.OR)
    for call in MissedCall.objects.waiting().filter(hands).select_related("case", "person"):
        yield Part(call.person, partial(_call_words, call), partial(_tell, call))


def _talk_words(talk: Talk, _reader: User | None) -> str:
    return _("a talk without its list (%(ref)s)") % {"ref": talk.case.ref}


def _list_words(agreed: AgreedList, _reader: User | None) -> str:
    return _("an agreed list that waits for a yes (%(ref)s)") % {"ref": agreed.case.ref}


def _call_words(call: MissedCall, _reader: User | None) -> str:
    return _("a missed call to give back (%(ref)s)") % {"ref": call.case.ref}


def _pass_talk(talk: Talk, passing: Passing) -> None:
    pass_talk(talk, to=passing.to, by=passing.by, at=passing.at)


def _pass(agreed: AgreedList, passing: Passing) -> None:
    pass_agreed_list(agreed, of=passing.of, to=passing.to, by=passing.by, at=passing.at)


def _tell(call: MissedCall, passing: Passing) -> None:
    """The call goes with its case; whoever calls back now hears of it at once."""
    alert(call.case, [passing.to], why="missed_call", by=passing.by, at=passing.at)
