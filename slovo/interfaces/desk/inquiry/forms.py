"""What is typed while a complaint is looked into, answered and ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Promise
from slovo.domain.cases.models.promise import US
from slovo.domain.complaints.actions.causes import MOST_WHYS
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.models.evidence import State, Topic
from slovo.domain.complaints.models.finding import Remedy, Verdict, Voice
from slovo.domain.complaints.models.followup import SAID, Result
from slovo.domain.delivery.models import Answer
from slovo.domain.mistakes.models import Branch, Cause
from slovo.interfaces.desk.agreements.fields import DateField, writing
from slovo.interfaces.desk.fields import ColleagueField
from slovo.interfaces.desk.forms import Moment
from slovo.interfaces.desk.goodwill.forms import RuleField
from slovo.web.uploads import EnclosedField

WHYS = 5


class TopicForm(forms.Form):
    topic = forms.ChoiceField(
        label=_("What the complaint is about"), choices=Topic.choices, widget=forms.RadioSelect
    )


class ProofForm(forms.Form):
    text = forms.CharField(label=_("What else to look at"), max_length=200)


class TickForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What came of it"),
        choices=[(State.SEEN, State.SEEN.label), (State.NONE, State.NONE.label)],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What it says"), max_length=500, required=False, widget=writing(2)
    )
    link = forms.CharField(
        label=_("Where it can be seen"),
        max_length=500,
        required=False,
        help_text=_("A page of the desk, a file, a shelf."),
    )
    file = EnclosedField()


class FactForm(forms.Form):
    happened_at = Moment(label=_("When it happened"))
    text = forms.CharField(label=_("What happened"), max_length=1000, widget=writing(3))
    source = forms.CharField(
        label=_("From whom or what we know"),
        max_length=200,
        help_text=_("A colleague’s word, a log, a bank statement."),
    )
    file = EnclosedField()


class CauseForm(forms.Form):
    stated_cause = forms.ModelChoiceField(
        label=_("The cause as the client sees it"),
        queryset=Cause.objects.none(),
        empty_label=_("Choose a cause"),
    )
    real_cause = forms.ModelChoiceField(
        label=_("The real cause"),
        queryset=Cause.objects.none(),
        empty_label=_("Choose a cause"),
        help_text=_("Prevention is counted by this one."),
    )
    real_reason = forms.CharField(
        label=_("What it really was, in your words"), max_length=2000, widget=writing(3)
    )

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keys = (complaint.stated_cause_id, complaint.real_cause_id)
        named = [key for key in keys if key]
        current = Cause.objects.current() | Cause.objects.filter(pk__in=named)
        for name in ("stated_cause", "real_cause"):
            self.fields[name].queryset = current.order_by("branch", "name")  # type: ignore[attr-defined]


class TreeForm(forms.Form):
    """Five whys in a row, and a field for each branch: one finding a line."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(WHYS):
            label = _("Why did it happen?") if place == 0 else _("And why was that so?")
            self.fields[f"why_{place}"] = forms.CharField(
                label=label, max_length=300, required=False
            )
        for branch in Branch:
            self.fields[f"bone_{branch}"] = forms.CharField(
                label=branch.label,
                required=False,
                max_length=MOST_WHYS * 300,
                widget=writing(2),
                help_text=_("One finding a line."),
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        return {
            "chain": [typed.get(f"why_{place}", "") for place in range(WHYS)],
            "bones": {str(b): typed.get(f"bone_{b}", "").splitlines() for b in Branch},
        }


class AnswerForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Is the client right?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("What we found, and why"),
        max_length=5000,
        widget=writing(5),
        help_text=_("In words that the client can follow. It stands in the letter."),
    )
    remedies = forms.MultipleChoiceField(
        label=_("What the client gets"),
        choices=Remedy.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    remedy_words = forms.CharField(
        label=_("How much, and by when"), max_length=2000, required=False, widget=writing(2)
    )
    prevention = forms.CharField(
        label=_("So that it does not happen again"),
        max_length=2000,
        required=False,
        widget=writing(3),
    )
    ways = forms.CharField(
        label=_("If we refuse: what else is possible"),
        max_length=2000,
        required=False,
        widget=writing(2),
    )
    outside = forms.CharField(
        label=_("If we refuse: who may judge instead of us"), max_length=300, required=False
    )
    rule = RuleField(label=_("If we refuse: by which rule"), required=False)
    next_word_at = Moment(
        label=_("Next word from us"),
        required=False,
        help_text=_("Empty: with this letter the matter is done, unless the client says no."),
    )
    keeps = forms.ModelMultipleChoiceField(
        label=_("Promises that this letter keeps"),
        queryset=Promise.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ours = complaint.case.promises.open().given().filter(owed_by=US).order_by("due_at", "pk")
        if ours.exists():
            self.fields["keeps"].queryset = ours  # type: ignore[attr-defined]
            self.fields["keeps"].label_from_instance = lambda promise: promise.text  # type: ignore[attr-defined]
        else:
            del self.fields["keeps"]


class TalkForm(AnswerForm):
    """The same words, and the talk in which they were said."""

    voice = forms.ChoiceField(
        label=_("How it was said"), choices=Voice.choices, widget=forms.RadioSelect
    )
    told_at = Moment(label=_("When you talked"))
    told_by = ColleagueField(label=_("Who said it"))
    note = forms.CharField(
        label=_("Note of the talk"),
        max_length=5000,
        required=False,
        widget=writing(3),
        help_text=_("What the client asked, and what was said. Or attach a memo below."),
    )
    file = EnclosedField()

    field_order = ("voice", "told_at", "told_by", "note", "file")

    def __init__(self, complaint: Complaint, *args: Any, **options: Any) -> None:
        super().__init__(complaint, *args, **options)
        self.fields["reasons"].help_text = ""
        self.fields["next_word_at"].help_text = _(
            "Empty: with this talk the matter is done, unless the client says no."
        )


class SaidForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Does the client accept our answer?"),
        choices=[(Answer.YES, _("Yes")), (Answer.NO, _("No"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("The client’s own words"), max_length=2000, required=False, widget=writing(3)
    )
    said_at = Moment(label=_("When it was said"))


class HelpedForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Did our answer help?"),
        choices=[(code, Result(code).label) for code in SAID],
        widget=forms.RadioSelect,
    )
    score = forms.TypedChoiceField(
        label=_("From 0 to 10, if the client said a number"),
        choices=[("", _("none")), *((str(score), str(score)) for score in range(11))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = forms.CharField(
        label=_("The client’s own words"), max_length=2000, required=False, widget=writing(3)
    )
    said_at = Moment(label=_("When it was said"))


class LessonForm(forms.Form):
    lesson = forms.CharField(
        label=_("What we learn from it"),
        max_length=2000,
        widget=writing(3),
        help_text=_("What would have spared the client this? A sentence or two."),
    )


class MeasureForm(forms.Form):
    text = forms.CharField(label=_("What is changed"), max_length=500, widget=writing(2))
    owner = ColleagueField(label=_("Whose it is"))
    due_on = DateField(label=_("In force by"))


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=_("Why nothing needs to be changed"), max_length=1000, widget=writing(3)
    )


class InForceForm(forms.Form):
    how = forms.CharField(
        label=_("How we know that it works"),
        max_length=500,
        widget=writing(2),
        help_text=_("What somebody has seen: a case it caught, a page it stands on."),
    )


class WhyForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=500, widget=writing(2))


class SureForm(forms.Form):
    """Nothing to type: one more press."""
