from slovo.domain.calls.models.call import Call, Course, Extension
from slovo.domain.calls.models.missed import BACK_WITHIN, CHAIN, CallIn, MissedCall

__all__ = ["BACK_WITHIN", "CHAIN", "Call", "CallIn", "Course", "Extension", "MissedCall"]
