from datetime import date, timedelta

import pytest

from slovo.domain.journal.models import Event
from slovo.domain.staff.rights import NotAllowed
from slovo.domain.standards.actions.rules import (
    RuleRefused,
    SinceTooEarly,
    cite_rule,
    retire_rule,
    save_rule,
)
from slovo.domain.standards.citing import (
    RuleMissing,
    RuleNotInForce,
    counted,
    version_named,
    warning,
)
from slovo.domain.standards.models import Act, Citation, Rule, RuleVersion
from tests.make import MORNING

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 10)
SAID = {"number": "G-1", "title": "Small sums", "text": "For the client.", "since": TODAY}


def written(by, rule=None, **sides):
    return save_rule(rule, **{**SAID, "owner": by, **sides}, by=by, at=sides.pop("at", MORNING))


def four_versions(by):
    rule = written(by).rule
    for number in (2, 3, 4):
        since = TODAY + timedelta(days=number)
        written(by, rule, text=f"Words {number}", since=since)
    return rule


def test_a_house_begins_with_four_rules_of_its_principal(olha):
    numbers = RuleVersion.objects.in_force(date(2027, 3, 1)).values_list("rule__number", flat=True)
    assert list(numbers) == ["1", "2", "3", "4"]
    assert {rule.owner for rule in Rule.objects.all()} == {olha}


def test_save_rule_writes_versions_and_the_same_words_once(olha):
    rule = four_versions(olha)
    written(olha, rule, text="Words 4", since=TODAY + timedelta(days=4))
    assert list(rule.versions.values_list("version", flat=True)) == [4, 3, 2, 1]
    assert rule.versions.get(version=1).text == "For the client."
    assert Event.objects.filter(kind="rule.written", subject=f"rule:{rule.pk}").count() == 4


def test_another_owner_alone_makes_no_version(olha, petro):
    made = written(olha)
    assert written(olha, made.rule, owner=petro).version == 1
    assert Rule.objects.get(number="G-1").owner == petro


def test_which_version_is_in_force_on_which_day(olha):
    four_versions(olha)
    found = [version_named("G-1", None, MORNING + timedelta(days=n)).version for n in range(6)]
    assert found == [1, 1, 2, 3, 4, 4]
    assert version_named("G-9", None, MORNING) is None
    assert version_named("G-1", 3, MORNING).text == "Words 3"


@pytest.mark.parametrize(
    "sides", [{"number": ""}, {"number": "1"}, {"number": "x" * 21}, {"title": " "}, {"text": ""}]
)
def test_save_rule_refuses_in_words(olha, sides):
    with pytest.raises(RuleRefused):
        written(olha, **sides)


def test_a_new_version_is_not_older_than_today_or_than_the_one_before(olha):
    rule = written(olha, since=date(2019, 1, 1)).rule
    with pytest.raises(SinceTooEarly):
        written(olha, rule, text="Back-dated", since=date(2027, 3, 9))
    written(olha, rule, text="Next week", since=date(2027, 3, 17))
    with pytest.raises(SinceTooEarly):
        written(olha, rule, text="Between", since=date(2027, 3, 12))


def test_rules_are_written_by_those_who_keep_the_house(petro, taras):
    with pytest.raises(NotAllowed):
        written(petro)
    assert written(taras).version == 1
    with pytest.raises(NotAllowed):
        retire_rule(Rule.objects.get(number="G-1"), by=petro, at=MORNING)


def test_cite_rule_keeps_the_version_and_whether_it_was_old(olha, petro):
    rule = four_versions(olha)
    later = MORNING + timedelta(days=4)
    third = rule.versions.get(version=3)
    said = {"act": Act.REFUSAL, "subject": "decision:7", "by": petro, "at": later}
    made = cite_rule(third, **said)
    assert (made.is_outdated, cite_rule(third, **said).pk) == (True, made.pk)
    assert warning(third, later) == (
        "You cite version 3 of rule G-1; version 4 is in force since 14 March 2027. Read it again."
    )
    assert warning(rule.versions.get(version=4), later) == ""
    cite_rule(rule.versions.get(version=4), **{**said, "subject": "decision:8"})
    assert counted(Citation.objects.all()) == {rule.pk: {"refusal": 2, "outdated": 1}}
    event = Event.objects.filter(kind="rule.cited").order_by("pk").first()
    assert (event.refs["rule"], event.refs["version"]) == ("G-1", 3)


def test_what_cannot_be_cited(olha, petro):
    rule = four_versions(olha)
    said = {"act": Act.REFUSAL, "subject": "decision:7", "by": petro, "at": MORNING}
    with pytest.raises(RuleMissing, match="Name the rule"):
        cite_rule(None, **said)
    with pytest.raises(RuleNotInForce, match="Version 2 of rule G-1 is not in force yet"):
        cite_rule(rule.versions.get(version=2), **said)
    for _ in range(2):
        rule = retire_rule(rule, by=olha, at=MORNING)
    with pytest.raises(RuleNotInForce, match="not in force any more"):
        cite_rule(rule.versions.select_related("rule").get(version=1), **said)
    with pytest.raises(RuleRefused, match="retired"):
        written(olha, rule, text="Again")
    assert Event.objects.filter(kind="rule.retired").count() == 1
