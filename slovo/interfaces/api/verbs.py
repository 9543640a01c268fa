"""One path for each verb of a case. Each answers with the case as it is afterwards."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from slovo.domain.cases.actions.answering import note_case, still_on_it
from slovo.domain.cases.actions.assigning import assign_case, hand_over_case
from slovo.domain.cases.actions.closing import close_case
from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.rating import rate_case
from slovo.domain.cases.actions.reopening import reopen_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.shapes import case_as_dict, message_as_dict
from slovo.domain.promises.actions.dates import send_answer, send_question
from slovo.domain.promises.dates import dates_in, words_of
from slovo.domain.promises.shapes import written_as_dict
from slovo.domain.staff.models import User
from slovo.interfaces.api import answers, words
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case
from slovo.lib import clock

router = Router()


def now_is(request: HttpRequest, ref: str) -> dict[str, Any]:
    return case_as_dict(load_case(request, ref), clock.now())


@router.post(
    "/cases/{ref}/answer", summary="Write to the client", response={201: answers.LetterShape}
)
def answer(request: HttpRequest, ref: str, letter: words.Answer) -> Status[dict[str, Any]]:
    """An open case needs `next_word_at`: when the client hears from us next.

    Later than the limit of silence of his class it is refused once, with `limit_at`: send it with
    `insists`, or keep to the limit. `dates` says which dates in it are promises.
    """
    case, at = load_case(request, ref), clock.now()
    message = send_answer(
        case,
        html=letter.as_html,
        said=letter.said,
        leaves_dates=True,
        next_word_at=letter.next_word_at,
        question=letter.question,
        insists=letter.insists,
        way=letter.way,
        files=words.as_files(letter.files),
        seen_through=letter.seen_through,
        by=asker(request),
        at=at,
    )
    return Status(201, _with_dates(case, message, asker(request), at))


def _with_dates(case: Case, message: Message, by: User, at: datetime) -> dict[str, Any]:
    """The letter, and what is known of each date in it."""
    words = words_of(message.html)
    dates = dates_in(words, case, by, next_word_at=message.next_word_at, at=at)
    return {**message_as_dict(message), "dates": [written_as_dict(date) for date in dates]}


@router.post(
    "/cases/{ref}/note",
    summary="Write a note the client never sees",
    response={201: answers.MessageShape},
)
def note(request: HttpRequest, ref: str, note: words.Note) -> Status[dict[str, Any]]:
    message = note_case(
        load_case(request, ref),
        html=note.as_html,
        files=words.as_files(note.files),
        level=note.level,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, message_as_dict(message))


@router.post("/cases/{ref}/confide", summary="Say who may read a case", response=answers.CaseShape)
def confide(request: HttpRequest, ref: str, said: words.Confidence) -> dict[str, Any]:
    case = load_case(request, ref)
    confide_case(case, level=said.level, by=asker(request), at=clock.now())
    return case_as_dict(load_case(request, ref), clock.now())


@router.post(
    "/cases/{ref}/still-on-it",
    summary="Say that it goes on, and when the next word comes",
    response={201: answers.MessageShape},
)
def still(request: HttpRequest, ref: str, word: words.Still) -> Status[dict[str, Any]]:
    message = still_on_it(
        load_case(request, ref),
        next_word_at=word.next_word_at,
        insists=word.insists,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, message_as_dict(message))


@router.post(
    "/cases/{ref}/wait",
    summary="Ask the client, and wait for him",
    response={201: answers.LetterShape},
)
def wait(request: HttpRequest, ref: str, asked: words.Question) -> Status[dict[str, Any]]:
    """`dates` says which dates in the question are promises."""
    case, by, at = load_case(request, ref), asker(request), clock.now()
    message = send_question(
        case,
        question=asked.question,
        said=asked.said,
        next_word_at=asked.next_word_at,
        insists=asked.insists,
        by=by,
        at=at,
    )
    return Status(201, _with_dates(case, message, by, at))


@router.post(
    "/cases/{ref}/solve",
    summary="Say that it is solved, and ask for his yes",
    response={201: answers.LetterShape},
)
def solve(request: HttpRequest, ref: str, letter: words.Letter) -> Status[dict[str, Any]]:
    case, by, at = load_case(request, ref), asker(request), clock.now()
    message = send_answer(
        case,
        html=letter.as_html,
        said=letter.said,
        leaves_dates=True,
        solves=True,
        by=by,
        at=at,
    )
    return Status(201, _with_dates(case, message, by, at))


@router.post(
    "/cases/{ref}/assign",
    summary="Name who works on it and who answers",
    response=answers.CaseShape,
)
def assign(request: HttpRequest, ref: str, hands: words.Hands) -> dict[str, Any]:
    case = load_case(request, ref)
    handler = colleague(request, hands.handler)
    answerer = colleague(request, hands.answerer) if hands.answerer else None
    assign_case(case, handler=handler, answerer=answerer, by=asker(request), at=clock.now())
    return now_is(request, ref)


@router.post(
    "/cases/{ref}/hand-over", summary="Pass it on with a brief", response=answers.CaseShape
)
def hand_over(request: HttpRequest, ref: str, handover: words.Handover) -> dict[str, Any]:
    case = load_case(request, ref)
    to = colleague(request, handover.to)
    hand_over_case(case, to=to, brief=handover.brief, by=asker(request), at=clock.now())
    return now_is(request, ref)


@router.post(
    "/cases/{ref}/close", summary="Close without the client's yes", response=answers.CaseShape
)
def close(request: HttpRequest, ref: str, why: words.Reason) -> dict[str, Any]:
    case = load_case(request, ref)
    close_case(case, reason=why.reason, by=asker(request), at=clock.now())
    return now_is(request, ref)


@router.post(
    "/cases/{ref}/reopen", summary="Go on with a case that had ended", response=answers.CaseShape
)
def reopen(request: HttpRequest, ref: str, word: words.NextWord) -> dict[str, Any]:
    case = load_case(request, ref)
    reopen_case(case, next_word_at=word.next_word_at, by=asker(request), at=clock.now())
    return now_is(request, ref)


@router.post(
    "/cases/{ref}/rate",
    summary="Say how grave it is, for the client and for us",
    response=answers.CaseShape,
)
def rate(request: HttpRequest, ref: str, rating: words.Rating) -> dict[str, Any]:
    rate_case(
        load_case(request, ref),
        severity_ours=rating.severity_ours,
        severity_client=rating.severity_client,
        reason=rating.reason,
        by=asker(request),
        at=clock.now(),
    )
    return now_is(request, ref)
