"""Nobody parts with a client whose complaint is open (R012)."""

from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.complaints.models import Complaint
from slovo.domain.goodwill.bars import named
from slovo.domain.staff.models import User


def in_the_way(person: Person, reader: User) -> list[str]:
    """A sentence for each; one against a principal is not named to him."""
    rows = Complaint.objects.open().filter(person=person).order_by("received_at", "pk")
    sentence = _("The complaint %(ref)s is still open.")
    return named(rows, reader, lambda row: sentence % {"ref": row.ref})
