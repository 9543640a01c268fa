"""What colleagues type into a case: read once, refused in words, never lost."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.html import linebreaks
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.levels import CHOSEN
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from slovo.lib.mail.cleaning import clean_html
from slovo.web.days import LAST_DAY, refuse_far

SUBJECT_LENGTH = 300
LOCAL = "%Y-%m-%dT%H:%M"


class NotUnderstood(Refusal):
    """A field of the form does not say what it should."""


class Moment(forms.DateTimeField):
    """A day and a time in the reader's own zone, from the browser's own control."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "datetime-local", "max": f"{LAST_DAY}T23:59"}
        widget = forms.DateTimeInput(attrs=attrs, format=LOCAL)
        messages = {"invalid": _("This is not a date with a time. Choose both.")}
        given = {"validators": [refuse_far], "error_messages": messages, "widget": widget}
        super().__init__(input_formats=[LOCAL], **{**given, **options})


class Writing(forms.Form):
    """A letter or a note as the composer sends it."""

    html = forms.CharField(required=False, max_length=500_000)
    text = forms.CharField(required=False, max_length=200_000, strip=False)
    next_word = forms.CharField(required=False, max_length=40)
    next_word_other = Moment(required=False)
    question = forms.CharField(required=False, max_length=1000)
    seen_through = forms.CharField(required=False, max_length=40)
    way = forms.ChoiceField(choices=(("email", ""), ("telegram", "")), required=False)
    insists = forms.BooleanField(required=False)
    level = forms.ChoiceField(choices=CHOSEN, required=False)
    leaves_dates = forms.BooleanField(required=False)

    def clean_seen_through(self) -> datetime | None:
        return moment_of(self.cleaned_data["seen_through"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("html") and typed.get("text", "").strip():
            typed["html"] = linebreaks(typed["text"].strip(), autoescape=True)
        typed["html"] = clean_html(typed.get("html") or "")
        picked = typed.get("next_word", "")
        is_other = picked == "other" or (not picked and "next_word_other" in typed)
        typed["next_word_at"] = typed.get("next_word_other") if is_other else moment_of(picked)
        return typed


class Question(forms.Form):
    question = forms.CharField(
        label=_("What do you need from the client?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It goes out as a letter, and stands on the client’s page until he answers."),
    )
    next_word_at = Moment(
        required=False,
        label=_("Next word from us"),
        help_text=_("When we write again, if no answer has come."),
    )
    insists = forms.BooleanField(required=False, widget=forms.HiddenInput)


class Reason(forms.Form):
    reason = forms.CharField(
        label=_("Why it ends without the client’s word"),
        max_length=300,
        help_text=_("It stays in the timeline. The client is not written to."),
    )


class Assignment(forms.Form):
    handler = forms.ModelChoiceField(
        label=_("Who handles it"),
        queryset=User.objects.none(),
        empty_label=_("Choose a colleague"),
    )
    answerer = forms.ModelChoiceField(
        label=_("Who answers the client"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("The same person"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in ("handler", "answerer"):
            self.fields[field].queryset = colleagues()  # type: ignore[attr-defined]


class Handover(forms.Form):
    to = forms.ModelChoiceField(
        label=_("To whom"), queryset=User.objects.none(), empty_label=_("Choose a colleague")
    )
    brief = forms.CharField(
        label=_("Three lines for your colleague"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the client wants. What was done and promised. What comes next."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = colleagues()  # type: ignore[attr-defined]


class Severity(forms.Form):
    severity_client = forms.TypedChoiceField(
        label=_("How grave it is for the client"), choices=Pace.choices, coerce=int
    )
    severity_ours = forms.TypedChoiceField(
        label=_("How grave it is for us"), choices=Pace.choices, coerce=int
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class Name(forms.Form):
    subject = forms.CharField(label=_("What it is about"), max_length=SUBJECT_LENGTH)


class NewCase(forms.Form):
    email = forms.EmailField(
        label=_("The client’s address"),
        help_text=_("If we do not know it yet, a person is made."),
    )
    full_name = forms.CharField(label=_("Name"), max_length=200, required=False)
    subject = forms.CharField(label=_("What it is about"), max_length=SUBJECT_LENGTH)
    text = forms.CharField(
        label=_("What the client said"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It counts as the client’s own word: from now on an answer is owed."),
    )


def colleagues() -> Any:
    return User.objects.filter(left_at=None).order_by("full_name")


def moment_of(text: str) -> datetime | None:
    """An instant as our own pages write it; anything else is none."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def said(form: forms.Form) -> dict[str, Any]:
    """What the form says; raises `NotUnderstood` with the first thing that is wrong."""
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else None
    if label is None:
        raise NotUnderstood(str(errors[0]))
    raise NotUnderstood(__("%(field)s: %(fault)s") % {"field": label, "fault": errors[0]})
