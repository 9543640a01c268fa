"""Why colleagues are told of complaints: one sentence each."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "complaint_yours": _("The complaint of %(name)s is yours, from beginning to end."),
    "complaint_filed": _("%(name)s complains."),
    "complaint_unowned": _("Nobody may own the complaint of %(name)s: name somebody outside."),
    "complaint_unreceipted": _("%(name)s complained and has no receipt yet."),
    "complaint_unassessed": _("The complaint of %(name)s should have been assessed by now."),
    "complaint_word_due": _("%(name)s must hear today how the complaint stands."),
    "complaint_word_late": _("%(name)s has not heard in time how the complaint stands."),
    "complaint_plan_due": _("The complaint of %(name)s should be answered by now."),
    "deadlock": _("%(name)s and we are at a dead end: sit down together within two days."),
    "table_late": _("The table with %(name)s should have been held by now."),
    "complaint_late": _("The limit to answer the complaint of %(name)s has passed."),
}
