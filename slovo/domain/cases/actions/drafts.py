from datetime import datetime

from django.db import transaction

from slovo.domain.cases.models import Case, Draft
from slovo.domain.staff.models import User


@transaction.atomic
def save_draft(
    case: Case,
    *,
    user: User,
    html: str,
    is_note: bool = False,
    next_word_at: datetime | None = None,
    question: str = "",
    at: datetime,
) -> Draft:
    """Keep what he is writing. Drafts write no event: nobody was told anything yet (law 3)."""
    draft, _made = Draft.objects.get_or_create(
        user=user,
        case=case,
        defaults={"opened_at": at, "saved_at": at},
    )
    draft.html = html
    draft.is_note = is_note
    draft.next_word_at = next_word_at
    draft.question = question
    draft.saved_at = at
    draft.save()
    return draft
