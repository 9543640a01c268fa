"""Forms about something that is there already: who saves is told what others changed meanwhile."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.utils.translation import gettext as _

SHORT = 8
LONGEST = 120


class KnownForm(forms.Form):
    """Carries a mark of every fact as it was shown. When somebody else changed one meanwhile, the
    first press says what stands there now and keeps what was typed; the second press saves it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, is_known: bool = True, **options: Any) -> None:
        super().__init__(data, *args, **options)
        if not is_known:
            del self.fields["seen"]
            return
        self.said = as_marks(self.data.get("seen", ""))
        self.marks = {name: mark_of(fact) for name, fact in self.initial.items()}
        self.initial["seen"] = as_words(self.marks)
        if self.is_bound:
            shown: Any = self.data
            self.data = shown = shown.copy()
            shown["seen"] = self.initial["seen"]

    def _post_clean(self) -> None:
        if "seen" not in self.fields:
            return
        self.cleaned_data.pop("seen", None)
        typed = self._typed()
        others = [name for name in changed_since(self.said, self.marks) if name in typed]
        if others:
            self.add_error(None, changed_words(self._fact(name) for name in others))

    def _typed(self) -> set[str]:
        """What he who saves has changed himself."""
        return set(self.changed_data)

    def _fact(self, name: str) -> tuple[str, str]:
        return str(self.fields[name].label), self._value(name)

    def _value(self, name: str) -> str:
        field, value = self.fields[name], self.initial.get(name)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field, forms.ModelChoiceField):
            rows: Any = field.queryset
            return str(rows.filter(pk=getattr(value, "pk", value)).first() or "")
        if isinstance(field, forms.ChoiceField):
            names: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]
            several = value if isinstance(value, list | tuple) else [value]
            return ", ".join(str(names.get(one, one)) for one in several if one not in (None, ""))
        return str(field.prepare_value(value) or "")


def mark_of(fact: Any) -> str:
    said = json.dumps(getattr(fact, "pk", fact), default=str, sort_keys=True)
    return salted_hmac("slovo.known", said).hexdigest()[:SHORT]


def changed_since(said: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Nothing, where the page did not say what it showed."""
    names = {**now, **said} if said else {}
    return [name for name in names if said.get(name) != now.get(name)]


def changed_words(facts: Iterable[tuple[str, str]]) -> str:
    """What stands there now, in one sentence."""
    parts = [
        _("%(name)s: “%(value)s”") % {"name": name, "value": Truncator(value).chars(LONGEST)}
        for name, value in facts
    ]
    words = _(
        "Somebody changed this while you were writing. Now it says: %(facts)s. What you typed is "
        "still here; save again to put it in its place."
    )
    return words % {"facts": "; ".join(parts)}


def as_words(marks: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{mark}" for name, mark in marks.items())


def as_marks(words: str) -> dict[str, str]:
    pairs = (word.partition(":") for word in words.split())
    return {name: mark for name, _colon, mark in pairs}
