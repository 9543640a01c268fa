"""Our answer, the client's word on it, and the end."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.answering import answer_complaint
from slovo.domain.complaints.actions.ending import (
    close_complaint,
    correct_complaint,
    learn_lesson,
)
from slovo.domain.complaints.actions.following import record_follow_up, try_call
from slovo.domain.complaints.actions.telling_answers import tell_answer
from slovo.domain.complaints.gaps import before_answer, before_closing
from slovo.domain.complaints.models import Complaint, Finding, FollowUp
from slovo.interfaces.desk.asking import sent, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.inquiry.form_page import form_page, load
from slovo.interfaces.desk.inquiry.forms import (
    AnswerForm,
    HelpedForm,
    LessonForm,
    SaidForm,
    SureForm,
    TalkForm,
)
from slovo.interfaces.desk.inquiry.pages import file_of
from slovo.interfaces.desk.verbs import UNDO
from slovo.lib import clock


@for_desk("answer_complaint")
def answer(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user, at = load(request, complaint_number), reader(request), clock.now()
    return form_page(
        request,
        complaint,
        AnswerForm(complaint, typed(request), initial=_known(complaint)),
        lambda **said: answer_complaint(complaint, **said, send_at=at + UNDO, by=user, at=at),
        title=_("Answer the complaint"),
        lede=_("Reasons, what the client gets, and what is changed. The letter asks for a yes."),
        button=_("Send the answer"),
        done=_("The answer leaves in a moment. In seven days we ask whether it helped."),
        to="answer",
        missing=before_answer(complaint),
    )


@for_desk("tell_answer")
def told(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user, at = load(request, complaint_number), reader(request), clock.now()
    first = _known(complaint) | {"told_at": at, "told_by": user}
    return form_page(
        request,
        complaint,
        TalkForm(complaint, *sent(request), initial=first),
        lambda **said: tell_answer(complaint, **said, by=user, at=at),
        title=_("Answered by voice"),
        lede=_("What the client was told on the telephone or face to face. It counts from now."),
        button=_("Keep the answer"),
        done=_("The answer is kept. In seven days we ask whether it helped."),
        to="answer",
        missing=before_answer(complaint),
    )


@require_safe
@for_desk()
def told_file(request: HttpRequest, complaint_number: int, finding_id: int) -> HttpResponse:
    """What shows that it was said."""
    return file_of(Finding, load(request, complaint_number), finding_id)


def _known(complaint: Complaint) -> dict[str, Any]:
    return {
        "prevention": "\n".join(measure.text for measure in complaint.measures.standing()),
        "outside": complaint.external_body,
    }


@for_desk("answer_complaint")
def said(request: HttpRequest, complaint_number: int, finding_id: int) -> HttpResponse:
    complaint, user, at = load(request, complaint_number), reader(request), clock.now()
    rows = Finding.objects.select_related("complaint__case")
    finding = get_object_or_404(rows, complaint=complaint, pk=finding_id)
    return form_page(
        request,
        complaint,
        SaidForm(typed(request), initial={"said_at": at}),
        lambda **words: answer_finding(finding, **words, by=user, at=at),
        title=_("What the client says to our answer"),
        lede=_("A no closes nothing: the client hears at once what else is possible."),
        button=_("Keep it"),
        done=_("The client’s word is kept."),
        to="answer",
    )


@for_desk("answer_complaint")
def corrected(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    return form_page(
        request,
        complaint,
        SureForm(typed(request)),
        lambda: correct_complaint(complaint, by=user, at=clock.now()),
        title=_("The client has got it"),
        lede=_("All that the answer names is with the client. The moment is kept as it is now."),
        button=_("Yes, all of it"),
        done=_("It is put right; whether it helped, the client will say."),
        to="answer",
    )


@for_desk("record_follow_up")
def helped(request: HttpRequest, complaint_number: int, follow_up_id: int) -> HttpResponse:
    complaint, user, at = load(request, complaint_number), reader(request), clock.now()
    follow_up = _follow_up(complaint, follow_up_id)
    return form_page(
        request,
        complaint,
        HelpedForm(typed(request), initial={"said_at": at}),
        lambda **words: record_follow_up(follow_up, **words, by=user, at=at),
        title=_("Did our answer help?"),
        lede=_("What is not solved is open again in this minute, and the principal’s."),
        button=_("Keep it"),
        done=_("The client’s word is kept."),
        to="after",
    )


@for_desk("record_follow_up")
def tried(request: HttpRequest, complaint_number: int, follow_up_id: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    follow_up = _follow_up(complaint, follow_up_id)
    return form_page(
        request,
        complaint,
        SureForm(typed(request)),
        lambda: try_call(follow_up, by=user, at=clock.now()),
        title=_("Nobody answered the call"),
        lede=_("Then it is unknown whether our answer helped. It is never counted as satisfied."),
        button=_("Keep it as unknown"),
        done=_("It is unknown, and counted so."),
        to="after",
    )


@for_desk("investigate_complaint")
def lesson(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    return form_page(
        request,
        complaint,
        LessonForm(typed(request), initial={"lesson": complaint.lesson}),
        lambda **words: learn_lesson(complaint, **words, by=user, at=clock.now()),
        title=_("What we learn from it"),
        button=_("Keep it"),
        done=_("The lesson is kept."),
        to="prevention",
    )


@for_desk("close_complaint")
def close(request: HttpRequest, complaint_number: int) -> HttpResponse:
    complaint, user = load(request, complaint_number), reader(request)
    return form_page(
        request,
        complaint,
        SureForm(typed(request)),
        lambda: close_complaint(complaint, by=user, at=clock.now()),
        title=_("Close the complaint"),
        lede=_("It ends with the client’s word, a lesson, and a prevention."),
        button=_("Close it"),
        done=_("The complaint is closed."),
        missing=before_closing(complaint),
    )


def _follow_up(complaint: Complaint, key: int) -> FollowUp:
    rows = FollowUp.objects.select_related("complaint__case", "finding")
    return get_object_or_404(rows, complaint=complaint, pk=key)
