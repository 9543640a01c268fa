from slovo.domain.delivery.models.appointment import Appointment, Meeting, Repeats, Side
from slovo.domain.delivery.models.asked import Answer, Asked
from slovo.domain.delivery.models.decision import Decision
from slovo.domain.delivery.models.requirement import Fit, Offer, Requirement, Standing
from slovo.domain.delivery.models.scope import Counting, ScopeChange, TimeEntry
from slovo.domain.delivery.models.stage import Hand, Part, Stage, StageMap
from slovo.domain.delivery.models.understanding import Restatement

__all__ = [
    "Answer",
    "Appointment",
    "Asked",
    "Counting",
    "Decision",
    "Fit",
    "Hand",
    "Meeting",
    "Offer",
    "Part",
    "Repeats",
    "Requirement",
    "Restatement",
    "ScopeChange",
    "Side",
    "Stage",
    "StageMap",
    "Standing",
    "TimeEntry",
]
