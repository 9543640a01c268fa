from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from slovo.domain.billing.models import Credit, InvoiceLine
from slovo.domain.cases.actions.answering import undo_answer
from slovo.domain.goodwill.actions.boundaries import set_boundary
from slovo.domain.goodwill.actions.conceding import ConcessionUnclear
from slovo.domain.goodwill.actions.limits import NotLimited, SumUnclear, save_limits, set_budget
from slovo.domain.goodwill.actions.ruling import (
    DecidedAlready,
    LineElsewhere,
    QuestionUnclear,
    RulingIsDropped,
    climb_ruling,
    decide_ruling,
    drop_ruling,
    put_ruling,
)
from slovo.domain.goodwill.actions.telling import NotDecidedYet, WordsAreOurs, tell_ruling
from slovo.domain.goodwill.aid import OverYourLimit
from slovo.domain.goodwill.budgets import left_of, quarters
from slovo.domain.goodwill.models import Concession, RoleLimit, Ruling
from slovo.domain.journal.actors import HOUSE
from slovo.domain.journal.models import Event
from slovo.domain.notices.models import Notice
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.citing import RuleMissing
from slovo.domain.standards.models import Citation
from tests.desk.scene import send_all
from tests.make import MORNING, make_invoice

pytestmark = pytest.mark.django_db
CLOSE = datetime(2027, 3, 11, 16, tzinfo=UTC)


def put(case, by, price=1200, **sides):
    said = {"text": "The fee she says she never agreed to", "currency": "UAH", "at": MORNING}
    return put_ruling(case, price=Decimal(price), **{**said, **sides}, by=by)


def decided(ruling, rule, by, **sides):
    said = {"is_in_favour": True, "reason": "She is worth more to us", "at": MORNING}
    return decide_ruling(ruling, rule=rule, **{**said, **sides}, by=by)


def told(ruling, by, at=MORNING, html="<p>It is not charged.</p>", **sides):
    word_at = at + timedelta(days=1)
    return tell_ruling(ruling, html=html, next_word_at=word_at, **sides, by=by, at=at)


def test_r011_twelve_hundred_of_310000_is_in_favour(case, petro, limits, yearly):
    for _ in range(2):
        made = put(case, petro)
    assert Ruling.objects.count() == 1
    assert (made.advice, made.revenue, made.expected) == ("favour", 310000, 620000)
    assert (f"{made.share:.4f}", made.past, made.limit) == ("0.0039", 0, 10000)
    assert (made.tell_by, made.next_at) == (CLOSE, CLOSE)
    assert not Notice.objects.filter(why="ruling_asked").exists()


def test_r011_nine_thousand_is_the_principals(case, petro, olha, limits, yearly):
    made = put(case, petro, 9000)
    assert (made.advice, f"{made.share:.3f}") == ("principal", "0.029")
    assert Notice.objects.filter(user=olha, why="ruling_asked").count() == 1


@pytest.mark.parametrize(
    ("price", "advice"), [("6200.00", "favour"), ("6200.01", "principal"), ("9999", "principal")]
)
def test_two_hundredths_to_the_cent(case, petro, limits, yearly, price, advice):
    assert put(case, petro, price).advice == advice


def test_over_the_limit_of_the_role(case, petro, roman, olha, rule, limits, yearly):
    with pytest.raises(OverYourLimit, match="up to UAH 1,000"):
        decided(put(case, petro), rule, roman)
    with pytest.raises(OverYourLimit, match="more than two percent"):
        decided(put(case, petro, 9000), rule, petro)
    assert decided(put(case, petro, 9000), rule, olha).is_in_favour


def test_without_revenue_or_a_limit_the_principal_decides(case, petro, olha, rule):
    made = put(case, petro)
    assert (made.advice, made.share, made.limit) == ("principal", None, 0)
    with pytest.raises(OverYourLimit):
        decided(made, rule, petro)
    assert decided(made, rule, olha).decided_by == olha


def test_a_year_ago_today_is_not_within_twelve_months(case, petro, engagement, olha, limits):
    for days, price in ((365, 310000), (364, 50000)):
        at = MORNING - timedelta(days=days)
        make_invoice(engagement, olha, unit_price=Decimal(price), at=at)
    assert put(case, petro).revenue == 50000


def test_decide_ruling_cites_and_counts(case, petro, olena, rule, limits, yearly):
    made = put(case, petro)
    with pytest.raises(RuleMissing):
        decided(made, None, petro)
    with pytest.raises(QuestionUnclear):
        decided(made, rule, petro, reason=" ")
    for _ in range(2):
        decided(made, rule, petro)
    concession = Concession.objects.get()
    assert (concession.ruling, concession.person, concession.price) == (made, olena, 1200)
    assert Citation.objects.get().act == "exception"
    with pytest.raises(DecidedAlready):
        decided(made, rule, petro, is_in_favour=False)


def test_who_is_right_gets_no_concession(case, petro, rule, limits, yearly):
    decided(put(case, petro, is_client_wrong=False), rule, petro)
    assert not Concession.objects.exists()


def test_a_refusal_is_cited_too_and_costs_nothing(case, petro, rule, limits, yearly):
    decided(put(case, petro), rule, petro, is_in_favour=False)
    assert (Citation.objects.get().act, Concession.objects.count()) == ("refusal", 0)


def test_the_whole_line_goes_to_zero_and_a_part_is_credited(case, petro, rule, limits, yearly):
    invoice = make_invoice(case.engagement, petro, unit_price=Decimal(1200))
    line = invoice.lines.get()
    decided(put(case, petro, line=line), rule, petro)
    assert InvoiceLine.objects.get(pk=line.pk).zeroed_at == MORNING
    other = make_invoice(case.engagement, petro, unit_price=Decimal(5000)).lines.get()
    decided(put(case, petro, line=other, text="Half an hour"), rule, petro)
    credit = Credit.objects.get()
    assert (credit.amount, credit.why) == (
        1200,
        "Goodwill: Half an hour (Petro Marchenko, rule 1 v1)",
    )


def test_a_line_of_somebody_else_or_too_short(case, petro, viktor, limits):
    from tests.make import make_engagement

    theirs = make_invoice(make_engagement(viktor, petro), petro).lines.get()
    with pytest.raises(LineElsewhere, match="this client"):
        put(case, petro, line=theirs)
    short = make_invoice(case.engagement, petro, unit_price=Decimal(100)).lines.get()
    with pytest.raises(LineElsewhere, match="Only UAH 100 is left"):
        put(case, petro, line=short)


@pytest.mark.parametrize(
    ("sides", "refusal"), [({"text": ""}, QuestionUnclear), ({"price": -1}, ConcessionUnclear)]
)
def test_put_ruling_refuses_in_words(case, petro, sides, refusal):
    with pytest.raises(refusal):
        put(case, petro, **sides)


def test_tell_ruling_by_letter_counts_when_it_arrives(case, petro, olena, rule, limits, yearly):
    set_boundary(olena, text="Fees in writing", reason="She denies things", by=petro, at=MORNING)
    made = put(case, petro)
    with pytest.raises(NotDecidedYet):
        told(made, petro)
    decided(made, rule, petro)
    for ours in ("she denies  THINGS", "<b>She is worth</b> more to us"):
        with pytest.raises(WordsAreOurs):
            told(made, petro, html=f"<p>{ours}</p>")
    for _ in range(2):
        told(made, petro)
    assert Ruling.objects.get().state == "decided"
    at = MORNING + timedelta(minutes=1)
    send_all(at)
    made = Ruling.objects.get()
    assert (made.told_at, made.is_in_time, made.next_at) == (at, True, None)


def test_a_letter_taken_back_tells_nothing(case, petro, rule, limits, yearly):
    made = decided(put(case, petro), rule, petro)
    letter = told(made, petro, send_at=MORNING + timedelta(seconds=30)).letter
    undo_answer(letter, by=petro, at=MORNING)
    made = Ruling.objects.get()
    assert (made.letter, made.state, made.next_at) == (None, "decided", CLOSE)
    told(made, petro, is_spoken=True)
    assert Ruling.objects.get().told_at == MORNING


def test_climb_ruling_when_a_business_day_is_over(case, petro, olha, rule, limits, yearly):
    made = put(case, petro)
    assert not climb_ruling(made, by=HOUSE, at=CLOSE - timedelta(seconds=1))
    assert climb_ruling(made, by=HOUSE, at=CLOSE)
    assert not climb_ruling(made, by=HOUSE, at=CLOSE)
    assert Notice.objects.filter(user=olha, why="ruling_untold").count() == 1
    late = CLOSE + timedelta(minutes=1)
    told(decided(made, rule, petro, at=late), petro, at=late, is_spoken=True)
    assert Ruling.objects.get().is_in_time is False


def test_drop_ruling_while_nobody_decided(case, petro, rule, limits, yearly):
    made = put(case, petro)
    with pytest.raises(QuestionUnclear):
        drop_ruling(made, why="", by=petro, at=MORNING)
    for _ in range(2):
        drop_ruling(made, why="She remembered", by=petro, at=MORNING)
    with pytest.raises(RulingIsDropped):
        decided(made, rule, petro)
    other = decided(put(case, petro), rule, petro)
    with pytest.raises(DecidedAlready):
        drop_ruling(other, why="x", by=petro, at=MORNING)


def test_limits_and_the_budget_of_a_quarter(case, petro, olha, rule, limits, yearly):
    for _ in range(2):
        budget = set_budget(
            first_day=MORNING.date(), currency="UAH", amount=Decimal(2000), by=olha, at=MORNING
        )
    assert (budget.first_day.isoformat(), left_of("UAH", MORNING)) == ("2027-01-01", 2000)
    decided(put(case, petro), rule, petro)
    assert left_of("UAH", MORNING) == 800
    again = put(case, petro, text="Another one")
    assert again.advice == "principal"
    with pytest.raises(OverYourLimit, match="used up"):
        decided(again, rule, petro)
    quarter = quarters(budget.first_day, MORNING, petro)[0]
    assert (quarter.given, quarter.used, quarter.left) == (2000, 1200, 800)
    assert (quarter.clients, quarter.kept, quarter.since) == (1, 1, 0)
    later = MORNING + timedelta(days=1)
    make_invoice(case.engagement, petro, unit_price=Decimal(7000), at=later)
    assert quarters(budget.first_day, later, petro)[0].since == 7000
    assert Event.objects.filter(kind="budget.set").count() == 1


def test_limits_are_set_by_principals_for_roles_that_decide(olha, petro, limits):
    with pytest.raises(NotAllowed):
        save_limits(currency="UAH", amounts={}, by=petro, at=MORNING)
    with pytest.raises(NotLimited):
        save_limits(currency="UAH", amounts={"principal": Decimal(1)}, by=olha, at=MORNING)
    with pytest.raises(SumUnclear):
        save_limits(currency="UAH", amounts={"specialist": Decimal(-1)}, by=olha, at=MORNING)
    save_limits(currency="UAH", amounts={"specialist": Decimal(5)}, by=olha, at=MORNING)
    assert RoleLimit.objects.get(role="specialist").amount == 5
    assert Event.objects.filter(kind="rolelimit.set").count() == 2
