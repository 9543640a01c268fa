"""The table of notices: kinds down, ways across."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.notices.kinds import URGENT, Kind, Way
from slovo.domain.notices.models import Choice
from slovo.interfaces.desk.duty.forms import HourField
from slovo.lib.webhooks import new_secret

DIGEST = "digest"


class WaysForm(forms.Form):
    """One row of boxes for each kind; what is urgent has no digest."""

    def __init__(self, data: Any = None, *, chosen: dict[str, Choice], has: Iterable[str]) -> None:
        """`has`: the ways there are already; until he chooses, what is urgent comes by all."""
        super().__init__(data)
        usual = {kind: [Way.MAIL.value, *(has if kind in URGENT else ())] for kind in Kind}
        for kind in Kind:
            choice = chosen.get(kind)
            ticked: list[str] = list(choice.ways) if choice else usual[kind]
            ticked += [DIGEST] if choice and choice.is_digest else []
            more = [] if kind in URGENT else [(DIGEST, _("Once a day"))]
            self.fields[kind] = forms.MultipleChoiceField(
                label=kind.label,
                choices=[*Way.choices, *more],
                required=False,
                initial=ticked,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def ways(self) -> dict[Kind, list[Way]]:
        said = self.cleaned_data
        return {kind: [Way(way) for way in said[kind] if way != DIGEST] for kind in Kind}

    @property
    def digests(self) -> list[Kind]:
        return [kind for kind in Kind if DIGEST in self.cleaned_data[kind]]


class MannerForm(forms.Form):
    quiet_from = HourField(label=_("Quiet from"), required=False)
    quiet_to = HourField(
        label=_("Quiet until"),
        required=False,
        help_text=_("By your own clock. Duty and what is urgent come all the same."),
    )
    digest_at = HourField(label=_("The digest comes at"))


class BrowserForm(forms.Form):
    endpoint = forms.URLField(max_length=1000, assume_scheme="https")
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)
    label = forms.CharField(max_length=120, required=False)


class PhoneForm(forms.Form):
    address = forms.CharField(label=_("Telephone for messages"), max_length=40)


class TelegramForm(forms.Form):
    secret = forms.CharField(
        label=_("Token of the bot"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("BotFather gives it. Kept encrypted. Empty: the one we have."),
    )
    url = forms.CharField(
        label=_("Address of the Bot API"),
        max_length=300,
        required=False,
        help_text=_("Empty: api.telegram.org."),
    )


class GatewayForm(forms.Form):
    url = forms.CharField(label=_("Address of the gateway"), max_length=300)
    secret = forms.CharField(
        label=_("Secret that signs"),
        max_length=200,
        required=False,
        help_text=_("Give the same to the gateway (Standard Webhooks). Empty: the one we have."),
    )

    def offer_secret(self) -> None:
        """A new one for a gateway that has none yet."""
        self.fields["secret"].initial = new_secret()
