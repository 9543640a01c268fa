from slovo.domain.mistakes.models.cause import Branch, Cause
from slovo.domain.mistakes.models.conduct import ConductFlag
from slovo.domain.mistakes.models.damage import Damage, Payout, Verdict
from slovo.domain.mistakes.models.failure import Failure
from slovo.domain.mistakes.models.mistake import STAMPS, Mistake, Step
from slovo.domain.mistakes.models.rework import Rework
from slovo.domain.mistakes.models.verification import Verification
from slovo.domain.mistakes.models.wording import Wording

__all__ = [
    "STAMPS",
    "Branch",
    "Cause",
    "ConductFlag",
    "Damage",
    "Failure",
    "Mistake",
    "Payout",
    "Rework",
    "Step",
    "Verdict",
    "Verification",
    "Wording",
]
