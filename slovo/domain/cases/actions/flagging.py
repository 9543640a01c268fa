from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.cases.actions.alerting import alert, audience
from slovo.domain.cases.actions.attaching import File
from slovo.domain.cases.actions.hearing import hear_message
from slovo.domain.cases.actions.rating import rate_case
from slovo.domain.cases.models import Case, Message
from slovo.domain.clients.models import Person
from slovo.domain.journal.record import record
from slovo.domain.standards.models import Pace


@transaction.atomic
def flag_case(
    case: Case, *, text: str, files: Sequence[File] = (), by: Person, at: datetime
) -> Message:
    """“Something is wrong”, says the client: it is graver for him, and the principal reads it."""
    words = text.strip() or _("Something is wrong.")
    message = hear_message(case, person=by, text=words, channel="portal", files=files, by=by, at=at)
    if message.at < at:  # the same press twice
        return message
    heard = message.case
    worse = min(heard.severity_client + 1, Pace.CRITICAL)
    if worse > case.severity_client:
        rate_case(heard, severity_client=worse, reason="something_is_wrong", by=by, at=at)
    record("case.flagged", message, by=by, at=at, case=case)
    alert(case, audience(case, "principal"), why="something_is_wrong", by=by, at=at)
    return message
