from slovo.domain.courtesy.models.approach import Approach, Contact
from slovo.domain.courtesy.models.blackout import Blackout, Nature, Repeats
from slovo.domain.courtesy.models.caps import Caps
from slovo.domain.courtesy.models.kinds import CAPPED, Channel, Kind
from slovo.domain.courtesy.models.preference import Level, Preference

__all__ = [
    "CAPPED",
    "Approach",
    "Blackout",
    "Caps",
    "Channel",
    "Contact",
    "Kind",
    "Level",
    "Nature",
    "Preference",
    "Repeats",
]
