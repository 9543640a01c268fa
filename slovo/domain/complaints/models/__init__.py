from slovo.domain.complaints.models.complaint import ClientKind, Complaint, Grade, Medium
from slovo.domain.complaints.models.limit import LegalLimit, Terms, Unit

__all__ = ["ClientKind", "Complaint", "Grade", "LegalLimit", "Medium", "Terms", "Unit"]
