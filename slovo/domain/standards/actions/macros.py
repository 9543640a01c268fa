"""Texts that colleagues use again."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.filling import SLOT, VARIABLES
from slovo.domain.standards.models import Macro


class MacroRefused(Refusal):
    """A macro needs a name of its own and a text in at least one language."""


class UnknownVariable(Refusal):
    """The text asks for something we cannot fill in: the client would read the braces."""


@transaction.atomic
def save_macro(
    macro: Macro | None, *, name: str, texts: dict[str, str], by: Doer, at: datetime
) -> Macro:
    refuse_unless_allowed("save_macro", by)
    known = macro or Macro()
    written = {
        language: texts[language].strip()
        for language, _name in settings.LANGUAGES
        if texts.get(language, "").strip()
    }
    _refuse_unusable(known, name.strip(), written)
    if macro is not None and (known.name, known.texts) == (name.strip(), written):
        return known
    known.name, known.texts, known.changed_at = name.strip(), written, at
    known.save()
    record("macro.changed", known, by=by, at=at, languages=list(written))
    return known


@transaction.atomic
def drop_macro(macro: Macro, *, by: Doer, at: datetime) -> None:
    refuse_unless_allowed("save_macro", by)
    if Macro.objects.filter(pk=macro.pk).exists():
        record("macro.dropped", macro, by=by, at=at)
        Macro.objects.filter(pk=macro.pk).delete()


def _refuse_unusable(macro: Macro, name: str, texts: dict[str, str]) -> None:
    if not name:
        raise MacroRefused(_("Write the name of the macro."))
    if Macro.objects.filter(name=name).exclude(pk=macro.pk).exists():
        raise MacroRefused(_("There is a macro named “%(name)s” already.") % {"name": name})
    if not texts:
        raise MacroRefused(_("Write the text in at least one language."))
    for text in texts.values():
        _refuse_slots(text)


def _refuse_slots(text: str) -> None:
    for slot in SLOT.findall(text):
        if slot not in VARIABLES:
            sentence = _("There is no “%(name)s” to fill in. These exist: %(all)s.")
            raise UnknownVariable(sentence % {"name": slot, "all": ", ".join(VARIABLES)})
    rest = SLOT.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise UnknownVariable(_("A pair of braces is not closed: write {{ person.called }}."))
