"""What goodwill hears of from below: letters left, came back, were taken back."""

from django.utils.translation import gettext as _

from slovo.domain.goodwill.actions import exporting, telling
from slovo.domain.goodwill.models import Parting, Ruling
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.journal.record import on
from slovo.domain.journal.refusal import Refusal


class LetterPartsWithHim(Refusal):
    """It ended agreements: it is not taken back as if nothing had been."""


def _ruling_of(event: Event) -> Ruling | None:
    rows = Ruling.objects.filter(letter=_letter(event)).select_related("case")
    found: Ruling | None = rows.order_by("pk").first()
    return found


def _parting_of(event: Event) -> Parting | None:
    rows = Parting.objects.filter(letter=_letter(event)).select_related("case")
    found: Parting | None = rows.order_by("pk").first()
    return found


def _letter(event: Event) -> int:
    return int(event.subject.partition(":")[2])


@on("message.delivered")
def _delivered(event: Event) -> None:
    if ruling := _ruling_of(event):
        telling.mark_told(ruling, by=HOUSE, at=event.at)
    if parting := _parting_of(event):
        exporting.mark_told(parting, by=HOUSE, at=event.at)


@on("message.returned")
def _returned(event: Event) -> None:
    if ruling := _ruling_of(event):
        telling.unmark_told(ruling, by=HOUSE, at=event.at)
    if parting := _parting_of(event):
        exporting.unmark_told(parting, by=HOUSE, at=event.at)


@on("message.cancelled")
def _cancelled(event: Event) -> None:
    if ruling := _ruling_of(event):
        telling.take_words_back(ruling, by=HOUSE, at=event.at)
    if _parting_of(event):
        raise LetterPartsWithHim(_("This letter parts with the client: it cannot be taken back."))
