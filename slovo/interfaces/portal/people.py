"""Who works for him, and which of them does what."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from slovo.domain.staff.models import User
from slovo.interfaces.portal.doors import Visit


class Helper(NamedTuple):
    user: User
    does: str


def people_of(visit: Visit) -> list[Helper]:
    """Handler, answerer and deputy; the principal while nobody else is named."""
    case = visit.case
    found = []
    if case.handler is not None and case.handler == case.answerer:
        found.append(Helper(case.handler, _("works on it and answers you")))
    else:
        found += [Helper(case.handler, _("works on it"))] if case.handler else []
        found += [Helper(case.answerer, _("answers you"))] if case.answerer else []
    named = {helper.user.pk for helper in found}
    if case.deputy is not None and case.deputy.pk not in named:
        away = found[0].user.full_name if found else ""
        found.append(Helper(case.deputy, _("if %(name)s is away") % {"name": away}))
    if not found and case.principal is not None:
        found.append(Helper(case.principal, _("sees to it that you get an answer")))
    return found
