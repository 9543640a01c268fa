from slovo.domain.delivery.models.asked import Answer, Asked
from slovo.domain.delivery.models.scope import Counting, ScopeChange, TimeEntry

__all__ = ["Answer", "Asked", "Counting", "ScopeChange", "TimeEntry"]
