"""What is typed on the way of a complaint: assessment, owner, law, word, instance outside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case
from slovo.domain.complaints.models import ClientKind, Complaint, Grade, LegalLimit
from slovo.domain.complaints.owners import candidates, involved_of
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.models import User
from slovo.interfaces.desk.agreements.fields import writing


class AssessForm(forms.Form):
    severity = forms.ChoiceField(
        label=_("How grave it is"), choices=Grade.choices, widget=forms.RadioSelect
    )
    complexity = forms.ChoiceField(
        label=_("How hard it is to find out"), choices=Grade.choices, widget=forms.RadioSelect
    )
    impact = forms.ChoiceField(
        label=_("How many it reaches"), choices=Grade.choices, widget=forms.RadioSelect
    )
    is_safety = forms.BooleanField(label=_("Somebody’s safety is at stake"), required=False)
    immediate_action = forms.CharField(
        label=_("What is done at once"),
        max_length=500,
        required=False,
        widget=writing(2),
        help_text=_("Empty: nothing can or must be done before the cause is found."),
    )
    stated_cause = forms.ModelChoiceField(
        label=_("What the client says it is"),
        queryset=Cause.objects.current(),
        required=False,
        empty_label=_("Not said"),
        help_text=_("The occasion is not always the true cause: that one is found later."),
    )
    opens_mistake = forms.BooleanField(
        label=_("It is our mistake beyond doubt: open it with its own clock"), required=False
    )


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        label=_("Who sees it through"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Somebody outside the firm"),
        help_text=_("Never who worked on the matter, nor that team."),
    )
    outside_name = forms.CharField(label=_("Name outside"), max_length=120, required=False)
    outside_address = forms.EmailField(label=_("Mail address outside"), required=False)
    reason = forms.CharField(
        label=_("Why it changes"),
        max_length=500,
        required=False,
        widget=writing(2),
        help_text=_("The client reads it."),
    )

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        able = [user.pk for user in candidates(involved_of(complaint))]
        named = User.objects.filter(pk__in=able).order_by("full_name", "pk")
        self.fields["owner"].queryset = named  # type: ignore[attr-defined]


class AboutForm(forms.Form):
    about = forms.ModelChoiceField(
        label=_("Which matter"),
        queryset=Case.objects.none(),
        required=False,
        empty_label=_("No matter of ours"),
        help_text=_("Whoever works on it cannot see the complaint through."),
    )
    against = forms.ModelMultipleChoiceField(
        label=_("Who is complained of"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They neither own it nor read it."),
    )

    def __init__(self, cases: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        about: Any = self.fields["about"]
        about.queryset = cases
        about.label_from_instance = lambda case: f"{case.ref} {case.subject}"
        here = User.objects.filter(left_at=None).order_by("full_name", "pk")
        self.fields["against"].queryset = here  # type: ignore[attr-defined]


class LawForm(forms.Form):
    country = forms.CharField(label=_("Country"), max_length=2, min_length=2)
    client_kind = forms.ChoiceField(label=_("Which client"), choices=ClientKind.choices)
    branch = forms.CharField(label=_("Branch"), max_length=20, required=False)
    limit = forms.ModelChoiceField(
        label=_("Which law"),
        queryset=LegalLimit.objects.filter(retired_at=None, amount__isnull=False),
        required=False,
        empty_label=_("The one for this client, if any"),
    )


class WordForm(forms.Form):
    text = forms.CharField(
        label=_("In your own words"),
        max_length=5000,
        required=False,
        widget=writing(),
        help_text=_("Empty: how it stands, and when the next word comes."),
    )


class BodyForm(forms.Form):
    external_body = forms.CharField(label=_("Who decides outside"), max_length=200)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What was decided"), max_length=500, widget=writing(2))


class AtOnceForm(forms.Form):
    text = forms.CharField(label=_("What was said and agreed"), max_length=2000, widget=writing())
