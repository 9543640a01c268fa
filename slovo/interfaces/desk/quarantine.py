"""Letters that look like nobody's: released into a case, or set aside."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slovo.domain.cases.actions.quarantine import discard_letter, release_letter
from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files
from slovo.domain.post.actions.storing import HELD, retry_raw_letter
from slovo.domain.post.models import RawLetter
from slovo.interfaces.desk.doors import back_to, for_desk, reader
from slovo.lib import clock
from slovo.web.toasts import say, say_refusal

SHOWN = 50
LENGTH = 1500


def held_letters() -> QuerySet[RawLetter]:
    """What looks like spam, and what could not be read."""
    return RawLetter.objects.filter(outcome__in=HELD).order_by("quarantined_at", "pk")


@for_desk("release_letter")
def show_list(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/quarantine.html", {"letters": held_letters()[:SHOWN]})


@for_desk("release_letter")
def show(request: HttpRequest, letter_id: int) -> HttpResponse:
    """What it says, as plain text: nothing of it acts and nothing is fetched."""
    from slovo.lib import mail

    held = get_object_or_404(held_letters(), pk=letter_id)
    letter = mail.read(files.get(held.file))
    text = (letter.text or letter.new_text)[:LENGTH]
    names = [attachment.name for attachment in letter.attachments]
    context = {"letter": held, "sender": letter.sender, "text": text, "names": names}
    return render(request, "desk/quarantine_letter.html", context)


def on_held_letter(view: Callable[..., None]) -> Callable[..., HttpResponse]:
    @require_POST
    @for_desk("release_letter")
    def door(request: HttpRequest, letter_id: int) -> HttpResponse:
        letter = get_object_or_404(RawLetter, pk=letter_id)
        try:
            view(request, letter, by=reader(request), at=clock.now())
        except Refusal as refusal:
            say_refusal(request, str(refusal))
        return back_to(request, "quarantine")

    return door


@on_held_letter
def release(request: HttpRequest, letter: RawLetter, **who: Any) -> None:
    message = release_letter(letter, **who)
    say(request, _("The letter is in case %(ref)s now.") % {"ref": message.case.ref})


@on_held_letter
def discard(request: HttpRequest, letter: RawLetter, **who: Any) -> None:
    discard_letter(letter, **who)
    say(request, _("The letter is set aside. Nobody was answered."))


@on_held_letter
def read_again(request: HttpRequest, letter: RawLetter, **who: Any) -> None:
    """It waits for the keeper, who reads what is stored and not yet read."""
    retry_raw_letter(letter, **who)
    say(
        request,
        _("The letter is read again now. If it fails once more, it comes back to this list."),
    )
