"""What a colleague sets for himself."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from slovo.domain.staff.actions.profile import save_profile
from slovo.interfaces.desk.absences import AbsenceForm, absences_of, added
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import LanguageField, ZoneField
from slovo.interfaces.desk.promises.feed import feed_url
from slovo.lib import clock
from slovo.web.toasts import say

SIDES = ("language", "zone", "theme", "phone", "signature")


class ProfileForm(forms.Form):
    language = LanguageField(help_text=_("The desk speaks it to you. Clients read their own."))
    zone = ZoneField(help_text=_("Times on the desk are said in this zone."))
    theme = forms.ChoiceField(
        label=_("Look"),
        required=False,
        choices=[("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    signature = forms.CharField(
        label=_("Signature"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands under every letter you write."),
    )


@for_desk("make_token")
def profile(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    initial = {side: getattr(user, side) for side in SIDES}
    form = ProfileForm(typed(request), initial=initial)
    saved = ask(form, lambda **sides: save_profile(user, **sides, by=user, at=clock.now()))
    if saved:
        with translation.override(saved.language):
            say(request, __("Your preferences are saved."))
        return redirect("profile")
    return profile_page(request, form, AbsenceForm())


def profile_page(request: HttpRequest, form: forms.Form, away: AbsenceForm) -> HttpResponse:
    user = reader(request)
    context = {
        "profile_form": form,
        "may_promise": user.may("make_promise"),
        "feed_url": feed_url(user),
        "absences": absences_of(user),
        "absence_form": away,
    }
    return show(request, "desk/profile.html", away if away.is_bound else form, context)


@require_POST
@for_desk("make_token")
def absence(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    form = AbsenceForm(request.POST)
    if added(request, user, form):
        return redirect("profile")
    initial = {side: getattr(user, side) for side in SIDES}
    return profile_page(request, ProfileForm(initial=initial), form)
