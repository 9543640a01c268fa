from slovo.domain.delivery.models.asked import Answer, Asked
from slovo.domain.delivery.models.requirement import Fit, Offer, Requirement, Standing
from slovo.domain.delivery.models.scope import Counting, ScopeChange, TimeEntry
from slovo.domain.delivery.models.stage import Hand, Part, Stage, StageMap
from slovo.domain.delivery.models.understanding import Restatement

__all__ = [
    "Answer",
    "Asked",
    "Counting",
    "Fit",
    "Hand",
    "Offer",
    "Part",
    "Requirement",
    "Restatement",
    "ScopeChange",
    "Stage",
    "StageMap",
    "Standing",
    "TimeEntry",
]
