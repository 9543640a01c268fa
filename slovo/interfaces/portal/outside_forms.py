"""What an outside owner of a complaint writes on his page: one form for each step."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models import Complaint, Grade
from slovo.domain.complaints.models.evidence import State, Topic
from slovo.domain.complaints.models.finding import Remedy, Verdict, Voice
from slovo.domain.mistakes.models import Cause
from slovo.domain.staff.hours import today_of_firm
from slovo.domain.staff.models import User
from slovo.domain.standards.models import RuleVersion
from slovo.lib import clock
from slovo.web.days import refuse_far

LONGEST = 5_000


def words(label: Any, *, required: bool = True, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget)


class OutsideForm(forms.Form):
    """`complaint`: what it is about decides what may be chosen."""

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.complaint = complaint


class Assessed(OutsideForm):
    severity = forms.ChoiceField(label=_("How grave it is"), choices=Grade.choices)
    complexity = forms.ChoiceField(label=_("How hard it is"), choices=Grade.choices)
    impact = forms.ChoiceField(label=_("How far it reaches"), choices=Grade.choices)
    is_safety = forms.BooleanField(label=_("Somebody’s safety is at stake"), required=False)
    immediate_action = words(_("What is done at once"), required=False, rows=2)


class Progress(OutsideForm):
    text = words(_("How it stands, in your words"))


class Begun(OutsideForm):
    topic = forms.ChoiceField(label=_("What the complaint is about"), choices=Topic.choices)


class Looked(OutsideForm):
    """Each proof on the list: seen, or none exists."""

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(complaint, *args, **options)
        self.proofs = list(complaint.evidence.order_by("place", "pk"))
        for one in self.proofs:
            self.fields[f"state_{one.pk}"] = forms.ChoiceField(
                label=str(one), choices=State.choices, required=False, initial=one.state
            )


class Found(OutsideForm):
    stated_cause = forms.ModelChoiceField(
        label=_("The cause as the client sees it"), queryset=Cause.objects.none()
    )
    real_cause = forms.ModelChoiceField(label=_("The real cause"), queryset=Cause.objects.none())
    real_reason = words(_("What it really was, in your words"))

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(complaint, *args, **options)
        for name in ("stated_cause", "real_cause"):
            causes = Cause.objects.current().order_by("branch", "name")
            self.fields[name].queryset = causes  # type: ignore[attr-defined]


class Decided(OutsideForm):
    verdict = forms.ChoiceField(label=_("Is the client right?"), choices=Verdict.choices)
    reasons = words(_("What we found, and why"), rows=5)
    remedies = forms.MultipleChoiceField(
        label=_("What the client gets"),
        choices=Remedy.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    remedy_words = words(_("How much, and by when"), required=False, rows=2)
    prevention = words(_("So that it does not happen again"), required=False)
    ways = words(_("If we refuse: what else is possible"), required=False, rows=2)
    outside = forms.CharField(
        label=_("If we refuse: who may judge instead of us"), max_length=300, required=False
    )
    rule = forms.ModelChoiceField(
        label=_("If we refuse: by which rule"),
        queryset=RuleVersion.objects.none(),
        required=False,
    )

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(complaint, *args, **options)
        rules = RuleVersion.objects.in_force(today_of_firm(clock.now())).select_related("rule")
        self.fields["rule"].queryset = rules.order_by("rule__number")  # type: ignore[attr-defined]
        self.fields["rule"].label_from_instance = lambda rule: f"{rule} · {rule.title}"  # type: ignore[attr-defined]


class Spoken(Decided):
    """The same said by voice to whom no letter reaches."""

    voice = forms.ChoiceField(label=_("How it was said"), choices=Voice.choices)
    told_at = forms.DateTimeField(
        label=_("When you talked"),
        validators=[refuse_far],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    note = words(_("Note of the talk"))


class Changed(OutsideForm):
    text = words(_("What is changed"), rows=2)
    owner = forms.ModelChoiceField(label=_("Whose it is"), queryset=User.objects.none())
    due_on = forms.DateField(
        label=_("In force by"),
        validators=[refuse_far],
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(complaint, *args, **options)
        here = User.objects.filter(left_at=None).order_by("full_name", "pk")
        self.fields["owner"].queryset = here  # type: ignore[attr-defined]


class Ended(OutsideForm):
    lesson = words(_("What the firm learns from it"))
