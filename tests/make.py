"""Builders: they call our own verbs, so a test can only reach what the product can reach."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from slovo.domain.billing.actions.documents import add_document, share_document
from slovo.domain.billing.actions.drafting import add_line, draft_invoice
from slovo.domain.billing.actions.expecting import state_expectation
from slovo.domain.billing.actions.issuing import issue_invoice
from slovo.domain.billing.actions.payments import record_payment
from slovo.domain.billing.models import Document, Expectation, Invoice, Payment
from slovo.domain.clients.actions.organisations import save_organisation, stand_for
from slovo.domain.clients.actions.people import save_person
from slovo.domain.clients.models import Organisation, Person
from slovo.domain.delivery.actions.maps import save_stage_map
from slovo.domain.delivery.actions.scope import ask_scope_change
from slovo.domain.delivery.actions.stages import follow_map
from slovo.domain.delivery.models import ScopeChange, Stage
from slovo.domain.engagements.actions.engagements import save_engagement
from slovo.domain.engagements.actions.founding import found_firm
from slovo.domain.engagements.actions.touchpoints import save_touchpoint
from slovo.domain.engagements.models import Engagement, Touchpoint, Way
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.actions.users import save_user
from slovo.domain.staff.models import Firm, User, principals
from slovo.domain.staff.rights import Role
from slovo.domain.standards.actions.classes import save_class
from slovo.domain.standards.models import ServiceClass

FOUNDED = datetime(2027, 3, 1, 7, 0, tzinfo=UTC)
MORNING = datetime(2027, 3, 10, 9, 5, tzinfo=UTC)
ZONE = "Europe/Kyiv"
PASSWORD = "slovo-derzhymo-2027"


def make_firm(**sides: Any) -> Firm:
    """The law firm of story A with its principal, Olha."""
    given = {
        "name": "Levchenko & Partners",
        "zone": ZONE,
        "language": "en",
        "principal_name": "Olha Levchenko",
        "principal_email": "olha@firm.example",
        "password": PASSWORD,
        "by": HOUSE,
        "at": FOUNDED,
    }
    return found_firm(**{**given, **sides})


def make_user(full_name: str, *roles: Role, **sides: Any) -> User:
    """A colleague whose address is his first name at the firm."""
    given = {
        "email": f"{full_name.split(maxsplit=1)[0].lower()}@firm.example",
        "zone": ZONE,
        "password": PASSWORD,
        "by": HOUSE,
        "at": FOUNDED,
    }
    return save_user(None, full_name=full_name, roles=roles, **{**given, **sides})


def make_person(full_name: str, *organisations: Organisation, **sides: Any) -> Person:
    """A client with an address of his first name, of the firm's first principal."""
    given = {
        "emails": [f"{full_name.split(maxsplit=1)[0].lower()}@client.example"],
        "zone": ZONE,
        "principal": principals()[0],
        "by": HOUSE,
        "at": FOUNDED,
    }
    person = save_person(None, full_name=full_name, **{**given, **sides})
    for organisation in organisations:
        stand_for(person, organisation=organisation, by=HOUSE, at=FOUNDED)
    return person


def make_organisation(name: str, **sides: Any) -> Organisation:
    return save_organisation(None, name=name, **{"by": HOUSE, "at": FOUNDED, **sides})


def make_touchpoint(value: str, **sides: Any) -> Touchpoint:
    given = {"way": Way.PHONE, "by": HOUSE, "at": FOUNDED}
    return save_touchpoint(None, value=value, **{**given, **sides})


def make_class(name: str, **sides: Any) -> ServiceClass:
    firm = Firm.objects.get()
    given = {"calendar": firm.calendar, "by": HOUSE, "at": FOUNDED}
    return save_class(None, name=name, **{**given, **sides})


def make_engagement(person: Person, handler: User, **sides: Any) -> Engagement:
    """A running agreement in which the handler also answers."""
    given = {
        "title": "Legal care",
        "service_class": ServiceClass.objects.get(is_default=True),
        "principal": principals()[0],
        "answerer": handler,
        "signed_at": FOUNDED,
        "by": HOUSE,
        "at": FOUNDED,
    }
    return save_engagement(None, person=person, handler=handler, **{**given, **sides})


STEPS = (
    {"name": "Listen", "hand": "answerer", "days": 2, "message": "We begin to listen."},
    {
        "name": "Draft",
        "hand": "handler",
        "days": 5,
        "message": "The draft is being written.",
        "client_part": "Send the contract",
        "is_work": True,
        "is_key": True,
    },
    {"name": "Court", "hand": "", "days": 10},
)


def make_stages(engagement: Engagement, by: User, **sides: Any) -> list[Stage]:
    """Listen, draft (work, a key point), court (without an owner yet)."""
    given = {"name": "Dispute", "steps": STEPS, "by": HOUSE, "at": MORNING}
    known = save_stage_map(None, **{**given, **sides})
    return follow_map(engagement, stage_map=known, by=by, at=MORNING)


def make_scope_change(engagement: Engagement, by: User, **sides: Any) -> ScopeChange:
    """Story A8: eleven hours more for a counter-claim."""
    given = {
        "text": "Answer the counter-claim",
        "more_minutes": 660,
        "more_money": Decimal(26400),
        "currency": "UAH",
        "at": MORNING,
    }
    return ask_scope_change(engagement, by=by, **{**given, **sides})


def make_invoice(engagement: Engagement, by: User, **sides: Any) -> Invoice:
    """Issued today for a court fee of 5000, due in two weeks."""
    given = {"by": by, "at": sides.pop("at", MORNING)}
    line = {"text": "Court fee", "unit_price": Decimal(5000), "quantity": Decimal(1)}
    invoice = draft_invoice(engagement, currency="UAH", **given)
    add_line(invoice, **{**line, **sides}, **given)
    return issue_invoice(invoice, due_on=given["at"].date() + timedelta(days=14), **given)


def make_payment(engagement: Engagement, by: User) -> Payment:
    """A hundred of it came today."""
    said = {"amount": Decimal(100), "paid_on": MORNING.date(), "by": by, "at": MORNING}
    return record_payment(make_invoice(engagement, by), **said)


def make_document(engagement: Engagement, by: User) -> Document:
    """A contract the client may see."""
    said = {"by": by, "at": MORNING}
    file = ("contract.pdf", "application/pdf", b"%PDF 1")
    kept = add_document(engagement, kind="contract", title="Contract 14", file=file, **said)
    return share_document(kept, is_shared=True, **said)


def make_expectation(engagement: Engagement, by: User) -> Expectation:
    return state_expectation(engagement, text="Within a day.", by=by, at=MORNING)
