"""The first page of a new house: a firm, and the one who answers for it. Then it is gone."""

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from slovo.domain.engagements.actions.founding import found_firm
from slovo.domain.journal.actors import HOUSE
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm, User
from slovo.interfaces.desk.asking import ask, show, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import LanguageField, ZoneField
from slovo.interfaces.desk.settings.mailboxes import MailboxForm
from slovo.interfaces.desk.settings.trial import tried
from slovo.lib import clock
from slovo.web.brakes import is_too_fast, visitor
from slovo.web.toasts import say

POSTS, SECONDS = 20, 60


class FirstRunForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the firm"),
        max_length=120,
        help_text=_("Stands in every letter and on every page a client sees."),
    )
    language = LanguageField()
    zone = ZoneField(label=_("Time zone of the firm"), initial="Europe/Kyiv")
    country = forms.CharField(
        label=_("Country"),
        initial="UA",
        min_length=2,
        max_length=2,
        help_text=_("Two letters, such as UA."),
    )
    principal_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("You are the first principal: you answer for the firm to its clients."),
    )
    principal_email = forms.EmailField(
        label=_("Your mail address"), help_text=_("You sign in with it.")
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        help_text=_("At least eight characters, not easy to guess."),
    )


@sensitive_post_parameters("password")
@never_cache
def first_run(request: HttpRequest) -> HttpResponse:
    if Firm.current() is not None:
        raise Http404
    if knocks_too_often(request):
        return render(request, "desk/first_run/wait.html", status=429)
    form = FirstRunForm(typed(request), initial={"language": get_language() or "en"})
    at = clock.now()
    firm = ask(form, lambda **sides: found_firm(**sides, by=HOUSE, at=at))
    if firm is None:
        return show(request, "desk/first_run/firm.html", form, {})
    principal = User.objects.get(email__iexact=form.cleaned_data["principal_email"])
    login(request, principal, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("first-run-mailbox")


@never_cache
@for_desk("change_settings")
def mailbox(request: HttpRequest) -> HttpResponse:
    """The second step may be left out; it is over with the first mailbox."""
    if Mailbox.objects.exists():
        raise Http404
    if knocks_too_often(request):
        return render(request, "desk/first_run/wait.html", status=429)
    form = MailboxForm(typed(request), initial={"is_default": True})
    if "test" in request.POST:
        found = tried(form.cleaned_data, None) if form.is_valid() else []
        return show(request, "desk/first_run/mailbox.html", form, {"found": found})
    saved = ask(
        form, lambda **sides: save_mailbox(None, **sides, by=reader(request), at=clock.now())
    )
    if saved is None:
        return show(request, "desk/first_run/mailbox.html", form, {})
    words = __("The mailbox %(address)s is connected. New letters become cases from now on.")
    say(request, words % {"address": saved.address})
    return redirect("today")


def knocks_too_often(request: HttpRequest) -> bool:
    """More often than a person would: somebody guesses, or looks for servers behind us."""
    who = visitor(request)
    return request.method == "POST" and is_too_fast("first-run", who, limit=POSTS, seconds=SECONDS)
