"""What was said on the telephone: three taps, and a memo for whoever would rather speak."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from slovo.domain.calls.actions.talking import LARGEST_MEMO
from slovo.domain.cases.models import Case
from slovo.domain.cases.models.case import CaseQuery
from slovo.domain.clients.models import Person
from slovo.domain.staff.models import User
from slovo.interfaces.desk.forms import Moment


class MemoField(forms.FileField):
    """Recorded speech: the browser's microphone where there is one, a file everywhere."""

    def __init__(self) -> None:
        words = {
            "data-memo": "",
            "data-record": _("Record"),
            "data-stop": _("Stop"),
            "data-denied": _("The browser gives us no microphone. Choose a recording."),
        }
        super().__init__(
            label=_("Voice memo"),
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": "audio/*", **words}),
            help_text=_("For colleagues; the client never hears it. 15 MB at most."),
        )

    def clean(self, data: Any, initial: Any = None) -> bytes:
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if not file:
            return b""
        if (file.size or 0) > LARGEST_MEMO:
            raise forms.ValidationError(
                __("A voice memo may have 15 MB at most. Your words are kept.")
            )
        return bytes(file.read())


class TalkedForm(forms.Form):
    text = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The client sees it on his page. Empty: “We talked by telephone.”"),
    )
    next_word_at = Moment(
        label=_("Next word from us"),
        required=False,
        help_text=_("Empty: when his agreement says so."),
    )
    covers = forms.ModelMultipleChoiceField(
        label=_("He was told that we have read these, too"),
        queryset=Case.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    memo = MemoField()

    def offer(self, others: CaseQuery) -> None:
        """His other letters that wait; without any nobody is asked."""
        if others.exists():
            self.fields["covers"].queryset = others  # type: ignore[attr-defined]
        else:
            del self.fields["covers"]


class NotedForm(TalkedForm):
    talked_at = Moment(label=_("When you talked"))


class PlacedForm(TalkedForm):
    """One tap says which case; without a case the call stays a contact of the client."""

    case = forms.ModelChoiceField(
        label=_("What it was about"),
        queryset=Case.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a case.")},
    )
    field_order = ("case", "text")

    def offer_cases(self, cases: CaseQuery) -> None:
        self.fields["case"].queryset = cases  # type: ignore[attr-defined]


def waiting_cases(user: User, person: Person, at: datetime) -> CaseQuery:
    return Case.objects.visible_to(user).open().filter(person=person, waits_since__lte=at)
