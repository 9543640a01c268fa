"""One client who stands in the house twice."""

from datetime import date, timedelta

from slovo.domain.access.actions.links import link_for
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.opening import open_case
from slovo.domain.clients.actions.people import save_person
from slovo.domain.clients.actions.relationships import hold_relationship
from slovo.domain.courtesy.actions.blackouts import Days, add_blackout
from slovo.domain.courtesy.actions.preferring import save_preference
from slovo.domain.journal.actors import HOUSE
from slovo.domain.promises.actions.making import make_promise
from tests import make
from tests.make import MORNING

HOUR = timedelta(hours=1)


def make_twin(berehynia, petro):
    """Olena once more, as she wrote from her own address; she has her own matters by now."""
    twin = make.make_person(
        "Олена Сидоренко",
        berehynia,
        emails=["o.sydorenko@home.example"],
        phone="+380 50 111 22 33",
        note="Prefers mornings.",
        zone="",
    )
    hold_relationship(twin, user=petro, by=HOUSE, at=make.FOUNDED)
    return twin


def make_matter(twin, petro):
    """A case of hers with a letter and a given promise, and the link she has to it."""
    case = open_case(twin, subject="Lease", channel="email", handler=petro, by=twin, at=MORNING)
    hear_message(case, person=twin, text="Help me", channel="email", by=twin, at=MORNING)
    due = MORNING + 100 * HOUR
    make_promise(
        case, text="The lease is read", kind="other", due_at=due, owner=petro, by=petro, at=MORNING
    )
    return case


def make_tokens(matter, twin):
    ask = {"by": HOUSE, "at": MORNING}
    return [
        link_for(twin, subject=f"case:{matter.pk}", **ask),
        link_for(twin, subject=f"contact:{twin.pk}", **ask),
    ]


def make_everything(twin, olena, petro, berehynia):
    """Rows of both of which one person has only one."""
    hold_relationship(olena, user=petro, by=HOUSE, at=MORNING)
    days = Days(date(2027, 4, 1), date(2027, 4, 3))
    add_blackout(twin, days=days, by=petro, at=MORNING)
    add_blackout(twin.standings.get(), days=days, by=petro, at=MORNING)
    save_preference(olena, level="", refused=["phone"], by=olena, at=MORNING)
    save_preference(twin, level="less", by=twin, at=MORNING + HOUR)
    make.make_invoice(make.make_engagement(twin, petro, organisation=berehynia), petro)
    save_person(
        olena, full_name=olena.full_name, phone=olena.phone, note="Old client.",
        language="uk", called=olena.called, zone=olena.zone, by=petro, at=MORNING,
    )  # fmt: skip
    return twin
