"""Papers and money of the matter complained of, as far as a reader may see them."""

from slovo.domain.billing.models import Document, Invoice
from slovo.domain.billing.models.document import DocumentQuery
from slovo.domain.billing.models.invoice import InvoiceQuery
from slovo.domain.complaints.models import Complaint
from slovo.domain.complaints.outside import is_let_in
from slovo.domain.staff.models import User


def invoices_of(complaint: Complaint, user: User) -> InvoiceQuery:
    """Of its agreement: an outside owner sees what a principal would."""
    rows = Invoice.objects.filter(engagement=_agreement(complaint, user))
    return rows if is_let_in(complaint, user.pk) else rows.visible_to(user)


def documents_of(complaint: Complaint, user: User) -> DocumentQuery:
    rows = Document.objects.filter(engagement=_agreement(complaint, user)).newest()
    return rows if is_let_in(complaint, user.pk) else rows.visible_to(user)


def _agreement(complaint: Complaint, user: User) -> int:
    """0, which is nobody's, where the matter is kept from him or has none."""
    about = complaint.about
    is_seen = about is not None and about.is_shown_to(user)
    return (about.engagement_id or 0) if about is not None and is_seen else 0
