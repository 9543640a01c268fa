"""What a case's timeline says of goodwill, put-backs and partings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

GOODWILL: dict[str, Any] = {
    "case.put_back": _("The case stands behind the others until our next word"),
    "putback.made": _("Why the client waits longer was written down"),
    "ruling.put": _("A question of money was weighed"),
    "ruling.made": _("A question of money was decided, by a rule"),
    "ruling.written": _("The letter with the decision is on its way"),
    "ruling.unwritten": _("The letter with the decision was taken back"),
    "ruling.told": _("The client knows the decision"),
    "ruling.returned": _("The letter with the decision came back"),
    "ruling.climbed": _("The principals were told that the client does not know the decision"),
    "ruling.dropped": _("There is nothing to decide any more"),
    "concession.given": _("We gave in to the client"),
    "breach.noted": _("The client went over a boundary"),
    "rule.cited": _("It was decided by a rule of the house"),
    "parting.made": _("We part with the client"),
    "parting.told": _("The client knows that we part"),
    "parting.returned": _("The letter with the parting came back"),
    "parting.climbed": _("The principals were told that the parting has not arrived"),
    "parting.exported": _("The client’s records are ready"),
    "parting.fetched": _("The client took the records"),
    "parting.handed": _("The records were given to the client by hand"),
    "parting.sent": _("The letter with the link to the records is on its way"),
    "parting.written": _("The letter with the parting leaves once more"),
}
