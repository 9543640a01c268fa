from slovo.domain.risks.models.news import Alternative, BadNews
from slovo.domain.risks.models.risk import End, Risk

__all__ = ["Alternative", "BadNews", "End", "Risk"]
