"""Another program that is told of a case, for the scene of the rights."""

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.clients.models import Person
from slovo.domain.hooks.actions.endpoints import add_endpoint
from slovo.domain.journal.actors import HOUSE
from slovo.domain.staff.models import User
from tests.make import MORNING


def hook_keys(person: Person, by: User) -> dict[str, int]:
    said = {"name": "Robot", "url": "https://robot.invalid/", "kinds": ["case.opened"]}
    endpoint, _secret = add_endpoint(**said, by=HOUSE, at=MORNING)
    open_case(person, subject="Lease", channel="desk", by=by, at=MORNING)
    errand = endpoint.errands.get()
    return {"settings-hook": endpoint.pk, "endpoint_id": endpoint.pk, "errand_id": errand.pk}
