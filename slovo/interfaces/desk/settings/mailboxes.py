"""Mailboxes: where letters come from, and through which server they leave."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from slovo.domain.post.actions.mailboxes import close_mailbox, save_mailbox
from slovo.domain.post.models import Mailbox
from slovo.interfaces.desk.asking import ask, typed
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.fields import ColleagueField, with_chosen
from slovo.interfaces.desk.known import KnownForm
from slovo.interfaces.desk.settings.pages import form_part, part
from slovo.interfaces.desk.settings.trial import tried
from slovo.lib import clock
from slovo.web.consents import consent_of
from slovo.web.toasts import say

SECURITIES = (
    ("ssl", _("SSL/TLS from the first byte")),
    ("starttls", _("STARTTLS after the greeting")),
    ("none", _("None: only inside your own network")),
)
SIDES = (
    "address",
    "name",
    "username",
    "imap_host",
    "imap_port",
    "imap_security",
    "folder_names",
    "smtp_host",
    "smtp_port",
    "smtp_security",
    "handler",
    "is_default",
    "takes_plus",
)
SERVERS = ("imap_host", "imap_port", "smtp_host", "smtp_port", "username")


def port(label: Any, usual: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=65535, initial=usual)


class MailboxForm(KnownForm):
    address = forms.EmailField(
        label=_("Address"), help_text=_("What clients write to and what they see as the sender.")
    )
    name = forms.CharField(
        label=_("Name beside the address"),
        max_length=120,
        required=False,
        help_text=_("Empty: the name of the firm."),
    )
    username = forms.CharField(
        label=_("User name at the mail server"),
        max_length=200,
        required=False,
        help_text=_("Empty: the address itself."),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=True),
        help_text=_(
            "Kept encrypted. Many providers want a password made for programs here, not your own."
        ),
    )
    imap_host = forms.CharField(
        label=_("Incoming server (IMAP)"),
        max_length=200,
        required=False,
        help_text=_(
            "Empty: nothing is fetched. We read and delete nothing; what was there before today is "
            "history: it gets no receipt and starts no clock."
        ),
    )
    imap_port = port(_("Incoming port"), 993)
    imap_security = forms.ChoiceField(label=_("Incoming connection"), choices=SECURITIES)
    folder_names = forms.CharField(
        label=_("Folders that are read"),
        max_length=300,
        required=False,
        initial="INBOX",
        help_text=_("By commas, as your provider names them. Empty: INBOX."),
    )
    smtp_host = forms.CharField(
        label=_("Outgoing server (SMTP)"),
        max_length=200,
        required=False,
        help_text=_("Empty: letters of this address wait until there is one."),
    )
    smtp_port = port(_("Outgoing port"), 465)
    smtp_security = forms.ChoiceField(label=_("Outgoing connection"), choices=SECURITIES)
    handler = ColleagueField(
        label=_("Who takes what comes here"),
        required=False,
        empty_label=_("As the firm says"),
        help_text=_("A new letter to this address goes to this colleague at once."),
    )
    is_default = forms.BooleanField(
        label=_("New letters leave from here"),
        required=False,
        help_text=_("Answers always leave from the address the client wrote to."),
    )
    takes_plus = forms.BooleanField(
        label=_("Answers come back to name+case@…"),
        required=False,
        help_text=_(
            "Finds the case even when a mail program loses the thread. Only if your provider "
            "delivers such letters; otherwise they return to your clients."
        ),
    )

    def __init__(self, *args: Any, known: Mailbox | None = None, **options: Any) -> None:
        super().__init__(*args, is_known=known is not None, **options)
        self.known = known
        if known:
            with_chosen(self.fields["handler"], known.handler)
            self.fields["password"].help_text = _("Empty: the saved password stays.")

    def clean(self) -> dict[str, Any]:
        """A saved password is not sent to another server than the one it was given for."""
        said = super().clean() or {}
        known = self.known
        is_moved = known is not None and any(
            said.get(side) != getattr(known, side) for side in SERVERS
        )
        if known and known.secret and is_moved and not said.get("password"):
            self.add_error("password", _("The server is another one: enter the password again."))
        if known and is_moved and "test" in self.data and consent_of(known):
            words = _("The server is another one: save it and give the consent again, then test.")
            self.add_error(None, words)
        return said


@for_desk("change_settings")
def mailbox_list(request: HttpRequest) -> HttpResponse:
    rows = Mailbox.objects.filter(closed_at=None).select_related("handler").order_by("address")
    rows = rows.prefetch_related("folders")
    return part(request, "mailboxes", rows=rows)


@never_cache
@for_desk("change_settings")
def mailbox_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    known = get_object_or_404(Mailbox.objects.select_related("handler"), pk=pk) if pk else None
    initial = {side: getattr(known, side) for side in SIDES} if known else {"is_default": True}
    form = MailboxForm(typed(request), initial=initial, known=known)
    if "test" in request.POST:
        found = tried(form.cleaned_data, known) if form.is_valid() else []
        return form_part(
            request, "mailbox", form, known=known, found=found, consent=known and consent_of(known)
        )
    saved = ask(
        form, lambda **sides: save_mailbox(known, **sides, by=reader(request), at=clock.now())
    )
    if saved:
        say(request, __("The mailbox %(address)s is saved.") % {"address": saved.address})
        return redirect("settings-mailboxes")
    consent = consent_of(known) if known else None
    return form_part(request, "mailbox", form, known=known, consent=consent)


@require_POST
@for_desk("change_settings")
def mailbox_close(request: HttpRequest, pk: int) -> HttpResponse:
    mailbox = get_object_or_404(Mailbox, pk=pk)
    close_mailbox(mailbox, by=reader(request), at=clock.now())
    words = __("Nothing is fetched or sent through %(address)s any more. What came stays.")
    say(request, words % {"address": mailbox.address})
    return redirect("settings-mailboxes")
