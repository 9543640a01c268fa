"""Parting with a client: what stands in the way, the letter, his records."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from slovo.domain.access.links import standing_token
from slovo.domain.billing.models import Invoice
from slovo.domain.goodwill.actions.exporting import revoke_records, send_records
from slovo.domain.goodwill.actions.parting import EXPORT_DAYS, part_with
from slovo.domain.goodwill.actions.reaching import (
    hand_records,
    tell_parting,
    write_parting_again,
)
from slovo.domain.goodwill.bars import in_the_way_of
from slovo.domain.goodwill.export import may_read_records, refuse_unless_readable
from slovo.domain.goodwill.models import Parting
from slovo.domain.goodwill.wordings import parting_html, records_name, records_url
from slovo.domain.goodwill.words import plain
from slovo.domain.staff.models import Firm
from slovo.domain.staff.rights import Role
from slovo.interfaces.desk.asking import ask, press, sent, typed
from slovo.interfaces.desk.asking import show as show_form
from slovo.interfaces.desk.doors import for_desk, load_person, reader
from slovo.interfaces.desk.goodwill.forms import HandedForm, PartingForm, ToldForm
from slovo.interfaces.desk.goodwill.pages import form_page
from slovo.interfaces.desk.goodwill.rows import parting_state
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock, moments
from slovo.web.downloads import download
from slovo.web.toasts import say

RELATED = (
    "person",
    "case__service_class__calendar",
    "parted_by",
    "told_by",
    "rule__rule",
    "last_invoice",
    "letter__delivery",
)


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    voice = Voice.here(clock.now())
    rows = Parting.objects.visible_to(reader(request)).select_related(*RELATED)[:100]
    listed = [(row, *parting_state(row, voice), voice.full(row.parted_at)) for row in rows]
    return render(request, "desk/goodwill/partings.html", {"rows": listed})


@for_desk("part_with")
def part(request: HttpRequest, pk: int) -> HttpResponse:
    person, at = load_person(request, pk), clock.now()
    last = Invoice.objects.issued().filter(person=person).order_by("-issued_on", "-pk").first()
    firm = Firm.objects.get()
    export_by = firm.calendar.working_hours().close_of_business_day(at, EXPORT_DAYS)
    zone, language = person.zone or firm.zone, person.language or firm.language
    day = moments.day(export_by, zone, language)
    ways = ["…"]
    first = {
        "text": "\n\n".join(
            line.strip()
            for line in plain(parting_html(person, ways, day)).splitlines()
            if line.strip()
        ),
        "last_invoice": last,
    }
    form = PartingForm(person, typed(request), initial=first)
    made = ask(form, lambda **said: part_with(person, **said, by=reader(request), at=at))
    if made is None:
        context = {"person": person, "left": in_the_way_of(person, reader(request))}
        return show_form(request, "desk/goodwill/part.html", form, context)
    if made.letter:
        say(request, __("The letter leaves now. The records follow when it has arrived."))
    else:
        say(request, __("No letter reaches this client: say below how you tell it."))
    return redirect("parting-show", made.pk)


@for_desk()
def show(request: HttpRequest, parting_id: int) -> HttpResponse:
    parting, user = _load(request, parting_id), reader(request)
    token = standing_token(parting.person, parting.subject)
    voice = Voice.here(clock.now())
    state, look = parting_state(parting, voice)
    letter, may_read = parting.letter, may_read_records(parting, user)
    context = {
        "parting": parting,
        "firm": Firm.current(),
        "words": plain(parting.words),
        "parted_on": _day_of(parting),
        "is_lost": parting.told_at is None and (letter is None or letter.came_back),
        "state": state,
        "look": look,
        "export_by": voice.by(parting.export_by),
        "may_part": user.may("part_with"),
        "reason": parting.reason if user.has_role(Role.PRINCIPAL) else "",
        "may_read": may_read,
        "has_link": bool(token),
        "url": records_url(token) if token and may_read else "",
    }
    return render(request, "desk/goodwill/parting.html", context)


def _day_of(parting: Parting) -> str:
    """As it stands below the letter: by his calendar and in his language."""
    firm = Firm.objects.get()
    with translation.override(parting.person.language or firm.language):
        local = parting.parted_at.astimezone(ZoneInfo(parting.person.zone or firm.zone))
        return date_format(local, "j E Y")


@require_POST
@for_desk("part_with")
def revoke(request: HttpRequest, parting_id: int) -> HttpResponse:
    parting = revoke_records(_load(request, parting_id), by=reader(request), at=clock.now())
    say(request, __("The old link opens nothing now. The next letter carries a new one."))
    return redirect("parting-show", parting.pk)


@require_POST
@for_desk("part_with")
def send(request: HttpRequest, parting_id: int) -> HttpResponse:
    done = __("The letter with the link is on its way.")
    return _press(request, _load(request, parting_id), send_records, done)


@require_POST
@for_desk("part_with")
def again(request: HttpRequest, parting_id: int) -> HttpResponse:
    done = __("The letter leaves now. The records follow when it has arrived.")
    return _press(request, _load(request, parting_id), write_parting_again, done)


@for_desk("part_with")
def told(request: HttpRequest, parting_id: int) -> HttpResponse:
    parting, by = _load(request, parting_id), reader(request)
    return form_page(
        request,
        ToldForm(*sent(request)),
        lambda **said: tell_parting(parting, **said, by=by, at=clock.now()),
        title=_("The client knows that we part"),
        lede=_("In the words of the letter, by another way. The records are made from now on."),
        button=_("Keep it"),
        done=_("It is kept. The records are made now."),
        back=("parting-show", parting.pk),
        person=parting.person,
    )


@for_desk("part_with")
def handed(request: HttpRequest, parting_id: int) -> HttpResponse:
    parting, by = _load(request, parting_id), reader(request)
    return form_page(
        request,
        HandedForm(typed(request)),
        lambda **said: hand_records(parting, **said, by=by, at=clock.now()),
        title=_("The client has the records"),
        lede=_("Given by hand or by post, since no link reaches the client."),
        button=_("Keep it"),
        done=_("It is kept."),
        back=("parting-show", parting.pk),
        person=parting.person,
    )


@require_safe
@for_desk("part_with")
def proof(request: HttpRequest, parting_id: int) -> HttpResponse:
    """What shows that the client was told."""
    parting = _load(request, parting_id)
    return _file(parting.file, parting.name)


@require_safe
@for_desk("part_with")
def records(request: HttpRequest, parting_id: int) -> HttpResponse:
    """All that is the client's, to be put on paper or a stick."""
    parting = _load(request, parting_id)
    refuse_unless_readable(parting, reader(request))
    return _file(parting.export_file, records_name(parting))


def _file(path: str, name: str) -> HttpResponse:
    if not path:
        raise Http404
    return download(path, name)


def _press(
    request: HttpRequest, parting: Parting, verb: Callable[..., object], done: str
) -> HttpResponse:
    return press(
        request,
        lambda: verb(parting, by=reader(request), at=clock.now()),
        template="desk/goodwill/form.html",
        back=reverse("parting-show", args=[parting.pk]),
        done=done,
        person=parting.person,
    )


def _load(request: HttpRequest, parting_id: int) -> Parting:
    rows = Parting.objects.visible_to(reader(request)).select_related(*RELATED)
    return get_object_or_404(rows, pk=parting_id)
