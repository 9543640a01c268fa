"""The firm's own words in letters about mistakes, by country and language."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.mistakes.models import Wording
from slovo.domain.mistakes.wordings import PLACES, SLOTS
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.domain.standards.filling import SLOT


class WordingRefused(Refusal):
    """A wording has its place, its language, and only slots that can be filled in."""


@transaction.atomic
def save_wording(
    *, place: str, language: str, country: str = "", text: str, by: Doer, at: datetime
) -> Wording | None:
    """Empty words give way to those of the house again."""
    refuse_unless_allowed("save_wording", by)
    code, words = country.strip().upper(), text.strip()
    _refuse_unusable(place, language, code, words)
    known = Wording.objects.filter(place=place, language=language, country=code).first()
    if not words:
        if known:
            record("wording.dropped", known, by=by, at=at, place=place)
            known.delete()
        return None
    if known and known.text == words:
        return known
    row = known or Wording(place=place, language=language, country=code)
    row.text, row.changed_at = words, at
    row.save()
    record("wording.changed", row, by=by, at=at, place=place)
    return row


def _refuse_unusable(place: str, language: str, country: str, text: str) -> None:
    if place not in PLACES or language not in dict(settings.LANGUAGES):
        raise WordingRefused(_("Choose where the words stand, and in which language."))
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise WordingRefused(_("A country has a code of two letters, such as UA."))
    for slot in SLOT.findall(text):
        if slot not in SLOTS:
            sentence = _("There is no “%(name)s” to fill in. These exist: %(all)s.")
            raise WordingRefused(sentence % {"name": slot, "all": ", ".join(SLOTS)})
