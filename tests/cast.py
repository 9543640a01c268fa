"""Who plays in every test: the law firm of story A, its colleagues and its clients."""

import pytest
from django.test import Client

from slovo.domain.clients.models import Organisation, Person
from slovo.domain.engagements.models import Engagement
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.post.actions.mailboxes import save_mailbox
from slovo.domain.post.models import Mailbox
from slovo.domain.staff.models import Firm, User
from slovo.domain.staff.rights import Role
from slovo.domain.standards.models import ServiceClass
from tests import make
from tests.kept import Kept


@pytest.fixture(scope="session")
def founded() -> Kept:
    return Kept()


@pytest.fixture
def firm(db: None, founded: Kept) -> Firm:
    """Founded once in a process; the next tests get the rows of it."""
    if founded.rows and not Event.objects.exists():
        founded.put_back()
        return Firm.objects.get()
    firm = make.make_firm()
    founded.rows or founded.take()
    return firm


@pytest.fixture
def olha(firm: Firm) -> User:
    """Principal and administrator."""
    return User.objects.get(email="olha@firm.example")


@pytest.fixture
def roman(firm: Firm) -> User:
    """Front office."""
    return make.make_user("Roman Bilyk", Role.FRONT_OFFICE, language="uk")


@pytest.fixture
def petro(firm: Firm) -> User:
    """Specialist: partner."""
    return make.make_user("Petro Marchenko", Role.SPECIALIST)


@pytest.fixture
def iryna(firm: Firm) -> User:
    """Specialist: senior associate, Petro's deputy."""
    return make.make_user("Iryna Koval", Role.SPECIALIST)


@pytest.fixture
def maksym(firm: Firm) -> User:
    """Specialist: associate."""
    return make.make_user("Maksym Tkach", Role.SPECIALIST, language="ru")


@pytest.fixture
def nadia(firm: Firm) -> User:
    """Complaint owner."""
    return make.make_user("Nadia Hnatiuk", Role.COMPLAINT_OWNER)


@pytest.fixture
def taras(firm: Firm) -> User:
    """Administrator and nothing else: he keeps the house and sees no client's matter."""
    return make.make_user("Taras Bondar", Role.ADMINISTRATOR)


@pytest.fixture
def surveyor(firm: Firm) -> User:
    """Surveyor and nothing else."""
    return make.make_user("Lesia Shevchuk", Role.SURVEYOR)


@pytest.fixture
def standard(firm: Firm) -> ServiceClass:
    return ServiceClass.objects.get(name="Standard")


@pytest.fixture
def immediate(firm: Firm) -> ServiceClass:
    return ServiceClass.objects.get(name="Immediate")


@pytest.fixture
def partner_class(firm: Firm) -> ServiceClass:
    """«Partner» of story A: a word on Tuesdays and Fridays at 17:00."""
    return make.make_class("Partner", rhythm_days=("tue", "fri"))


@pytest.fixture
def berehynia(firm: Firm) -> Organisation:
    return make.make_organisation("TOV Berehynia", country="UA")


@pytest.fixture
def sole_business(firm: Firm) -> Organisation:
    return make.make_organisation("FOP Olena Sydorenko", country="UA")


@pytest.fixture
def olena(berehynia: Organisation, sole_business: Organisation) -> Person:
    """The client: owner of a company and of her own sole business."""
    return make.make_person(
        "Olena Sydorenko",
        berehynia,
        sole_business,
        called="Olena Mykolaivna",
        language="uk",
        phone="+380 44 000 00 01",
    )


@pytest.fixture
def viktor(berehynia: Organisation) -> Person:
    """Olena's finance director, who reads Russian."""
    return make.make_person("Viktor Savchenko", berehynia, language="ru")


@pytest.fixture
def engagement(
    olena: Person,
    berehynia: Organisation,
    petro: User,
    iryna: User,
    partner_class: ServiceClass,
) -> Engagement:
    """Olena's company counts on Petro, Iryna stands behind him."""
    return make.make_engagement(
        olena, petro, organisation=berehynia, deputy=iryna, service_class=partner_class
    )


@pytest.fixture
def mailbox(firm: Firm) -> Mailbox:
    """The firm's one mailbox, without servers."""
    return save_mailbox(
        None, address="desk@firm.example", name="The desk", by=HOUSE, at=make.FOUNDED
    )


@pytest.fixture
def as_olha(olha: User, client: Client) -> Client:
    client.force_login(olha)
    return client
