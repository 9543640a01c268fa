from slovo.domain.risks.models.news import Alternative, BadNews
from slovo.domain.risks.models.risk import End, Risk
from slovo.domain.risks.models.surprise import Surprise

__all__ = ["Alternative", "BadNews", "End", "Risk", "Surprise"]
