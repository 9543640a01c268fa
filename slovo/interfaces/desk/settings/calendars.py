"""Working hours, and the days that differ from them."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.calendars.actions.calendars import (
    Differs,
    import_holidays,
    save_calendar,
    save_days,
)
from slovo.domain.calendars.models import Calendar, default_week
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import Firm
from slovo.interfaces.desk.agreements.fields import DateField
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import HoursField, ZoneField
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.classes import WEEKDAYS
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

MOST_DAYS = 366
YEARS = (2000, 2100)


class CalendarForm(KnownForm):
    """A name, a zone and a line of hours for each weekday."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=80)
    zone = ZoneField(help_text=_("The hours below are hours of this zone, in summer and winter."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for day, name in WEEKDAYS:
            self.fields[day] = HoursField(label=name)

    @property
    def weekdays(self) -> list[forms.BoundField]:
        return [self[day] for day, _name in WEEKDAYS]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        week = {day: said.pop(day, []) for day, _name in WEEKDAYS}
        return {**said, "week": week}


class DayForm(forms.Form):
    """A day that differs: closed, or other hours."""

    date = DateField(label=_("Day"))
    name = forms.CharField(
        label=pgettext_lazy("of a thing", "Name"), max_length=120, required=False
    )
    windows = HoursField(label=_("Hours"))


class UniqueDays(forms.BaseFormSet):  # type: ignore[type-arg]
    """Every day once."""

    def clean(self) -> None:
        dates = [row.cleaned_data.get("date") for row in self.forms if row.is_valid()]
        twice = next((day for day in dates if day and dates.count(day) > 1), None)
        if twice:
            raise forms.ValidationError(__("%(date)s stands here twice.") % {"date": twice})


DayForms = forms.formset_factory(
    DayForm, formset=UniqueDays, extra=3, can_delete=True, max_num=MOST_DAYS, absolute_max=MOST_DAYS
)


class DaysShown(KnownForm):
    """Which days stood there when the table was drawn."""

    def __init__(self, rows: Any, days: list[dict[str, Any]], data: Any = None) -> None:
        super().__init__(data, initial={"days": days})
        self.rows = rows

    def _typed(self) -> set[str]:
        return {"days"} if self.rows.has_changed() else set()

    def _fact(self, name: str) -> tuple[str, str]:
        return __("Days"), ", ".join(_said(row) for row in self.initial[name]) or __("none")


class HolidaysForm(forms.Form):
    country = forms.CharField(label=_("Country"), min_length=2, max_length=2)
    year = forms.IntegerField(label=_("Year"), min_value=YEARS[0], max_value=YEARS[1])


@for_desk("change_settings")
def calendar_list(request: HttpRequest) -> HttpResponse:
    return part(request, "calendars", rows=Calendar.objects.order_by("name"), year=this_year())


@for_desk("change_settings")
def calendar_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Calendar, pk=pk) if pk else None
    firm = Firm.objects.get()
    initial: dict[str, Any] = {"zone": firm.zone, **default_week()}
    if known:
        closed: dict[str, Any] = {day: [] for day, _name in WEEKDAYS}
        initial = {"name": known.name, "zone": known.zone, **closed, **known.week}
    form = CalendarForm(typed(request), initial=initial, is_known=known is not None)
    saved = ask(
        form, lambda **sides: save_calendar(known, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        words = __("“%(name)s” is saved. Dates that no client was told follow it from now on.")
        say(request, words % {"name": saved.name})
        return redirect("settings-calendar", saved.pk)
    return form_part(request, "calendar", form, known=known, year=this_year())


@for_desk("change_settings")
def days(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    known = get_object_or_404(Calendar, pk=pk)
    if not YEARS[0] <= year <= YEARS[1]:
        raise Http404
    found = known.days.filter(date__year=year).order_by("date")
    rows: list[Any] = list(found.values("date", "name", "windows"))
    forms_of_days = DayForms(typed(request), initial=rows)
    shown = DaysShown(forms_of_days, rows, typed(request))
    if forms_of_days.is_bound and forms_of_days.is_valid() and shown.is_valid():
        try:
            kept = said_days(forms_of_days)
            save_days(known, year=year, days=kept, by=reader(request), at=clock.now())
        except Refusal as refusal:
            forms_of_days.non_form_errors().append(str(refusal))
        else:
            say(request, __("The days of %(year)d are saved.") % {"year": year})
            return redirect("settings-days", pk, year)
    holidays = HolidaysForm(initial={"country": Firm.objects.get().country, "year": year})
    context = {"known": known, "year": year, "before": year - 1, "after": year + 1}
    page = part(request, "days", days=forms_of_days, shown=shown, holidays=holidays, **context)
    page.status_code = 422 if forms_of_days.is_bound else 200
    return page


@require_POST
@for_desk("change_settings")
def holidays(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Calendar, pk=pk)
    form = HolidaysForm(request.POST)
    count = ask(
        form,
        lambda **sides: import_holidays(
            known, **sides, language=get_language() or "en", by=reader(request), at=clock.now()
        ),
    )
    if count is None:
        for errors in form.errors.values():
            say_refusal(request, str(errors[0]))
        return redirect("settings-days", pk, this_year())
    words = ngettext("%(count)d day is added.", "%(count)d days are added.", count)
    say(request, words % {"count": count})
    return redirect("settings-days", pk, form.cleaned_data["year"])


def said_days(forms_of_days: Any) -> list[Differs]:
    rows = [row.cleaned_data for row in forms_of_days if row.cleaned_data.get("date")]
    return [
        Differs(row["date"], row["name"], row["windows"]) for row in rows if not row.get("DELETE")
    ]


def _said(row: dict[str, Any]) -> str:
    return " ".join(filter(None, (date_format(row["date"], "j E"), row["name"])))


def this_year() -> int:
    today: date = clock.now().date()
    return today.year
