import secrets
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slovo.domain.clients.models import Topic
from slovo.domain.staff.models import Firm
from slovo.lib import phones, zones
from slovo.web.uploads import FilesField

LONGEST = 100_000


class Visitor(forms.Form):
    """Who a stranger is. `website` is for robots, `once` makes two presses one."""

    full_name = forms.CharField(
        max_length=200,
        label=gettext_lazy("Your name"),
        error_messages={
            "required": gettext_lazy("Write your name, so that we know whom to answer.")
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("Your mail address"),
        help_text=gettext_lazy("We answer there."),
        error_messages={
            "required": gettext_lazy("Write your mail address, so that we can answer."),
            "invalid": gettext_lazy("A mail address looks like name@firm.example."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        max_length=40,
        required=False,
        label=gettext_lazy("Phone"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    organisation = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Organisation"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    attachments = FilesField(label=gettext_lazy("Files"))
    ASKED: ClassVar[tuple[str, ...]] = ()

    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    zone = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-browser-zone": ""})
    )
    once = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput, initial=secrets.token_urlsafe
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave the field for robots empty, please."))
        return ""

    def clean_phone(self) -> str:
        """As it can be dialled from anywhere; read as one of the firm's country without a code."""
        phone: str = self.cleaned_data["phone"].strip()
        firm = Firm.current()
        try:
            return phones.kept(phone, firm.country if firm else "") if phone else ""
        except ValueError as problem:
            raise forms.ValidationError(
                _("That is no telephone number. Write it with its code, such as +380 44 555 01 27.")
            ) from problem

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"]
        return zone if zones.is_zone(zone) else ""

    def asked(self) -> list[forms.BoundField]:
        """The fields a person fills in, in his order."""
        return [self[name] for name in self.ASKED]


class WriteIn(Visitor):
    """What he tells us."""

    topic = forms.ModelChoiceField(
        queryset=Topic.objects.filter(dropped_at=None).exclude(owner=None).order_by("name"),
        required=False,
        label=gettext_lazy("Topic"),
        empty_label=gettext_lazy("Something else"),
    )
    subject = forms.CharField(
        max_length=300,
        label=gettext_lazy("What is it about?"),
        error_messages={"required": gettext_lazy("Say in a few words what it is about.")},
    )
    text = forms.CharField(
        max_length=LONGEST,
        label=gettext_lazy("Tell us more"),
        error_messages={"required": gettext_lazy("Write what has happened or what you need.")},
        widget=forms.Textarea,
    )
    referrer = forms.CharField(
        max_length=200, required=False, label=gettext_lazy("How did you hear of us?")
    )

    ASKED: ClassVar[tuple[str, ...]] = (
        "full_name",
        "email",
        "subject",
        "text",
        "attachments",
        "phone",
        "organisation",
        "referrer",
    )

    def asked(self) -> list[forms.BoundField]:
        """The fields a person fills in, in his order; a topic only where there is a choice."""
        choices = Topic.objects.filter(dropped_at=None).exclude(owner=None)
        topics = ("topic",) if choices.exists() else ()
        return [self[name] for name in (*topics, *self.ASKED)]

    @property
    def words(self) -> str:
        """His text, and below it what else he told us."""
        told = {
            "phone": _("Phone: %(words)s"),
            "organisation": _("Organisation: %(words)s"),
            "referrer": _("Heard of us: %(words)s"),
        }
        said: dict[str, Any] = self.cleaned_data
        below = [
            sentence % {"words": said[name]}
            for name, sentence in told.items()
            if said[name].strip()
        ]
        return "\n\n".join([said["text"].strip(), *(["\n".join(below)] if below else [])])
