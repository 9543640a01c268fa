"""What is typed about a mistake: named, admitted, planned, put right, weighed, closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.delivery.models import Answer
from slovo.domain.mistakes.models import Cause, Mistake
from slovo.interfaces.desk.agreements.fields import WorkField, writing
from slovo.interfaces.desk.forms import Moment


class CauseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic at run time
    """The firm's causes, by where they lie; one that is retired stays where it was named."""

    def __init__(self, **options: Any) -> None:
        given = {"queryset": Cause.objects.current(), "required": False}
        words = {"label": _("Why it happened"), "empty_label": _("Not known yet")}
        super().__init__(**{**given, **words, **options})

    def label_from_instance(self, obj: Cause) -> str:
        return f"{obj.get_branch_display()}: {obj.name}"


class NameForm(forms.Form):
    text = forms.CharField(
        label=_("What went wrong"), max_length=500, required=False, widget=writing(2)
    )
    cause = CauseField()

    def __init__(self, mistake: Mistake, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if mistake.cause and mistake.cause.retired_at:
            known = Cause.objects.filter(code=mistake.cause.code)
            self.fields["cause"].queryset = Cause.objects.current() | known  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    correction = forms.CharField(label=_("How we put it right"), max_length=5000, widget=writing())
    due_at = Moment(label=_("By when it is right"))
    effort_minutes = WorkField(
        label=_("Hours of work it takes"),
        required=False,
        help_text=_("The date must fit the days of whoever handles the case."),
    )
    next_word_at = Moment(label=_("Next word from us"))
    is_spoken = forms.BooleanField(
        label=_("I have told the client just now; the letter confirms it"), required=False
    )
    is_override = forms.BooleanField(
        label=_("Promise it although it does not fit; it bears my name"), required=False
    )

    def __init__(self, *args: Any, may_override: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_override:
            del self.fields["is_override"]


class AdmitForm(PlanForm):
    """Facts and apology first, the correction with its date, then what else is possible."""

    field_order = ["facts", "apology", "correction", "due_at", "effort_minutes", "ways"]
    facts = forms.CharField(label=_("What has happened"), max_length=5000, widget=writing())
    apology = forms.CharField(
        label=_("Apology"),
        max_length=2000,
        required=False,
        widget=writing(2),
        help_text=_("Without it the mistake is admitted, but not apologised for."),
    )
    due_at = Moment(
        label=_("By when it is right"),
        required=False,
        help_text=_("It becomes a promise. If you do not know yet, tell the client tomorrow."),
    )
    ways = forms.CharField(
        label=_("What else is possible"),
        max_length=2000,
        required=False,
        widget=writing(2),
        help_text=_("One on each line."),
    )

    def __init__(self, *args: Any, is_planned: bool = False, **options: Any) -> None:
        """With a date promised already none is asked for: another one is agreed on the promise."""
        super().__init__(*args, **options)
        for name in ("due_at", "effort_minutes", "is_override") if is_planned else ():
            self.fields.pop(name, None)

    def clean_ways(self) -> list[str]:
        return [way for way in self.cleaned_data["ways"].splitlines() if way.strip()]


class CorrectForm(forms.Form):
    done = forms.CharField(
        label=_("What was put right"),
        max_length=5000,
        widget=writing(),
        help_text=_("The client reads it, and is asked whether it is right now."),
    )


class VerifyForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Is it right now?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In the client’s own words"), max_length=2000, widget=writing())


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=500, widget=writing(2))
