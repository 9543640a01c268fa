"""A matter does not end over an open complaint about it; nor does the complaint's own case."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from slovo.domain.cases.bars import Obstacle
from slovo.domain.cases.models import Case
from slovo.domain.complaints.models import Complaint
from slovo.domain.journal.actors import Doer
from slovo.domain.staff.models import User


def open_complaints(case: Case, by: Doer) -> Iterator[Obstacle]:
    """Whoever may not read of one learns only that something is looked into."""
    rows = Complaint.objects.open().filter(Q(about=case) | Q(case=case)).select_related("case")
    for complaint in rows.order_by("pk"):
        path, ref = f"/complaints/{complaint.number}/", {"ref": complaint.ref}
        if complaint.case_id == case.pk:
            own = _("Complaint %(ref)s is still open: it is closed on its own page.")
            yield Obstacle(own % ref, path, bars_asking=False)
        elif isinstance(by, User) and not complaint.case.is_shown_to(by):
            words = _("This matter is still being looked into; somebody else ends it then.")
            yield Obstacle(words)
        else:
            yield Obstacle(_("Complaint %(ref)s about this case is still open.") % ref, path)
