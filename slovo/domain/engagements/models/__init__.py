from slovo.domain.engagements.models.engagement import Engagement, engagement_of
from slovo.domain.engagements.models.touchpoint import Audience, Touchpoint, Way

__all__ = ["Audience", "Engagement", "Touchpoint", "Way", "engagement_of"]
