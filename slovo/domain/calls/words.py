"""Why a line of a table of calls was not taken in, in words."""

from django.utils.translation import gettext as _

from slovo.domain.calls.importing import FUTURE
from slovo.lib.cdr import NUMBER, Fault


def fault_words(fault: Fault) -> str:
    if fault.why == NUMBER:
        return _("no number stands there")
    if not fault.words:
        return _("no time stands there")
    if fault.why == FUTURE:
        words = _("%(words)s lies in the future; is it the zone of the telephone system?")
        return words % {"words": fault.words}
    return _("“%(words)s” is no moment") % {"words": fault.words}
