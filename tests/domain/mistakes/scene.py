"""Story A, 29 March 2027: Maksym finds the court fee paid under a wrong code."""

from typing import Any

from slovo.domain.cases.models import Case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.actions.admitting import admit_mistake
from slovo.domain.mistakes.actions.climbing import climb_mistake
from slovo.domain.mistakes.actions.closing import answer_damage
from slovo.domain.mistakes.actions.correcting import correct_mistake, verify_correction
from slovo.domain.mistakes.actions.opening import open_mistake
from slovo.domain.mistakes.models import Cause, Mistake
from slovo.domain.notices.models import Notice
from slovo.domain.staff.models import User
from tests.domain.promises.scene import fresh, kyiv

FOUND = kyiv("2027-03-29 11:10")
TOLD = kyiv("2027-03-29 12:05")
NEW_DATE = kyiv("2027-03-30 15:00")
REFILED = kyiv("2027-03-30 14:20")
YES = kyiv("2027-03-30 17:30")
TEXT = "Court fee under a wrong code, filing returned"
FACTS = "The court fee was paid under a wrong code, and the court returned the filing."
CORRECTION = "We pay the fee again and file anew"


def opened(case: Case, by: User, **sides: Any) -> Mistake:
    return open_mistake(case, **{"text": TEXT, "by": by, "at": FOUND, **sides})


def admitted(mistake: Mistake, by: User, **sides: Any) -> Mistake:
    """By voice, with the new date."""
    given = {"facts": FACTS, "correction": CORRECTION, "due_at": NEW_DATE, "is_spoken": True}
    return admit_mistake(mistake, **{**given, "by": by, "at": TOLD, **sides})


def verified(mistake: Mistake, by: User) -> Mistake:
    """Put right, and the client says yes by the link."""
    asked = correct_mistake(mistake, done="Filed anew", by=by, at=REFILED)
    verify_correction(asked, answer="yes", by=mistake.case.person, at=YES)
    return fresh(mistake)


def whole(case: Case, by: User, cause: str = "handover", **sides: Any) -> Mistake:
    """All done but the closing."""
    found = Cause.objects.get(code=cause)
    mistake = verified(admitted(opened(case, by, cause=found, **sides), by), by)
    return answer_damage(mistake, has_damage=False, by=by, at=YES)


def climbed(mistake: Mistake, at: Any) -> bool:
    return climb_mistake(fresh(mistake), by=HOUSE, at=at)


def told(why: str) -> list[tuple[str, Any]]:
    rows = Notice.objects.filter(why=why).order_by("user__email")
    return [(notice.user.full_name, notice.at) for notice in rows.select_related("user")]
