"""Nobody parts with a client whose complaint is open (R012)."""

from django.utils.translation import gettext as _

from slovo.domain.clients.models import Person
from slovo.domain.complaints.models import Complaint


def in_the_way(person: Person) -> list[str]:
    """A sentence for each; whoever parts is a principal, and reads all of them."""
    rows = Complaint.objects.open().filter(person=person).order_by("received_at", "pk")
    return [_("The complaint %(ref)s is still open.") % {"ref": row.ref} for row in rows]
