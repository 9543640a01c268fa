"""What notices are about, seen from whoever is told; which of them wait for nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The rows of everybody's table of notices."""

    DUTY = "duty", _("You are on duty: a call or letter outside our hours")
    DARK = "dark", _("A client is in the dark, or something is wrong")
    DUE = "due", _("A word or a promise is due")
    HEARD = "heard", _("A client wrote or answered")
    ROTA = "rota", _("Swaps and other news of the rota")


class Way(models.TextChoices):
    """How it reaches him, besides the list of news in the app."""

    PUSH = "push", _("In the browser")
    TELEGRAM = "telegram", _("Telegram")
    GATEWAY = "gateway", _("SMS or voice")
    MAIL = "mail", _("Mail")


# Quiet hours, digests, mutes and batches never hold these.
URGENT = (Kind.DUTY, Kind.DARK)
# These are a digest already: they come once a day, at their own hour.
DAILY = frozenset({"nobody_forgotten", "he_starts"})
# A way that fails is followed by the next of these that he has.
ORDER = (Way.PUSH, Way.TELEGRAM, Way.GATEWAY, Way.MAIL)

_REASONS = {
    Kind.DUTY: "late_word missed_call team_called called_in",
    Kind.DARK: (
        "in_the_dark past_the_limit nobody_has_it two_hours_left chased something_is_wrong "
        "risk_raised risk_unseen risk_untold not_reached not_ready promise_late often_late "
        "call_in_asked second_failure complaint_yours complaint_filed complaint_unowned "
        "complaint_unreceipted complaint_unassessed complaint_word_late complaint_late "
        "complaint_rejected complaint_reopened follow_up_uncalled measure_late measure_failed "
        "mistake_opened mistake_unseen mistake_unadmitted "
        "mistake_unplanned mistake_uncorrected mistake_declined damage_undecided "
        "conduct_unreviewed "
        "deadlock table_late "
        "ruling_untold export_late"
    ),
    Kind.DUE: (
        "word_due_in_an_hour limit_in_an_hour half_of_the_day_gone four_hours_left "
        "promise_in_two_days promise_today date_unreviewed talk_unlisted duty_passed is_it_ready "
        "not_confirmed_back nobody_forgotten he_starts held_open "
        "complaint_word_due complaint_plan_due follow_up_call waiver_asked measure_yours "
        "mistake_warned mistake_unverified "
        "damage_claimed payout_due conduct_flagged "
        "ruling_asked ruling_made put_back_again boundary_talk "
        "review_opened review_missed resolution_yours resolution_late"
    ),
    Kind.ROTA: "swap_asked swap_accepted swap_declined",
}
_KINDS = {why: kind for kind, words in _REASONS.items() for why in words.split()}


def kind_of(why: str) -> Kind:
    """What nobody sorted is about a client who wrote."""
    return _KINDS.get(why, Kind.HEARD)
