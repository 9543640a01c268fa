"""The causes a house starts with; the firm changes its list as it learns."""

from django.utils.translation import gettext_lazy as _

from slovo.domain.mistakes.models.cause import Branch

DEFAULTS = (
    ("oversight", Branch.PEOPLE, _("Overlooked")),
    ("knowledge", Branch.PEOPLE, _("Not known well enough")),
    ("overload", Branch.PEOPLE, _("Too much at once")),
    ("rudeness", Branch.PEOPLE, _("Words that hurt")),
    ("no-rule", Branch.METHOD, _("No rule for it")),
    ("rule-not-kept", Branch.METHOD, _("A rule was not kept")),
    ("handover", Branch.METHOD, _("Lost between two hands")),
    ("late", Branch.METHOD, _("A date was not kept")),
    ("scope", Branch.METHOD, _("Work nobody had agreed to")),
    ("billing", Branch.METHOD, _("A wrong invoice")),
    ("tool-down", Branch.TOOLS, _("A system was down")),
    ("tool-set-up", Branch.TOOLS, _("A system was set up wrongly")),
    ("wrong-data", Branch.INFORMATION, _("Wrong or old data")),
    ("not-told", Branch.INFORMATION, _("Somebody was not told")),
    ("unclear", Branch.INFORMATION, _("Words that were misunderstood")),
    ("supplier", Branch.PARTNER, _("A supplier failed us")),
    ("authority", Branch.PARTNER, _("A court or an authority")),
    ("client-data", Branch.CLIENT, _("What the client gave us was not right")),
    ("client-late", Branch.CLIENT, _("The client was late")),
    ("other", Branch.OTHER, _("Something else")),
)
