"""Files that a stranger sends: how many, how large, and what to say otherwise."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_FILES = 10
MOST_BYTES = 25 * 1024 * 1024


class ManyFiles(forms.ClearableFileInput):
    """One control, several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, up to a limit; cleaned into what `hear_message` takes."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=ManyFiles(), required=False, **more)

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, str, bytes, str]]:
        files: Sequence[UploadedFile[bytes]] = [file for file in data or () if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Ten files at once, please. Send the others in a second message.")
            )
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            raise forms.ValidationError(
                _("Together the files are larger than 25 MB. Send them in several messages.")
            )
        for file in files:
            if file.size:
                super().clean(file, initial)
        return [(file.name or "", file.content_type or "", file.read(), "") for file in files]


class EnclosedField(forms.FileField):
    """One file that shows something: (name, type, bytes), or None; its verb says what is wrong."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": gettext_lazy("File"), "required": False, **options})

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        return (given.name, given.content_type or "", given.read()) if given else None
