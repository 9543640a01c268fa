"""The laws a house starts with, as we read them; the firm checks them and writes down when.

What binds no answer stands here to be known. `None`: the law names no number.
"""

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from slovo.domain.complaints.models import ClientKind, Unit
from slovo.domain.complaints.models.limit import Confidence

CHECKED = date(2026, 11, 1)
READ, LIKELY, UNSURE = Confidence.READ, Confidence.LIKELY, Confidence.UNSURE
CONSUMER, BUSINESS, REGULATED = ClientKind.CONSUMER, ClientKind.BUSINESS, ClientKind.REGULATED


class Law(NamedTuple):
    country: str
    client_kind: str
    branch: str
    text: str | Lazy
    amount: int | None
    unit: str
    source: str
    confidence: str
    binds_answer: bool = True
    external_body: str = ""


LAWS = (
    Law(
        "GB",
        REGULATED,
        "financial",
        _("Final or holding answer in writing"),
        8,
        Unit.WEEKS,
        "FCA DISP 1.6",
        READ,
        external_body="Financial Ombudsman Service",
    ),
    Law(
        "GB",
        REGULATED,
        "payments",
        _("Final answer about payments and e-money"),
        15,
        Unit.BUSINESS_DAYS,
        "FCA DISP 1.6",
        READ,
        external_body="Financial Ombudsman Service",
    ),
    Law(
        "GB",
        REGULATED,
        "financial",
        _("Settled so soon, a short written notice is enough"),
        3,
        Unit.BUSINESS_DAYS,
        "FCA DISP 1.5",
        READ,
        binds_answer=False,
    ),
    Law(
        "GB",
        CONSUMER,
        "legal",
        _("Final answer in writing"),
        8,
        Unit.WEEKS,
        "Legal Ombudsman, scheme rules",
        READ,
        external_body="Legal Ombudsman",
    ),
    Law(
        "GB",
        CONSUMER,
        "telecom",
        _("From then on the client may turn to dispute resolution"),
        6,
        Unit.WEEKS,
        "Ofcom, since 8 Apr 2026",
        READ,
        binds_answer=False,
    ),
    Law(
        "RU",
        CONSUMER,
        "",
        _("Lower price, cost of repair, refund or damages on demand"),
        10,
        Unit.DAYS,
        "2300-1, art. 31",
        READ,
        external_body="Роспотребнадзор",
    ),
    Law(
        "RU",
        CONSUMER,
        "telecom",
        _("Answer to a claim about communications"),
        30,
        Unit.DAYS,
        "126-FZ, art. 55",
        READ,
        external_body="Роскомнадзор",
    ),
    Law(
        "RU",
        BUSINESS,
        "",
        _("After the claim so long nobody sues"),
        30,
        Unit.DAYS,
        "APC, art. 4",
        LIKELY,
        external_body="Арбитражный суд",
    ),
    Law(
        "UA",
        CONSUMER,
        "",
        _("Answer to a citizen’s appeal; simple ones within 15 days"),
        1,
        Unit.MONTHS,
        "393/96-ВР, ст. 20",
        LIKELY,
        external_body="Держпродспоживслужба",
    ),
    Law(
        "UA",
        CONSUMER,
        "",
        _("Cure, lower price, redoing or damages in reasonable time"),
        None,
        Unit.DAYS,
        "1023-XII, ст. 10",
        UNSURE,
        binds_answer=False,
    ),
    Law(
        "UA",
        BUSINESS,
        "",
        _("What the contract says"),
        None,
        Unit.DAYS,
        "ЦКУ; ГКУ скасовано 2025",
        UNSURE,
        binds_answer=False,
        external_body="Господарський суд",
    ),
    Law(
        "KZ",
        CONSUMER,
        "",
        _("Reasoned answer in writing, with documents"),
        10,
        Unit.DAYS,
        "274-IV, ст. 42-4",
        READ,
        external_body="Комитет по защите прав потребителей",
    ),
)
