"""What a colleague says of a promise: to make it, to end it, to give it another date."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.domain.cases.models import Case, Message, Promise
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.cases.models.promise import CLIENT, GIVEN, US
from slovo.interfaces.desk.agreements.fields import WorkField, writing
from slovo.interfaces.desk.fields import ColleagueField
from slovo.interfaces.desk.forms import Moment, moment_of
from slovo.interfaces.desk.spoken import Voice, short

KINDS = [(str(kind.value), kind.label) for kind in GIVEN]
OWES = [(US, _("We do")), (CLIENT, _("The client does"))]


class Dates(forms.Form):
    """The date comes with the button that was pressed: the keepable one, or the wished one."""

    due_at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    override_at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    dropped = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        beyond = moment_of(said.pop("override_at", ""))
        said["is_override"] = beyond is not None
        said["due_at"] = beyond or moment_of(said.get("due_at", ""))
        return said


class MakePromise(Dates):
    text = forms.CharField(
        label=_("What is promised"),
        max_length=300,
        help_text=_("In words the client understands, such as “Draft of the claim”."),
    )
    owed_by = forms.ChoiceField(
        label=_("Who owes it"), choices=OWES, initial=US, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    owner = ColleagueField(
        label=_("Who does it"),
        help_text=_("His hours are counted. For a duty of the client: who looks after it."),
    )
    effort_minutes = WorkField(
        label=_("Hours of work"),
        required=False,
        help_text=_("Such as 14 or 1.5. A fifth is added. Empty: it takes no time worth counting."),
    )
    wished_at = Moment(label=_("When the client wishes it"), required=False)


class NewDate(Dates):
    consent = forms.CharField(
        label=_("The client’s yes, in his words"),
        max_length=500,
        widget=writing(),
        help_text=_("Without it a date does not move."),
    )
    effort_minutes = WorkField(
        label=_("Hours of work that are left"),
        required=False,
        help_text=_("Empty: all of it."),
    )
    wished_at = Moment(label=_("The date the client agrees to"))


class Fulfil(forms.Form):
    """Which letter brought it, or how else it is known."""

    message = forms.ModelChoiceField(
        label=_("The letter that brought it"),
        queryset=Message.objects.none(),
        required=False,
        empty_label=_("No letter: it was done otherwise, now"),
        help_text=_("Its stamp decides whether the promise is kept."),
    )
    proof = forms.CharField(
        label=_("How we know"),
        max_length=500,
        required=False,
        help_text=_("Such as “handed over in court, receipt 114”."),
    )

    def __init__(self, *args: Any, promise: Promise, voice: Voice, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["message"]
        field.queryset = letters_for(promise)
        field.label_from_instance = lambda letter: named(letter, voice)


class Withdraw(forms.Form):
    words = forms.CharField(
        label=_("The client’s own words"),
        max_length=500,
        widget=writing(),
        help_text=_("Only the client gives a promise back. It then counts neither way."),
    )


class PassOn(forms.Form):
    to = ColleagueField(label=_("To whom"), help_text=_("The date stays: the client knows it."))


def named(letter: Message, voice: Voice) -> str:
    """A letter in a list to choose from: when, and how it begins."""
    return f"{voice.full(letter.at)}: {short(letter.text, 60)}"


def letters_for(promise: Promise) -> Any:
    """Human letters between us and that person since it was promised, the latest first."""
    direction = Direction.OUT if promise.is_ours else Direction.IN
    found = Message.objects.filter(
        case=promise.case_id,
        person=promise.person_id,
        direction=direction,
        nature=Nature.HUMAN,
        cancelled_at=None,
        at__gte=promise.made_at,
    )
    return found.order_by("-at", "-pk")


def kept_by(case: Case, keys: list[str]) -> list[Promise]:
    """Which open promises of ours a letter is said to keep."""
    wanted = [int(key) for key in keys if key.isdecimal() and len(key) < 19]
    return list(case.promises.open().given().filter(owed_by=US, pk__in=wanted).order_by("pk"))
