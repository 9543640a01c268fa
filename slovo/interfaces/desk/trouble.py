"""What hinders the house itself, said calmly above the day's list."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slovo.domain.staff.models import User
from slovo.web.troubles import troubles


@dataclass(frozen=True, slots=True)
class TroubleLine:
    """`may_act` gives the way to the settings; others need only know what clients notice."""

    words: str
    more: str
    may_act: bool


def trouble_line(user: User, at: datetime) -> TroubleLine | None:
    may_act = user.may("change_settings")
    found = troubles(at, with_settings=may_act)
    if may_act and found:
        rest = len(found) - 1
        more = ngettext("And %(count)s thing more.", "And %(count)s things more.", rest)
        return TroubleLine(found[0].words, more % {"count": rest} if rest else "", True)
    if any(finding.delays_letters for finding in found):
        words = _("Letters may come and leave late just now. Your principal can see why.")
        return TroubleLine(words, "", False)
    return None
