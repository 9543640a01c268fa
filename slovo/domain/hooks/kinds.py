"""The events an endpoint may be told: a closed list, by noun, and what each of them says.

The fields are references only (law 3): numbers, states and instants, never anybody's words.
"""

from typing import NamedTuple

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _


class Told(NamedTuple):
    """In plain words, and the references of the event that leave the house."""

    words: str | Words
    fields: tuple[str, ...] = ()


class Group(NamedTuple):
    words: str | Words
    kinds: dict[str, Told]


GROUPS = (
    Group(
        _("Cases"),
        {
            "case.opened": Told(_("The case was opened"), ("channel",)),
            "case.assigned": Told(_("The case was given to somebody"), ("handler", "answerer")),
            "case.handed_over": Told(_("The case changed hands"), ("handler", "answerer")),
            "case.rated": Told(_("Its severity changed"), ("client", "ours")),
            "case.renamed": Told(_("The subject was changed")),
            "case.person_confirmed": Told(_("It was confirmed whose case it is"), ("person",)),
            "case.flagged": Told(_("The client says that something is wrong")),
            "case.asked": Told(_("The client was asked once more whether it is solved")),
            "case.held_open": Told(_("It stays open: something about it is not done")),
            "case.resumed": Told(_("The case is on us again")),
            "case.confirmed": Told(_("The client confirmed that it is solved"), ("ending",)),
            "case.closed": Told(_("The case was closed"), ("ending",)),
            "case.reopened": Told(_("The case was reopened")),
            "matter.opened": Told(_("We opened the case ourselves, to speak about the agreement")),
        },
    ),
    Group(
        _("Messages"),
        {
            "message.heard": Told(_("The client wrote"), ("nature", "chaser")),
            "message.written": Told(_("A letter was written")),
            "message.delivered": Told(_("The letter was delivered")),
            "message.returned": Told(_("The letter came back: the client was not reached")),
            "message.cancelled": Told(_("The letter was taken back before it left")),
            "note.written": Told(_("A note for colleagues was written")),
            "delivery.failed": Told(_("The letter could not be delivered"), ("of",)),
            "delivery.returned": Told(_("The letter came back"), ("of",)),
        },
    ),
    Group(
        _("Promises"),
        {
            "promise.made": Told(_("A promise was made"), ("clock", "owed_by", "owner")),
            "promise.climbed": Told(
                _("A promise is due soon or late; those who must know were told"),
                ("why", "who"),
            ),
            "promise.sent": Told(_("The letter that keeps a promise is on its way"), ("message",)),
            "promise.kept": Told(_("A promise was kept")),
            "promise.broken": Told(_("A promise was broken")),
            "promise.renegotiated": Told(
                _("The client agreed to another date"), ("replaced_by", "old", "new")
            ),
            "promise.moved": Told(_("A rule moved a due time"), ("old", "new")),
            "promise.passed": Told(_("A colleague took a promise over"), ("before", "after")),
            "promise.resumed": Told(_("A promise runs again, to its first due time")),
            "promise.withdrawn": Told(_("A promise is no longer owed")),
        },
    ),
    Group(
        _("Bad news"),
        {
            "risk.raised": Told(_("A colleague said that there is bad news")),
            "risk.seen": Told(_("A leader has read it")),
            "risk.climbed": Told(_("Unread or untold, it went to the next leader"), ("why", "who")),
            "risk.closed": Told(_("The risk is over, or kept back"), ("end",)),
            "badnews.told": Told(_("The client knows the bad news")),
            "badnews.returned": Told(_("The bad news did not reach the client")),
            "badnews.chosen": Told(_("The client chose a way on")),
            "badnews.declined": Told(_("None of the ways suits the client")),
            "surprise.noted": Told(_("Something happened that nobody could foresee")),
            "surprise.reacted": Told(_("The client heard of it from us")),
            "surprise.helped": Told(_("The first thing was done that helps")),
            "surprise.dropped": Told(_("It was no surprise after all, and counts no more")),
        },
    ),
    Group(
        _("Mistakes"),
        {
            "mistake.opened": Told(_("A colleague said that it was our mistake")),
            "mistake.seen": Told(_("A leader has read of the mistake")),
            "mistake.admitted": Told(_("The client knows of the mistake")),
            "mistake.planned": Told(_("The client knows by when it is right")),
            "mistake.climbed": Told(
                _("A step was missed; those who must know were told"), ("why", "who")
            ),
            "mistake.corrected": Told(_("It is put right, and the client is asked")),
            "mistake.verified": Told(_("The client says that it is right")),
            "mistake.declined": Told(_("The client says that it is not right yet")),
            "mistake.closed": Told(_("The mistake is closed")),
            "mistake.dropped": Told(_("It was none of our mistakes")),
            "verdict.given": Told(_("Work was not of quality: it is held, or goes back")),
            "damage.claimed": Told(_("A client lost something by our fault")),
            "damage.decided": Told(_("A principal decided about a loss")),
            "payout.owed": Told(_("Money goes back to a client by a day")),
            "payout.paid": Told(_("It is paid back")),
            "conductflag.raised": Told(_("A letter of ours was called rude")),
            "conductflag.reviewed": Told(_("A principal said whether it was rude"), ("upheld",)),
            "failure.noted": Told(_("The cause of a failure was named"), ("cause",)),
            "failure.repeated": Told(
                _("The same befell a client twice within 180 days"), ("earlier",)
            ),
        },
    ),
    Group(
        _("Clients"),
        {
            "person.added": Told(_("A new person")),
            "person.changed": Told(_("Facts about a person changed"), ("changed",)),
            "person.stands_for": Told(_("A person stands for an organisation"), ("organisation",)),
            "person.left_organisation": Told(
                _("A person no longer stands for an organisation"), ("organisation",)
            ),
            "address.flagged": Told(_("A person’s address does not work"), ("address",)),
            "address.trusted": Told(_("A person’s address works again"), ("address",)),
            "organisation.added": Told(_("A new organisation")),
            "organisation.changed": Told(_("Facts about an organisation changed"), ("changed",)),
        },
    ),
    Group(
        _("Agreements"),
        {
            "engagement.made": Told(_("An agreement was made")),
            "engagement.changed": Told(_("An agreement changed"), ("changed",)),
            "engagement.ended": Told(_("An agreement ended")),
            "stage.entered": Told(_("A stage began"), ("engagement",)),
            "stage.passed": Told(_("A stage is behind us"), ("engagement",)),
            "scope.asked": Told(_("The client was asked about a change of scope")),
            "scope.agreed": Told(_("The client said yes to a change of scope")),
            "scope.refused": Told(_("The client said no to a change of scope")),
            "scope.withdrawn": Told(_("The question about a change of scope was taken back")),
            "requirement.added": Told(_("A requirement was written down"), ("engagement",)),
            "requirement.settled": Told(_("A requirement was settled"), ("state",)),
            "offer.sent": Told(_("The offer was sent")),
            "offer.taken": Told(_("The client said yes to the offer")),
            "offer.turned_down": Told(_("The client said no to the offer")),
            "restatement.sent": Told(_("The client was asked whether we got it right")),
            "restatement.confirmed": Told(_("The client said that we got it right")),
            "restatement.corrected": Told(_("The client corrected what we understood")),
            "decision.put": Told(_("The client has something to decide")),
            "decision.taken": Told(_("The client decided")),
            "decision.confirmed": Told(_("The decision reached the client in writing")),
            "expectation.stated": Told(_("The client was asked what he counts on")),
            "expectation.confirmed": Told(_("The client confirmed what he counts on")),
            "expectation.corrected": Told(_("The client counts on something else")),
            "time.logged": Told(_("Time was written down"), ("minutes", "state")),
        },
    ),
    Group(
        _("Money"),
        {
            "invoice.issued": Told(_("An invoice was issued")),
            "invoice.withdrawn": Told(_("An invoice was withdrawn")),
            "line.held": Told(_("A line of an invoice is held")),
            "line.released": Told(_("A held line is owed again")),
            "line.zeroed": Told(_("A line costs nothing for good")),
            "line.credited": Told(_("A line was credited")),
            "payment.recorded": Told(_("A payment came")),
            "payment.dropped": Told(_("A payment was taken back")),
            "document.added": Told(_("A document was kept")),
            "document.replaced": Told(_("A document has a new version")),
        },
    ),
    Group(
        _("Goodwill"),
        {
            "ruling.put": Told(_("A question of money was weighed"), ("advice",)),
            "ruling.made": Told(_("A question of money was decided"), ("favour",)),
            "ruling.told": Told(_("The client knows the decision")),
            "concession.given": Told(_("We gave in to the client"), ("person",)),
            "boundarytalk.wanted": Told(_("A principal is to talk with the client"), ("why",)),
            "putback.made": Told(_("A case was put behind the others"), ("times",)),
            "parting.made": Told(_("We part with the client"), ("person",)),
            "parting.exported": Told(_("The client’s records are ready")),
        },
    ),
    Group(
        _("Reviews of a quarter"),
        {
            "quarterreview.opened": Told(_("The review of a quarter is open"), ("quarter",)),
            "quarterreview.missed": Told(_("Nobody signed the review in time"), ("quarter",)),
            "quarterreview.signed": Told(_("A principal signed the review"), ("quarter",)),
            "addendum.added": Told(_("Something was added below a signature"), ("quarter",)),
            "resolution.late": Told(_("What a review decided is late")),
            "resolution.done": Told(_("What a review decided is done")),
        },
    ),
    Group(
        _("Talks and meetings"),
        {
            "talk.noted": Told(_("A talk was noted")),
            "agreedlist.sent": Told(_("The list of what was agreed was sent")),
            "agreedlist.confirmed": Told(_("The client said yes to the list")),
            "agreedlist.corrected": Told(_("The client corrected the list")),
            "appointment.made": Told(_("A time to meet was agreed"), ("repeats",)),
            "appointment.cancelled": Told(_("The meeting was called off")),
            "meeting.planned": Told(_("The next meeting stands")),
            "meeting.ready": Told(_("What the meeting needs is ready")),
            "meeting.warned": Told(_("The client was warned before setting out")),
        },
    ),
)
KINDS = {kind: told for group in GROUPS for kind, told in group.kinds.items()}
