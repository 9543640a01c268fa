"""Bad news flies upward (R104) and does not stay there (R041): story A11 and the exact limits."""

from datetime import timedelta

import pytest

from slovo.domain.cases.actions.opening import open_case
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.promises.actions.making import make_promise
from slovo.domain.promises.models import FoundDate
from slovo.domain.risks.actions.raising import (
    DateElsewhere,
    KnownLater,
    ReasonMissing,
    RiskHasEnded,
    climb_risk,
    dismiss_risk,
    raise_risk,
    see_risk,
    withhold_risk,
)
from slovo.domain.risks.models import End, Risk
from slovo.domain.staff.rights import NotAllowed
from tests.domain.promises.scene import fresh, kyiv

pytestmark = pytest.mark.django_db
TAPPED = kyiv("2027-03-29 11:10")
MINUTE = timedelta(minutes=1)


def told(why):
    rows = Notice.objects.filter(why=why).order_by("user__email")
    return [(notice.user.full_name, notice.at) for notice in rows.select_related("user")]


def raised(case, by, **sides):
    return raise_risk(
        case, **{"text": "The fee went under a wrong code.", **sides}, by=by, at=TAPPED
    )


def test_owner_and_principal_hear_in_the_same_minute(case, maksym):
    risk = raised(case, maksym)
    assert told("risk_raised") == [("Olha Levchenko", TAPPED), ("Petro Marchenko", TAPPED)]
    assert (risk.first_known_at, risk.tell_by, risk.next_at) == (
        TAPPED,
        kyiv("2027-03-29 13:10"),
        kyiv("2027-03-29 11:25"),
    )
    assert Event.objects.get(kind="risk.raised").subject == f"risk:{risk.pk}"


def test_said_twice_it_is_one_risk(case, maksym):
    assert raised(case, maksym) == raised(case, maksym)
    assert len(told("risk_raised")) == 2


def test_unseen_for_a_quarter_of_an_hour_it_goes_to_the_deputy(case, maksym, iryna):
    risk = raised(case, maksym)
    late = TAPPED + 15 * MINUTE
    assert climb_risk(risk, by=HOUSE, at=late - timedelta(seconds=1)) is False
    assert climb_risk(risk, by=HOUSE, at=late) is True
    assert told("risk_unseen") == [("Iryna Koval", late)]
    assert climb_risk(risk, by=HOUSE, at=late) is False
    assert fresh(risk).next_at == kyiv("2027-03-29 13:10")


def test_seen_by_a_leader_the_deputy_is_left_in_peace(case, maksym, olha):
    risk = see_risk(raised(case, maksym), by=olha, at=kyiv("2027-03-29 11:14"))
    assert (risk.seen_by, risk.seen_at, risk.next_at) == (
        olha,
        kyiv("2027-03-29 11:14"),
        kyiv("2027-03-29 13:10"),
    )
    again = see_risk(risk, by=olha, at=kyiv("2027-03-29 12:00"))
    assert again.seen_at == kyiv("2027-03-29 11:14")


def test_only_a_leader_counts_as_having_seen_it(case, maksym, petro):
    with pytest.raises(NotAllowed):
        see_risk(raised(case, maksym), by=petro, at=TAPPED)


def test_a_principal_who_raises_it_has_seen_it(case, olha):
    assert raised(case, olha).seen_at == TAPPED


def test_critical_and_untold_for_two_hours_the_principal_hears_again(case, maksym, olha):
    risk = raised(case, maksym, known_at=kyiv("2027-03-29 09:00"))
    assert risk.tell_by == kyiv("2027-03-29 11:00")
    see_risk(risk, by=olha, at=TAPPED)
    assert climb_risk(risk, by=HOUSE, at=TAPPED + MINUTE) is True
    assert told("risk_untold") == [("Olha Levchenko", TAPPED + MINUTE)]
    assert fresh(risk).next_at is None


def test_one_that_is_not_critical_has_until_the_close_of_the_next_business_day(case, maksym):
    risk = raised(case, maksym, is_critical=False)
    assert risk.tell_by == kyiv("2027-03-30 18:00")


def test_nobody_knew_it_later_than_he_said_so(case, maksym):
    with pytest.raises(KnownLater):
        raised(case, maksym, known_at=TAPPED + MINUTE)


def test_what_is_withheld_has_its_reason_and_is_the_principals_alone(case, maksym, petro, olha):
    risk = raised(case, maksym)
    with pytest.raises(NotAllowed):
        withhold_risk(risk, reason="Privilege of another client.", by=petro, at=TAPPED)
    with pytest.raises(ReasonMissing):
        withhold_risk(risk, reason=" ", by=olha, at=TAPPED)
    risk = withhold_risk(risk, reason="Privilege of another client.", by=olha, at=TAPPED)
    assert (risk.end, risk.next_at) == (End.WITHHELD, None)
    assert list(Risk.objects.visible_to(olha)) == [risk]
    assert list(Risk.objects.visible_to(maksym)) == []


def test_what_passed_says_why_and_stays_closed(case, maksym, olha):
    risk = dismiss_risk(raised(case, maksym), reason="The court took it.", by=maksym, at=TAPPED)
    assert (risk.end, risk.reason) == (End.PASSED, "The court took it.")
    with pytest.raises(RiskHasEnded):
        withhold_risk(risk, reason="No", by=olha, at=TAPPED)
    assert climb_risk(risk, by=HOUSE, at=TAPPED + 200 * MINUTE) is False


def found_in(case, author, **sides):
    """A date that left in a letter of this case, and nobody has decided about."""
    at = kyiv("2027-03-29 10:00")
    given = {"words": "by Friday", "due_at": kyiv("2027-04-02 18:00"), "found_at": at}
    return FoundDate.objects.create(case=case, author=author, next_at=at, **{**given, **sides})


def test_the_date_that_cannot_be_kept_is_decided_about_with_it(case, petro, maksym):
    found = found_in(case, petro)
    risk = raised(case, maksym, found=found)
    again = raised(case, maksym, found=found)
    found.refresh_from_db()
    assert (again, found.aside_at, found.settled_by, found.next_at) == (risk, TAPPED, maksym, None)
    decided = Event.objects.get(kind="date.set_aside")
    assert (decided.subject, decided.at) == (f"founddate:{found.pk}", TAPPED)


def test_a_second_date_of_the_same_bad_news_is_decided_about_too(case, petro, maksym):
    first, second = found_in(case, petro), found_in(case, petro, words="by Monday")
    assert raised(case, maksym, found=first) == raised(case, maksym, found=second)
    assert not FoundDate.objects.filter(aside_at=None).exists()


def test_a_date_that_is_promised_stays_a_promise(case, petro, maksym):
    due_at = kyiv("2027-04-02 18:00")
    promise = make_promise(case, text="It", kind="document", due_at=due_at, by=petro, at=TAPPED)
    found = found_in(case, petro, promise=promise)
    raised(case, maksym, found=found)
    found.refresh_from_db()
    assert (found.promise, found.aside_at) == (promise, None)


def test_a_date_of_another_case_is_refused_and_nothing_is_raised(case, petro, maksym, viktor):
    other = open_case(viktor, subject="Other", channel="desk", by=viktor, at=TAPPED)
    found = found_in(other, petro)
    with pytest.raises(DateElsewhere, match="This date has changed"):
        raised(case, maksym, found=found)
    found.refresh_from_db()
    assert (Risk.objects.count(), found.aside_at) == (0, None)
