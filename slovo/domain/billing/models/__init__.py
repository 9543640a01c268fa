from slovo.domain.billing.models.document import Document, Paper
from slovo.domain.billing.models.expectation import Expectation, Review
from slovo.domain.billing.models.invoice import Bill, Credit, Invoice, InvoiceLine, Payment
from slovo.domain.billing.models.price import FreeTime, Price

__all__ = [
    "Bill",
    "Credit",
    "Document",
    "Expectation",
    "FreeTime",
    "Invoice",
    "InvoiceLine",
    "Paper",
    "Payment",
    "Price",
    "Review",
]
