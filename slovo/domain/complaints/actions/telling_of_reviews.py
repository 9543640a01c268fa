from datetime import datetime

from django.db import transaction

from slovo.domain.complaints.models import QuarterReview, Resolution
from slovo.domain.complaints.review_words import review_subject
from slovo.domain.duty.actions.calling import Word, call_colleagues
from slovo.domain.journal.actors import Doer
from slovo.domain.staff.models import principals


@transaction.atomic(savepoint=False)
def tell_of_review(about: QuarterReview | Resolution, *, why: str, by: Doer, at: datetime) -> None:
    """A review is the principals'; a resolution its owner's, and late also theirs."""
    hearers = [about.owner] if isinstance(about, Resolution) else principals()
    if why == "resolution_late":
        hearers = list({user.pk: user for user in (*hearers, *principals())}.values())
    name = type(about).__name__.lower()
    words = [
        Word(user, why, f"{name}:{about.pk}", review_subject(about, why, user)) for user in hearers
    ]
    call_colleagues(words, by=by, at=at)
