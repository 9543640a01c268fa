"""Signing in to a mailbox with its provider's consent instead of a password."""

import hmac
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from slovo.domain.journal.refusal import Refusal
from slovo.domain.post.actions.consents import SIDES, ask_consent, drop_consent, give_consent
from slovo.domain.post.models import Consent, Mailbox
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part
from slovo.lib import clock, oauth
from slovo.web.consents import application_of, authority_of, consent_of, redirect_url
from slovo.web.toasts import say, say_refusal

PENDING = "consent"
PROVIDERS = (
    ("microsoft", _("Microsoft 365 and Outlook")),
    ("google", _("Google Workspace and Gmail")),
    ("other", _("Another provider")),
)


class ConsentForm(KnownForm):
    provider = forms.ChoiceField(label=_("Provider"), choices=PROVIDERS)
    client_id = forms.CharField(
        label=_("Application (client) id"),
        max_length=200,
        help_text=_("Your provider shows it when you register an application there."),
    )
    client_secret = forms.CharField(
        label=_("Client secret"),
        max_length=300,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=True),
        help_text=_("Kept encrypted. With Microsoft it is the secret's value, not its id."),
    )
    tenant = forms.CharField(
        label=_("Tenant"),
        max_length=120,
        required=False,
        help_text=_("Microsoft only: the id or domain of your organisation. Empty: any."),
    )
    authorise_url = forms.CharField(
        label=_("Address where consent is given"),
        max_length=300,
        required=False,
        help_text=_("Only for another provider."),
    )
    token_url = forms.CharField(
        label=_("Address of tokens"),
        max_length=300,
        required=False,
        help_text=_("Only for another provider."),
    )
    scope = forms.CharField(
        label=_("Scope"),
        max_length=300,
        required=False,
        help_text=_("Only for another provider: what to ask leave for."),
    )

    def __init__(self, *args: Any, has_secret: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if has_secret:
            self.fields["client_secret"].help_text = _("Empty: the saved secret stays.")


@never_cache
@for_desk("change_settings")
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = _mailbox(pk)
    known = consent_of(mailbox)
    initial = {side: getattr(known, side) for side in SIDES} if known else {}
    has_secret = bool(known and known.client_secret)
    form = ConsentForm(
        typed(request), initial=initial, has_secret=has_secret, is_known=known is not None
    )
    saved = ask(
        form, lambda **sides: ask_consent(mailbox, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        say(request, __("Saved. Now give the consent."))
        return redirect("settings-consent", pk)
    return form_part(
        request, "consent", form, mailbox=mailbox, consent=known, redirect_url=redirect_url()
    )


@never_cache
@require_safe
@for_desk("change_settings")
def consent_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """To the provider, with a state and a verifier that only this browser's session knows."""
    known = get_object_or_404(Consent.objects.select_related("mailbox"), mailbox=_mailbox(pk))
    state, verifier = oauth.new_secret(), oauth.new_secret()
    request.session[PENDING] = {"mailbox": pk, "state": state, "verifier": verifier}
    try:
        application = application_of(known)
    except Refusal as refusal:
        say_refusal(request, str(refusal))
        return redirect("settings-consent", pk)
    account = known.mailbox.username or known.mailbox.address
    return redirect(
        oauth.consent_address(
            authority_of(known), application, state=state, verifier=verifier, account=account
        )
    )


@never_cache
@require_safe
@for_desk("change_settings")
def consent_back(request: HttpRequest) -> HttpResponse:
    """From the provider; whatever it says counts once and only in the browser that asked."""
    pending = request.session.pop(PENDING, None) or {}
    state = request.GET.get("state", "")
    if not pending or not hmac.compare_digest(pending["state"].encode(), state.encode()):
        say_refusal(request, __("This consent was not asked for from here. Begin again, please."))
        return redirect("settings-mailboxes")
    try:
        _take(request, pending)
    except (Refusal, oauth.ConsentRefused, oauth.AuthorityAway) as problem:
        say_refusal(request, _in_words(problem))
    return redirect("settings-consent", pending["mailbox"])


@require_POST
@for_desk("change_settings")
def consent_drop(request: HttpRequest, pk: int) -> HttpResponse:
    drop_consent(_mailbox(pk), by=reader(request), at=clock.now())
    say(request, __("The consent is forgotten here. Enter a password, or ask for it again."))
    return redirect("settings-mailbox", pk)


def _take(request: HttpRequest, pending: dict[str, Any]) -> None:
    if "code" not in request.GET:
        said = request.GET
        raise oauth.ConsentRefused(said.get("error", "?")[:60], said.get("error_description", ""))
    known = get_object_or_404(Consent, mailbox=_mailbox(pending["mailbox"]))
    tokens = oauth.tokens_for_code(
        authority_of(known),
        application_of(known),
        code=request.GET["code"],
        verifier=pending["verifier"],
        may_be_private=settings.PRIVATE_CALLS,
    )
    if not tokens.refresh:
        raise oauth.ConsentRefused("no_refresh_token")
    at = clock.now()
    until = at + timedelta(seconds=tokens.seconds)
    give_consent(
        known,
        access=tokens.access,
        refresh=tokens.refresh,
        until=until,
        by=reader(request),
        at=at,
    )
    say(request, __("The consent is given. The mailbox is opened with it from now on."))


def _in_words(problem: Exception) -> str:
    if isinstance(problem, Refusal):
        return str(problem)
    if isinstance(problem, oauth.AuthorityAway):
        words = __("The provider's sign-in did not answer as it should: %(words)s")
        return words % {"words": str(problem)[:200]}
    code = getattr(problem, "code", "")
    sentences = {
        "access_denied": __("The consent was not given at the provider. Ask once more."),
        "invalid_client": __("The provider does not know this id and secret. Compare both."),
        "unauthorized_client": __("The provider does not know this id and secret. Compare both."),
        "invalid_grant": __("The provider took the answer for too old. Ask once more."),
        "no_refresh_token": __(
            "The provider gave leave for an hour only. Let the application ask for lasting "
            "(offline) access, then ask once more."
        ),
    }
    otherwise = __("The provider said no: %(words)s") % {"words": str(problem)[:200]}
    return sentences.get(code, otherwise)


def _mailbox(pk: int) -> Mailbox:
    return get_object_or_404(Mailbox, pk=pk, closed_at=None)
