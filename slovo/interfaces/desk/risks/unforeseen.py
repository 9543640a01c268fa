"""What nobody could foresee: noted in two presses, its months, and how fast we were."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.risks.actions.surprises import (
    drop_surprise,
    help_client,
    note_surprise,
    say_first_word,
)
from slovo.domain.risks.models import Risk, Surprise
from slovo.domain.risks.speed import Speed
from slovo.domain.risks.unforeseen import Month, by_month, month_of
from slovo.domain.staff.hours import zone_of_firm
from slovo.interfaces.desk.agreements.fields import writing
from slovo.interfaces.desk.asking import about_case, ask, ask_page, typed
from slovo.interfaces.desk.doors import for_desk, load_case, reader
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.promises.forms import named
from slovo.interfaces.desk.promises.spans import month_name
from slovo.interfaces.desk.spoken import Voice
from slovo.lib import clock, moments
from slovo.web.toasts import say

A_YEAR = timedelta(days=366)
RELATED = ("case__person", "noted_by", "helped_by", "dropped_by", "reaction", "risk")


class SurpriseForm(forms.Form):
    """Everything may stay as it is: the second press keeps it."""

    text = forms.CharField(
        label=_("What has happened"), max_length=500, required=False, widget=writing(2)
    )
    detected_at = Moment(label=_("When we noticed"), required=False)


class WordForm(forms.Form):
    words = forms.CharField(label=_("What was said"), max_length=500, widget=writing(2))
    reacted_at = Moment(label=_("When"))


class HelpForm(forms.Form):
    words = forms.CharField(label=_("What helped"), max_length=500, widget=writing(2))
    letter = forms.ModelChoiceField(
        label=_("By which letter"),
        queryset=Message.objects.none(),
        required=False,
        empty_label=_("Not by a letter"),
        help_text=_("Then its arrival is the moment."),
    )
    helped_at = Moment(label=_("Or when"), required=False)

    def __init__(self, surprise: Surprise, voice: Voice, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["letter"]
        field.queryset = surprise.case.messages.filter(
            direction=Direction.OUT,
            nature=Nature.HUMAN,
            delivered_at__gte=surprise.detected_at,
        ).order_by("delivered_at", "pk")
        field.label_from_instance = lambda letter: named(letter, voice)


class DropForm(forms.Form):
    why = forms.CharField(
        label=_("Why it does not count"),
        max_length=300,
        help_text=_("It stays to be read, and counts in no month."),
    )


@dataclass(frozen=True, slots=True)
class MonthRow:
    name: str
    key: str
    count: int
    reacted: tuple[str, str]
    helped: tuple[str, str]
    silent: int


@dataclass(frozen=True, slots=True)
class SurpriseRow:
    surprise: Surprise
    text: str
    detected: str
    reacted: str
    helped: str


@for_desk()
def show_list(request: HttpRequest) -> HttpResponse:
    """The last twelve months; the rows of the one that was opened, else of the newest."""
    voice, zone = Voice.here(clock.now()), zone_of_firm()
    visible = Surprise.objects.visible_to(reader(request)).select_related(*RELATED)
    found = list(visible.detected(voice.now - A_YEAR, voice.now + timedelta(seconds=1)))
    standing = [one for one in found if not one.dropped_at]
    months = [month_row(month, voice) for month in by_month(standing, zone)]
    named = {month.key: month for month in months}
    chosen = named.get(request.GET.get("month", ""), months[0] if months else None)
    rows = [one for one in found if not chosen or f"{month_of(one, zone):%Y-%m}" == chosen.key]
    context = {"months": months, "chosen": chosen, "rows": [row_of(one, voice) for one in rows]}
    return render(request, "desk/risks/unforeseen.html", context)


def month_row(month: Month, voice: Voice) -> MonthRow:
    return MonthRow(
        month_name(month.first_day, voice),
        f"{month.first_day:%Y-%m}",
        month.count,
        _spans(month.reacted, voice),
        _spans(month.helped, voice),
        month.silent,
    )


def _spans(speed: Speed, voice: Voice) -> tuple[str, str]:
    if speed.median is None or speed.p90 is None:
        return __("no data"), __("no data")
    return moments.span(speed.median, voice.language), moments.span(speed.p90, voice.language)


def row_of(surprise: Surprise, voice: Voice) -> SurpriseRow:
    reacted, helped = surprise.reacted_within, surprise.helped_within
    return SurpriseRow(
        surprise,
        surprise.text or __("Something unforeseen, not described yet"),
        voice.full(surprise.detected_at),
        voice.span(reacted) if reacted is not None else "",
        voice.span(helped) if helped is not None else "",
    )


@for_desk()
def show(request: HttpRequest, surprise_id: int) -> HttpResponse:
    surprise = load_surprise(request, surprise_id)
    row = row_of(surprise, Voice.here(clock.now()))
    return render(request, "desk/risks/surprise.html", {"surprise": surprise, "row": row})


@for_desk("note_surprise")
def note(request: HttpRequest, number: int) -> HttpResponse:
    case, at = load_case(request, number), clock.now()
    risk = _risk_of(request, case)
    first = {"detected_at": risk.first_known_at if risk else at, "text": risk.text if risk else ""}
    form = SurpriseForm(typed(request), initial=first)
    found = ask(
        form, lambda **said: note_surprise(case, **said, risk=risk, by=reader(request), at=at)
    )
    if found is None:
        lede = __(
            "One more press keeps it. From the moment we noticed, our first word to the client "
            "is measured by its delivery."
        )
        words = {"title": __("Something unforeseen"), "button": __("Write it down")}
        return about_case(request, case, form, **words, lede=lede)
    say(request, __("It is written down; our next letter to the client stops the clock."))
    return redirect("surprise-show", found.pk)


def _risk_of(request: HttpRequest, case: Case) -> Risk | None:
    key = request.GET.get("risk", "")
    if not key.isdecimal():
        return None
    return get_object_or_404(Risk.objects.visible_to(reader(request)), case=case, pk=int(key))


@for_desk("note_surprise")
def told(request: HttpRequest, surprise_id: int) -> HttpResponse:
    surprise, at = load_surprise(request, surprise_id), clock.now()
    form = WordForm(typed(request), initial={"reacted_at": at})
    return _form_page(
        request,
        surprise,
        form,
        lambda **said: say_first_word(surprise, **said, by=reader(request), at=at),
        __("The client was told by voice"),
    )


@for_desk("note_surprise")
def helped(request: HttpRequest, surprise_id: int) -> HttpResponse:
    surprise, at = load_surprise(request, surprise_id), clock.now()
    first = {"helped_at": at, "words": surprise.help_words}
    form = HelpForm(surprise, Voice.here(at), typed(request), initial=first)
    return _form_page(
        request,
        surprise,
        form,
        lambda **said: help_client(surprise, **said, by=reader(request), at=at),
        __("What helped"),
    )


@for_desk("drop_surprise")
def drop(request: HttpRequest, surprise_id: int) -> HttpResponse:
    surprise, at = load_surprise(request, surprise_id), clock.now()
    return _form_page(
        request,
        surprise,
        DropForm(typed(request)),
        lambda **said: drop_surprise(surprise, **said, by=reader(request), at=at),
        __("It was no surprise"),
    )


def _form_page(
    request: HttpRequest,
    surprise: Surprise,
    form: forms.Form,
    verb: Callable[..., object],
    title: str,
) -> HttpResponse:
    words = {"title": title, "button": __("Keep"), "done": __("It is written down.")}
    page, back = "desk/risks/surprise_form.html", reverse("surprise-show", args=[surprise.pk])
    return ask_page(request, form, verb, template=page, back=back, case=surprise.case, **words)


def load_surprise(request: HttpRequest, surprise_id: int) -> Surprise:
    visible = Surprise.objects.visible_to(reader(request)).select_related(*RELATED)
    return get_object_or_404(visible, pk=surprise_id)
