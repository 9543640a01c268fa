from datetime import datetime

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from slovo.domain.cases.models import Case, Draft
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User


class WrittenElsewhere(Refusal):
    """Other words of his for the same case were kept from a page he has open beside this one."""

    def __init__(self, draft: Draft) -> None:
        sentence = _("You are writing here in another window, too: “%(words)s”.")
        words = Truncator(strip_tags(draft.html)).chars(80)
        again = _("Press again to go on with what stands here and to let that go.")
        super().__init__(f"{sentence % {'words': words}} {again}")


def refuse_written_elsewhere(draft: Draft, html: str, opened_at: datetime | None) -> None:
    """`opened_at`: when the page was drawn that these words come from; none is asked nothing."""
    if opened_at is None or draft.opened_at == opened_at or draft.saved_at <= opened_at:
        return
    if draft.html != html and strip_tags(draft.html).strip():
        raise WrittenElsewhere(draft)


@transaction.atomic
def save_draft(
    case: Case,
    *,
    user: User,
    html: str,
    is_note: bool = False,
    next_word_at: datetime | None = None,
    question: str = "",
    opened_at: datetime | None = None,
    at: datetime,
) -> Draft:
    """Keep what he is writing. Drafts write no event: nobody was told anything yet (law 3)."""
    draft, is_new = Draft.objects.get_or_create(
        user=user,
        case=case,
        defaults={"opened_at": at, "saved_at": at},
    )
    if not is_new:
        refuse_written_elsewhere(draft, html, opened_at)
    draft.html, draft.opened_at = html, opened_at or at
    draft.is_note = is_note
    draft.next_word_at = next_word_at
    draft.question = question
    draft.saved_at = at
    draft.save()
    return draft
