from slovo.domain.talks.models.agreed import AgreedList, Duty
from slovo.domain.talks.models.talk import Talk

__all__ = ["AgreedList", "Duty", "Talk"]
