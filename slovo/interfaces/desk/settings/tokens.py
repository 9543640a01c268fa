"""Keys for programs: shown once, taken back any time."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from slovo.domain.access.actions.tokens import make_token, revoke_token
from slovo.domain.access.models import Token, TokenRight
from slovo.domain.staff.models import User
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock
from slovo.web.toasts import say


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("So that you know later which one to take back."),
    )
    right = forms.ChoiceField(
        label=_("What it may"),
        required=False,
        choices=[("", _("All that you may")), *TokenRight.choices],
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        asked: Any = self.fields["right"]
        asked.choices = [row for row in asked.choices if not row[0] or by.may(row[0])]


@never_cache
@for_desk("make_token")
def tokens(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    form = TokenForm(typed(request), by=user)
    raw = ask(form, lambda **said: make_token(user, **said, by=user, at=clock.now()))
    rows = Token.objects.filter(user=user, revoked_at=None).order_by("-made_at")
    fresh = TokenForm(by=user) if raw else form
    return form_part(request, "tokens", fresh, rows=rows, raw=raw)


@require_POST
@for_desk("make_token")
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    user = reader(request)
    token = get_object_or_404(Token, pk=pk, user=user)
    revoke_token(token, by=user, at=clock.now())
    say(request, __("The key “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("settings-tokens")
