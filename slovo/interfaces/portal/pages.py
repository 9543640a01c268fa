"""What the client's page shows, gathered for the templates."""

import hashlib
from datetime import datetime
from typing import Any

from slovo.domain.cases.letters import letters_of, newest_letters
from slovo.domain.cases.models import Message
from slovo.domain.cases.models.case import State
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.journal.models import Event
from slovo.interfaces.portal.acts import last_acts
from slovo.interfaces.portal.admitted import mistakes_of
from slovo.interfaces.portal.card import card_of_visit, lines
from slovo.interfaces.portal.complaints import complaints_of
from slovo.interfaces.portal.darkness import darkness
from slovo.interfaces.portal.doors import Visit
from slovo.interfaces.portal.duty import on_duty_now
from slovo.interfaces.portal.hours import hours_words
from slovo.interfaces.portal.outlook import outlook, writer_of
from slovo.interfaces.portal.people import people_of
from slovo.interfaces.portal.waits import agreed_of, stages_of, waits_of
from slovo.lib import moments
from slovo.lib.prepared import Prepared
from slovo.lib.rows import most
from slovo.web.languages import others

NEWEST = 8
_LAST_OF_MANY = Prepared(
    lambda case: Event.objects.of_many(case).order_by("-id").values_list("id")[:1]
)


def case_page(visit: Visit, at: datetime) -> dict[str, Any]:
    letters = letters_of(visit.case, visit.person)
    newest = newest_letters(visit.case, visit.person, NEWEST)
    last = next((one for one in newest if is_word(one)), None) or (
        letters.filter(direction=Direction.OUT, nature=Nature.HUMAN).last()
    )
    ahead, card = outlook(visit, at), card_of_visit(visit, at)
    is_waiting = visit.is_his and visit.case.state == State.WAITING
    return {
        **around(visit),
        "outlook": ahead,
        "darkness": darkness(visit, at, ahead.at) if visit.is_his else None,
        "last": last,
        "last_day": _day(visit, last) if last else "",
        "question": visit.case.waiting_question if is_waiting else "",
        "questions": waits_of(visit),
        "complaints": complaints_of(visit),
        "stages": stages_of(visit),
        "agreed": agreed_of(visit, at),
        "mistakes": mistakes_of(visit),
        "acts": last_acts(visit, newest, last),
        "letter_count": len(newest) if len(newest) < NEWEST else letters.count(),
        "people": people_of(visit),
        "writer": writer_of(visit),
        "hours": hours_words(visit, at),
        "card": lines(card),
        "on_duty": on_duty_now(visit, card, at),
        "mark": mark_of(visit),
    }


def is_word(message: Message) -> bool:
    """A colleague's word to him, not the house's and not his own."""
    return message.direction == Direction.OUT and message.nature == Nature.HUMAN


def around(visit: Visit) -> dict[str, Any]:
    """What every page behind the link knows."""
    return {
        "token": visit.token,
        "case": visit.case,
        "person": visit.person,
        "is_his": visit.is_his,
        "languages": others(visit.language),
    }


def history_rows(visit: Visit) -> list[dict[str, Any]]:
    zone, language = visit.case.zone, visit.language
    letters = letters_of(visit.case, visit.person)
    return [
        {
            "message": message,
            "is_ours": message.direction == Direction.OUT,
            "moment": moments.moment(message.at, zone, language, offset=True),
            "files": message.attachments.all(),
        }
        for message in letters.order_by("-at", "-pk").prefetch_related("attachments")
    ]


def mark_of(visit: Visit) -> str:
    """Another one after every change of the case; it tells nothing else."""
    own = most(Event, "id", case_id=visit.case.pk)
    last = max([own or 0, *(key for (key,) in _LAST_OF_MANY(case=visit.case.pk))])
    return hashlib.sha256(f"{visit.token} {last}".encode()).hexdigest()[:12]


def _day(visit: Visit, message: Message) -> str:
    at = message.delivered_at or message.at
    return moments.day(at, visit.case.zone, visit.language)
