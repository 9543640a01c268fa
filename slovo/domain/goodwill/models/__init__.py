from slovo.domain.goodwill.models.boundary import Boundary, Breach
from slovo.domain.goodwill.models.burden import Borne, Burden, BurdenMonth
from slovo.domain.goodwill.models.concession import BoundaryTalk, Concession, Why
from slovo.domain.goodwill.models.limits import Budget, RoleLimit
from slovo.domain.goodwill.models.parting import Parting, Way
from slovo.domain.goodwill.models.putback import PutBack
from slovo.domain.goodwill.models.ruling import Advice, Ruling

__all__ = [
    "Advice",
    "Borne",
    "Boundary",
    "BoundaryTalk",
    "Breach",
    "Budget",
    "Burden",
    "BurdenMonth",
    "Concession",
    "Parting",
    "PutBack",
    "RoleLimit",
    "Ruling",
    "Way",
    "Why",
]
