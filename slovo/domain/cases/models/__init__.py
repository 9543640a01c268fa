from slovo.domain.cases.models.case import Case, Stamp
from slovo.domain.cases.models.message import Attachment, Draft, Message
from slovo.domain.cases.models.promise import Promise
from slovo.domain.cases.models.unindexed import Unindexed

__all__ = ["Attachment", "Case", "Draft", "Message", "Promise", "Stamp", "Unindexed"]
