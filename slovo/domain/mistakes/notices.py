"""Why colleagues are told of mistakes: one sentence each."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "second_failure": _(
        "The same went wrong for %(name)s a second time within 180 days. It is yours now."
    ),
    "mistake_opened": _(
        "Something went wrong by our fault in the case of %(name)s. Please read it now."
    ),
    "mistake_unseen": _("A mistake of ours in the case of %(name)s was not read for 15 minutes."),
    "mistake_warned": _("%(name)s should hear of our mistake within an hour, with an apology."),
    "mistake_unadmitted": _("%(name)s has not heard of our mistake for four hours."),
    "mistake_unplanned": _("%(name)s has no date by which our mistake is put right."),
    "mistake_uncorrected": _("Our mistake in the case of %(name)s is not put right in time."),
    "mistake_unverified": _("%(name)s has not said yet whether it is right now. Please call."),
    "mistake_declined": _("%(name)s says that our mistake is not put right yet."),
    "damage_claimed": _("%(name)s lost something by our fault. Please decide about it."),
    "damage_undecided": _(
        "Five business days are over, and nobody has decided what %(name)s gets back."
    ),
    "payout_due": _("We owe %(name)s money back. Three days are left."),
    "conduct_flagged": _("A letter to %(name)s is said to be rude. Please read it."),
    "conduct_reviewed": _("The letter to %(name)s that you called rude was read again."),
    "conduct_unreviewed": _(
        "A letter to %(name)s is said to be rude, and nobody has read it for a business day."
    ),
}
