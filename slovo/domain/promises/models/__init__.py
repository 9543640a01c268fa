from slovo.domain.promises.models.feed import Feed
from slovo.domain.promises.models.found_date import FoundDate

__all__ = ["Feed", "FoundDate"]
