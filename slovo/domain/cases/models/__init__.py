from slovo.domain.cases.models.case import Case
from slovo.domain.cases.models.confidence import Reading
from slovo.domain.cases.models.message import Attachment, Draft, Message
from slovo.domain.cases.models.promise import Promise
from slovo.domain.cases.models.saved_view import SavedView
from slovo.domain.cases.models.stamp import Stamp
from slovo.domain.cases.models.unindexed import Unindexed
from slovo.domain.staff.levels import Level

__all__ = [
    "Attachment",
    "Case",
    "Draft",
    "Level",
    "Message",
    "Promise",
    "Reading",
    "SavedView",
    "Stamp",
    "Unindexed",
]
