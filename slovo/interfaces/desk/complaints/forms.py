"""What is typed about a complaint: everything may stay as it is, the second press keeps it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case
from slovo.domain.complaints.models import Medium
from slovo.domain.complaints.owners import candidates, involved_in, working_on
from slovo.domain.staff.models import User
from slovo.interfaces.desk.agreements.fields import DateField, writing
from slovo.interfaces.desk.forms import Moment


class FileForm(forms.Form):
    stated = forms.CharField(
        label=_("What is wrong, in the client’s own words"), max_length=20_000, widget=writing(5)
    )
    remedy_sought = forms.CharField(
        label=_("What the client wishes"), max_length=500, required=False
    )
    medium = forms.ChoiceField(label=_("How it reached us"), choices=Medium.choices)
    received_at = Moment(label=_("When it was received"))
    problem_on = DateField(
        label=_("When it happened"),
        required=False,
    )
    representative = forms.CharField(
        label=_("Who speaks for the client"), max_length=300, required=False
    )
    is_repeated = forms.BooleanField(
        label=_("The client has complained of this before"), required=False
    )
    against = forms.ModelMultipleChoiceField(
        label=_("Who is complained of"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They neither own it nor read it."),
    )
    owner = forms.ModelChoiceField(
        label=_("Who sees it through"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Whoever has the fewest"),
        help_text=_("Never who worked on the matter, nor that team."),
    )

    def __init__(self, case: Case, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        working = working_on(case)
        colleagues = User.objects.filter(left_at=None).order_by("full_name", "pk")
        able = [user.pk for user in candidates(involved_in(working))]
        self.fields["against"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["owner"].queryset = colleagues.filter(pk__in=able)  # type: ignore[attr-defined]
