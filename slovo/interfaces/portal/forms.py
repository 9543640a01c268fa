from django import forms
from django.utils.translation import gettext_lazy as _

from slovo.web.uploads import FilesField

LONGEST = 100_000


class Reply(forms.Form):
    """What he writes, with or without files. Files alone are a message, too."""

    text = forms.CharField(required=False, max_length=LONGEST)
    attachments = FilesField()

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if not self.errors and not said.get("text") and not said.get("attachments"):
            raise forms.ValidationError(_("Write something or choose a file first."))
        return said


class Wrong(forms.Form):
    """What is wrong, in his words; saying that something is, is enough."""

    text = forms.CharField(required=False, max_length=LONGEST)
    attachments = FilesField()


class Verdict(forms.Form):
    """Is it solved? If not, what is left."""

    is_solved = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    text = forms.CharField(required=False, max_length=LONGEST)
