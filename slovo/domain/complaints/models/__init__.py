from slovo.domain.complaints.models.complaint import Complaint, Grade, Medium
from slovo.domain.complaints.models.evidence import Evidence, Fact, Inquiry
from slovo.domain.complaints.models.finding import Finding
from slovo.domain.complaints.models.followup import FollowUp, Reopening
from slovo.domain.complaints.models.limit import ClientKind, LegalLimit, Terms, Unit
from slovo.domain.complaints.models.measure import Measure, Waiver, Watch
from slovo.domain.complaints.models.negotiation import Move, MoveKind, Negotiation, Side
from slovo.domain.complaints.models.outside import OutsideDoor, Outsider
from slovo.domain.complaints.models.phase import OWED, Phase
from slovo.domain.complaints.models.review import Addendum, QuarterReview, Resolution
from slovo.domain.complaints.models.why import Why

__all__ = [
    "OWED",
    "Addendum",
    "ClientKind",
    "Complaint",
    "Evidence",
    "Fact",
    "Finding",
    "FollowUp",
    "Grade",
    "Inquiry",
    "LegalLimit",
    "Measure",
    "Medium",
    "Move",
    "MoveKind",
    "Negotiation",
    "OutsideDoor",
    "Outsider",
    "Phase",
    "QuarterReview",
    "Reopening",
    "Resolution",
    "Side",
    "Terms",
    "Unit",
    "Waiver",
    "Watch",
    "Why",
]
