"""What a colleague was told, and that he has read it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.models import Case, Promise
from slovo.domain.cases.wordings import notice_words
from slovo.domain.duty.wordings import duty_words, is_about_duty
from slovo.domain.notices.actions.giving import see_notices
from slovo.domain.notices.models import Notice
from slovo.domain.notices.pages import Page, page_of
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import back_to, for_desk, reader
from slovo.interfaces.desk.forms import moment_of
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock

LENGTH = 100
OF_SILENCE = ("in_the_dark", "past_the_limit")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    words: str
    url: str
    ref: str
    subject: str
    at: datetime
    when: str
    is_new: bool


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    notices = list(Notice.objects.filter(user=reader(request)).order_by("-at", "-pk")[:LENGTH])
    rows = notice_rows(notices, reader(request), Voice.here(now))
    context = {"rows": rows, "now_iso": now.isoformat(), "has_new": any(r.is_new for r in rows)}
    return render(request, "desk/notices.html", context)


@require_POST
@for_desk()
def see(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    through = min(moment_of(request.POST.get("through", "")) or now, now)
    see_notices(reader(request), by=reader(request), at=through)
    return back_to(request, reverse("notice-list"))


def notice_rows(notices: list[Notice], user: User, voice: Voice) -> list[NoticeRow]:
    if not notices:
        return []
    ids = [int(n.subject[5:]) for n in notices if n.subject.startswith("case:")]
    promises = promises_in(notices)
    cases = Case.objects.visible_to(user).with_people().in_bulk(ids)
    rows = []
    for notice in notices:
        if is_about_duty(notice):
            rows.append(_duty_row(notice, voice))
            continue
        if page := page_of(notice):
            rows.append(_page_row(notice, page, voice))
            continue
        case = cases.get(int(notice.subject.partition(":")[2] or 0))
        if case is None:
            continue
        rows.append(
            NoticeRow(
                words=_words(case, notice, voice, promises.get(notice.refs.get("promise", 0))),
                url=reverse("case-show", args=[case.ref]),
                ref=case.ref,
                subject=case.subject,
                at=notice.at,
                when=voice.full(notice.at),
                is_new=notice.seen_at is None,
            )
        )
    return rows


def _duty_row(notice: Notice, voice: Voice) -> NoticeRow:
    words = duty_words(notice, voice.zone, voice.language) or _("Something changed on the rota.")
    return _row(notice, words, reverse("rota"), _("Duty"), voice)


def _page_row(notice: Notice, page: Page, voice: Voice) -> NoticeRow:
    words = page.words(notice, voice.zone, voice.language)
    return _row(notice, words, page.path, str(page.name), voice)


def _row(notice: Notice, words: str, url: str, subject: str, voice: Voice) -> NoticeRow:
    return NoticeRow(
        words=words,
        url=url,
        ref="",
        subject=subject,
        at=notice.at,
        when=voice.full(notice.at),
        is_new=notice.seen_at is None,
    )


def promises_in(notices: list[Notice]) -> dict[int, Promise]:
    keys = {notice.refs["promise"] for notice in notices if notice.refs.get("promise")}
    return Promise.objects.select_related("person").in_bulk(keys) if keys else {}


def _words(case: Case, notice: Notice, voice: Voice, promise: Promise | None) -> str:
    is_over = case.dark_at is None or case.dark_at > notice.at
    if notice.why in OF_SILENCE and is_over:
        name = {"name": case.person.full_name}
        return _("%(name)s waited for a word of ours. That is over.") % name
    try:
        return notice_words(case, notice.why, voice.zone, voice.language, promise)
    except KeyError:
        return _("Something happened in this case.")
