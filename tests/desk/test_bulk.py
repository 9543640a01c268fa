"""Many cases at once: looked at first, each by its own verb, some refused, taken back."""

import re
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from slovo.domain.cases.actions.confiding import confide_case
from slovo.domain.cases.actions.rating import rate_case
from slovo.domain.cases.bulk import MOST
from slovo.domain.cases.models import Case, Reading
from slovo.domain.cases.models.case import State
from slovo.domain.clients.models import Person
from slovo.domain.journal.models import Event
from slovo.domain.journal.verifying import breaches
from slovo.domain.staff.levels import Level
from slovo.domain.staff.models import User
from slovo.domain.standards.models import Pace
from tests.desk import scene
from tests.desk.reading import text_of
from tests.make import MORNING

BULK = "/cases/bulk/"
ALL = ["S-1", "S-2", "S-3"]


def marks(answer: Any) -> list[str]:
    """What a browser would send of the boxes on the page of a look."""
    return re.findall(r'name="case" value="([^"]+)" checked', text_of(answer))


def token(answer: Any) -> str:
    return re.findall(r'name="token" value="([^"]+)"', text_of(answer))[0]


def look(client: Client, do: str, cases: list[str], **words: Any) -> Any:
    answer = client.post(BULK, {"do": do, "case": cases, **words})
    assert answer.status_code == 200
    return answer


def press(client: Client, seen: Any, do: str, **words: Any) -> Any:
    sent = {"do": do, "case": marks(seen), "token": token(seen), "press": "1", **words}
    return client.post(BULK, sent, follow=True)


def hands() -> dict[str, str | None]:
    cases = Case.objects.select_related("handler").order_by("number")
    return {case.ref: case.handler.email if case.handler else None for case in cases}


def told(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_cases_are_given_seen_through_and_given_back(
    as_olha: Client, case: Case, viktor: Person, olha: User, petro: User, iryna: User
) -> None:
    second, third = (scene.write(viktor, subject=each) for each in ("Second", "Third"))
    Case.objects.filter(pk=second.pk).update(handler=None, answerer=None)
    page = text_of(as_olha.get("/cases/?view=open"))
    assert re.findall(r'form="bulk" name="case" value="(S-\d)"', page) == ["S-1", "S-2", "S-3"]
    asked = as_olha.get(BULK, {"do": "assign", "case": ALL})
    assert "Olena Sydorenko" in text_of(asked)
    unsaid = as_olha.post(BULK, {"do": "assign", "case": ALL})
    assert unsaid.status_code == 422
    assert 'name="case" value="S-3"' in text_of(unsaid)

    before, files = hands(), Event.objects.count()
    seen = look(as_olha, "assign", ALL, to=petro.pk)
    assert [mark.partition("~")[0] for mark in marks(seen)] == ["S-2", "S-3"]
    assert "Petro Marchenko has it already." in text_of(seen)
    assert "Assign: 2 cases" in text_of(seen)
    assert (hands(), Event.objects.count()) == (before, files)

    Case.objects.filter(pk=third.pk).update(handler=iryna, answerer=iryna)
    other = look(as_olha, "take", ["S-3"])
    rate_case(third, severity_ours=Pace.HIGH, by=olha, at=MORNING + timedelta(minutes=1))
    report = press(as_olha, seen, "assign", to=petro.pk)
    words = text_of(report)
    assert "1 of 2 cases are done." in words
    assert "It changed while you were looking. Look at it again." in words
    assert hands()["S-2"] == petro.email
    assert told("case.assigned") == 1
    again = press(as_olha, seen, "assign", to=petro.pk)
    assert again.redirect_chain == report.redirect_chain
    assert told("case.assigned") == 1
    stale = press(as_olha, other, "take")
    assert "0 of 1 case is done." in text_of(stale)

    lone = as_olha.post(f"{report.redirect_chain[0][0]}undo/")
    assert lone.status_code == 302
    assert "Nobody had it before, so it stays where it is." in text_of(as_olha.get(lone.url))

    taken = press(as_olha, look(as_olha, "take", ALL), "take")
    assert "3 of 3 cases are done." in text_of(taken)
    assert set(hands().values()) == {olha.email}
    letters = third.messages.filter(wording="handover").count()
    assert letters == 1
    Case.objects.filter(pk=second.pk).update(handler=iryna, answerer=iryna)
    scene.send_all(MORNING)
    back = f"{taken.redirect_chain[0][0]}undo/"
    undone = as_olha.post(back, follow=True)
    assert "2 of 3 cases are done." in text_of(undone)
    assert "It went on to somebody else meanwhile, and stays there." in text_of(undone)
    assert hands() == {"S-1": petro.email, "S-2": iryna.email, "S-3": iryna.email}
    assert as_olha.post(back, follow=True).redirect_chain == undone.redirect_chain
    assert "This was taken back." in text_of(as_olha.get(taken.redirect_chain[0][0]))
    assert as_olha.get("/cases/bulk/nobodys/").status_code == 404


def test_many_are_closed_or_rated_by_the_rules_of_one(
    as_olha: Client,
    client: Client,
    case: Case,
    viktor: Person,
    olha: User,
    petro: User,
) -> None:
    second, third = (scene.write(viktor, subject=each) for each in ("Second", "Third"))
    scene.answer(second, olha, "Done.", MORNING)
    scene.answer(third, olha, "Done.", MORNING)
    seen = look(as_olha, "close", ALL, reason="A double.")
    assert [mark.partition("~")[0] for mark in marks(seen)] == ["S-2", "S-3"]
    assert "The client waits for an answer. Write to him first." in text_of(seen)
    assert Case.objects.filter(state=State.CLOSED).count() == 0
    assert told("case.closed") == 0
    whole = {"do": "close", "case": [f"S-1~{case.changed_at.isoformat()}", *marks(seen)]}
    forced = {**whole, "token": "a", "press": "1", "reason": "A double."}
    report = as_olha.post(BULK, forced, follow=True)
    assert "2 of 3 cases are done." in text_of(report)
    assert "The client waits for an answer. Write to him first." in text_of(report)
    assert "Give them back" not in text_of(report)
    assert told("case.closed") == 2
    assert list(breaches()) == []

    confide_case(second, level=Level.PRINCIPAL, by=olha, at=MORNING)
    client.force_login(petro)
    assert client.get(BULK, {"do": "assign", "case": ALL}).status_code == 403
    assert "Assign" not in text_of(client.get("/cases/?view=open")).partition('id="bulk"')[2]
    seen = look(client, "rate", ["S-1", "S-2", "S-9"], severity_ours=Pace.HIGH)
    assert text_of(seen).count("It is not there, or not for you to see.") == 2
    assert "Second" not in text_of(seen)
    assert Reading.objects.filter(case=second, user=petro, is_refused=True).exists()
    assert "1 of 1 case is done." in text_of(press(client, seen, "rate", severity_ours=Pace.HIGH))
    assert scene.fresh(case).severity_ours == Pace.HIGH

    many = [f"S-{number}" for number in range(1, MOST + 2)]
    for chosen, why in (
        (many, f"At most {MOST} cases at once: you chose {MOST + 1}. Choose fewer."),
        ([], "Choose at least one case."),
    ):
        refused = client.get(BULK, {"do": "close", "case": chosen})
        assert refused.status_code == 422
        assert why in text_of(refused)
    assert client.get(BULK, {"do": "burn", "case": ALL}).status_code == 422


def test_a_case_among_many_costs_three_questions_more_than_alone(
    as_olha: Client, viktor: Person, olha: User
) -> None:
    counts = []
    for count in (1, 3):
        refs = []
        for number in range(count):
            written = scene.write(viktor, subject=f"{count} {number}")
            scene.answer(written, olha, "Done.", MORNING)
            refs.append(written.ref)
        seen = look(as_olha, "rate", refs, severity_ours=Pace.NORMAL)
        with CaptureQueriesContext(connection) as asked:
            press(as_olha, seen, "rate", severity_ours=Pace.NORMAL)
        counts.append(len(asked))
    lone = scene.write(viktor, subject="Alone")
    scene.answer(lone, olha, "Done.", MORNING)
    with CaptureQueriesContext(connection) as asked:
        rate_case(scene.fresh(lone), severity_ours=Pace.NORMAL, by=olha, at=MORNING)
    assert (counts[1] - counts[0]) / 2 <= len(asked) + 2
