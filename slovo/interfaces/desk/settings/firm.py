"""The firm itself."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.calendars.models import Calendar
from slovo.domain.staff.actions.firm import save_firm
from slovo.domain.staff.models import Firm
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import ColleagueField, LanguageField, ZoneField
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("name", "zone", "language", "country", "phone", "address", "calendar", "front_desk")


class FirmForm(KnownForm):
    name = forms.CharField(
        label=_("Name of the firm"),
        max_length=120,
        help_text=_("Stands in every letter and on every page a client sees."),
    )
    front_desk = ColleagueField(
        required=False,
        label=_("Who takes a new request"),
        empty_label=_("Nobody: it waits among the unassigned"),
        help_text=_(
            "A letter from somebody without an agreement goes to this colleague at once. Changing "
            "it moves no case that is already there."
        ),
    )
    zone = ZoneField(
        help_text=_("Days of the firm begin and end here. Every client sees times in his own zone.")
    )
    language = LanguageField(
        help_text=_("For clients whose language we do not know yet, and for letters to everybody.")
    )
    country = forms.CharField(
        label=_("Country"),
        max_length=2,
        min_length=2,
        help_text=_("Two letters, such as UA. Holidays are proposed for it."),
    )
    calendar = forms.ModelChoiceField(
        label=_("Working hours of the firm"),
        queryset=Calendar.objects.order_by("name"),
        empty_label=None,
        help_text=_("Business days without another calendar are counted by these."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("Clients see it on their page."),
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)


@for_desk("change_settings")
def firm(request: HttpRequest) -> HttpResponse:
    house = Firm.objects.select_related("calendar", "front_desk").get()
    initial = {side: getattr(house, side) for side in SIDES}
    form = FirmForm(typed(request), initial=initial)
    saved = ask(form, lambda **sides: save_firm(house, **sides, by=reader(request), at=clock.now()))
    if saved:
        say(request, __("The firm is saved."))
        return redirect("settings-firm")
    return form_part(request, "firm", form)
