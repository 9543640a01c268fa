"""How often the firm may speak to one client unasked."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.courtesy.actions.caps import change_caps
from slovo.domain.courtesy.models import Caps
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("in_7_days", "in_30_days", "survey_days", "first_hour")


class CapsForm(forms.Form):
    in_7_days = forms.IntegerField(
        label=_("To one client in 7 days"),
        min_value=1,
        max_value=100,
        help_text=_(
            "What nobody asked for: reminders, care, news, questions. The next one is held until a "
            "working morning is free. Answers and news about his own requests are not counted."
        ),
    )
    in_30_days = forms.IntegerField(
        label=_("To one client in 30 days"),
        min_value=1,
        max_value=100,
        help_text=_("Whichever of the two is reached first holds the next one."),
    )
    survey_days = forms.IntegerField(
        label=_("Days between two questions about our work"),
        min_value=1,
        max_value=730,
        help_text=_("Who asked for less gets half of everything, and this twice as rarely."),
    )
    first_hour = forms.TimeField(
        label=_("When what was held leaves"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_(
            "On the client’s clock, on the first working day that is free. What waits already is "
            "asked again at its own time."
        ),
    )


@for_desk("change_settings")
def caps(request: HttpRequest) -> HttpResponse:
    now = Caps.current()
    form = CapsForm(typed(request), initial={side: getattr(now, side) for side in SIDES})
    saved = ask(form, lambda **sides: change_caps(**sides, by=reader(request), at=clock.now()))
    if saved:
        say(request, __("It holds from now on."))
        return redirect("settings-caps")
    return form_part(request, "caps", form)
