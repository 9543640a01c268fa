"""Fields that several forms of the desk share: zones, languages, hours, colleagues."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from slovo.domain.staff.models import User
from slovo.lib import zones

Windows = list[list[str]]
_WINDOW = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")


class ZoneField(forms.ChoiceField):
    """A time zone of the tz database, the one that is set included even if it has a newer name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Time zone"))
        options.setdefault("choices", lambda: self.offered(is_free=not self.required))
        super().__init__(**options)

    def offered(self, *, is_free: bool) -> list[tuple[str, Any]]:
        nothing: list[tuple[str, Any]] = [("", _("Not known yet"))] if is_free else []
        return [*nothing, *((name, name.replace("_", " ")) for name in zones.names())]

    def valid_value(self, value: Any) -> bool:
        return zones.is_zone(str(value))


class LanguageField(forms.ChoiceField):
    """One of the languages the house speaks."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Language"))
        nothing = [] if options.get("required", True) else [("", _("Not known yet"))]
        super().__init__(choices=[*nothing, *settings.LANGUAGES], **options)


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague who is in the firm; he who left stays chosen only where he was."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_label", _("Choose a colleague"))
        super().__init__(queryset=here(), **options)


def here() -> QuerySet[User]:
    """Who is in the firm."""
    return User.objects.filter(left_at=None).order_by("full_name")


class HoursField(forms.CharField):
    """Hours of one day as people write them: «9-13, 14:00-18:00»; empty is closed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 120, **options})

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return windows_of(super().clean(value))


def windows_of(text: str) -> Windows:
    """«9-13, 14:00-18:00» → [["09:00", "13:00"], ["14:00", "18:00"]]."""
    windows = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
        found = _WINDOW.fullmatch(part)
        if found is None:
            raise ValidationError(
                _("Write hours as 09:00-13:00, 14:00-18:00; leave the field empty for a day off.")
            )
        opens, opens_minute, closes, closes_minute = found.groups(default="00")
        windows.append([f"{int(opens):02}:{opens_minute}", f"{int(closes):02}:{closes_minute}"])
    return windows


def written(windows: Windows) -> str:
    return ", ".join(f"{opens}–{closes}" for opens, closes in windows)


def with_chosen(field: Any, chosen: Model | None) -> None:
    """Offer also the row that is chosen already, though it is not offered any more."""
    if chosen is not None:
        rows: QuerySet[Any] = field.queryset
        field.queryset = rows | rows.model._default_manager.filter(pk=chosen.pk)
