from slovo.domain.mistakes.models.cause import Branch, Cause
from slovo.domain.mistakes.models.failure import Failure

__all__ = ["Branch", "Cause", "Failure"]
