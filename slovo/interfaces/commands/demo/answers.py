"""Complaints answered: one helped and is closed, one did not and is Olha's, one is looked into."""

from datetime import timedelta
from typing import Any

from slovo.domain.complaints.actions.accepting import answer_finding
from slovo.domain.complaints.actions.answering import answer_complaint
from slovo.domain.complaints.actions.assessing import assess_complaint
from slovo.domain.complaints.actions.causes import draw_tree, find_cause
from slovo.domain.complaints.actions.ending import (
    close_complaint,
    correct_complaint,
    learn_lesson,
)
from slovo.domain.complaints.actions.filing import file_complaint
from slovo.domain.complaints.actions.following import climb_follow_up, record_follow_up
from slovo.domain.complaints.actions.inquiring import add_fact, begin_inquiry, tick_evidence
from slovo.domain.complaints.actions.measures import put_in_force, take_measure
from slovo.domain.complaints.models import Complaint, Finding, FollowUp
from slovo.domain.journal.actors import HOUSE
from slovo.domain.mistakes.models import Cause
from slovo.interfaces.commands.demo.morning import Morning

DAY = 24.0


def play_answers(m: Morning) -> None:
    """After whoever files complaints: the last part goes on with Viktor's, if there is one."""
    _helped(m)
    _did_not_help(m)
    _asked_just_now(m)
    viktors = Complaint.objects.open().filter(person=m.cast.people["viktor"]).first()
    if viktors is not None:
        _looked_into(m, viktors)


def _helped(m: Morning) -> None:
    stated = "Третій тиждень прошу копію ухвали, і ніхто не відповідає."
    complaint = filed(m, "serhii", stated, "iryna", days=20)
    nadia, who = owner_of(m, complaint), complaint.person
    why, causes = "Лист чекав на паперовій полиці.", ("oversight", "handover")
    known(m, complaint, 19.5, topic="silence", causes=causes, why=why)
    chain = (
        "Копію не надіслали",
        "Прохання лежало в паперовій пошті",
        "Паперову пошту розбирає той, хто чергує",
        "У відпустку полиці ніхто не передав",
    )
    bones = {
        "method": ("Полиця не входить до передачі справ",),
        "people": ("Дарина була у відпустці", "Заступника не назвали"),
        "information": ("Прохання не занесли до справи",),
    }
    draw_tree(complaint, chain=chain, bones=bones, by=nadia, at=m.ago(19.5 * DAY))
    finding = answered(
        m,
        complaint,
        19,
        reasons="Ваше прохання два тижні лежало на полиці, якої ніхто не розбирав.",
        remedies=("information", "apology"),
        remedy_words="Копію ухвали надсилаємо сьогодні.",
        prevention="Полиця паперової пошти тепер у листі передачі справ.",
    )
    thanks = "Дякую, копію отримав."
    answer_finding(finding, answer="yes", words=thanks, by=who, at=m.ago(18.5 * DAY))
    correct_complaint(complaint, by=nadia, at=m.ago(18.5 * DAY))
    learn_lesson(complaint, lesson="Передаємо не лише справи, а й полиці.", by=nadia, at=_at(m, 18))
    measure = take_measure(
        complaint,
        text="Полиця паперової пошти стоїть у листі передачі справ",
        owner=m.cast.users["daryna"],
        due_on=(m.now - timedelta(days=14)).date(),
        by=nadia,
        at=_at(m, 18),
    )
    how = "Першу передачу з полицею зроблено, підписи є."
    put_in_force(measure, how=how, by=m.cast.users["daryna"], at=_at(m, 15))
    close_complaint(complaint, by=nadia, at=_at(m, 15))
    _asked(m, complaint, 11.9)
    row = FollowUp.objects.get(complaint=complaint)
    record_follow_up(row, result="solved", score=9, by=who, at=_at(m, 11.5))


def _did_not_help(m: Morning) -> None:
    stated = "Поддержка не отвечает: звонила четыре раза, номер всегда занят."
    complaint = filed(m, "aliya", stated, "petro", days=10)
    why, causes = "На карточке стоял номер для частных лиц.", ("tool-down", "wrong-data")
    known(m, complaint, 9.5, topic="access", causes=causes, why=why)
    answered(
        m,
        complaint,
        9,
        reasons="На Вашей карточке стоял номер для частных лиц, он днём перегружен.",
        remedies=("information", "apology"),
        remedy_words="Правильный номер теперь на Вашей странице.",
        prevention="Карточки проверяем звонком каждую неделю.",
    )
    take_measure(
        complaint,
        text="Номер на каждой карточке проверяем звонком раз в неделю",
        owner=m.cast.users["roman"],
        due_on=(m.now - timedelta(days=1)).date(),
        by=owner_of(m, complaint),
        at=_at(m, 8),
    )
    _asked(m, complaint, 1.9)
    words = "Вчера снова не дозвонилась."
    row = FollowUp.objects.get(complaint=complaint)
    if row.asked_at:
        record_follow_up(row, result="no", words=words, by=complaint.person, at=m.ago(2))
        m.posts(m.ago(2))


def _asked_just_now(m: Morning) -> None:
    stated = "Засідання перенесли, а я дізнався від судді."
    complaint = filed(m, "oleksandr", stated, "maksym", days=9)
    why, causes = "Ухвала прийшла, та її ніхто не переслав.", ("late", "not-told")
    known(m, complaint, 8.5, topic="silence", causes=causes, why=why)
    answered(
        m,
        complaint,
        8,
        reasons="Ухвала про перенесення лежала в електронному кабінеті два дні.",
        remedies=("apology", "notice"),
        prevention="Кабінет переглядаємо щоранку, і про кожне перенесення клієнт знає того ж дня.",
    )
    take_measure(
        complaint,
        text="Електронний кабінет переглядає черговий щоранку о дев’ятій",
        owner=m.cast.users["iryna"],
        due_on=(m.now + timedelta(days=6)).date(),
        by=owner_of(m, complaint),
        at=_at(m, 7.5),
    )
    _asked(m, complaint, 0.9)


def _looked_into(m: Morning, complaint: Complaint) -> None:
    """Story A15 before its end: two proofs are open, so that the answer waits."""
    nadia = owner_of(m, complaint)
    begin_inquiry(complaint, topic="money", by=nadia, at=m.ago(13))
    notes = {
        "contract": ("seen", "Розділ 4: понад обсяг лише за згодою"),
        "time": ("seen", "1,5 год 23 березня, Максим"),
        "invoice": ("seen", "Рядок 3 на 3 600"),
        "scope": ("none", "Згода була телефоном, на папері її нема"),
    }
    for one in complaint.evidence.order_by("place"):
        if one.kind in notes:
            state, note = notes[one.kind]
            tick_evidence(one, state=state, note=note, by=nadia, at=m.ago(12))
    add_fact(
        complaint,
        happened_at=m.ago(40),
        text="Олена погодилася телефоном на зустрічний позов",
        source="Дарина, запис розмови",
        by=nadia,
        at=m.ago(11.5),
    )


def filed(m: Morning, client: str, stated: str, against: str, *, days: float) -> Complaint:
    complaint = file_complaint(
        m.cast.people[client],
        stated=stated,
        against=[m.cast.users[against]],
        owner=m.cast.users["nadia"],
        by=m.cast.users["roman"],
        at=_at(m, days),
    )
    m.posts(_at(m, days))
    assess_complaint(
        complaint,
        severity="medium",
        complexity="low",
        impact="medium",
        by=owner_of(m, complaint),
        at=_at(m, days - 0.1),
    )
    return complaint


def known(
    m: Morning, complaint: Complaint, days: float, *, topic: str, causes: tuple[str, str], why: str
) -> None:
    """`causes`: the stated and the real one by their codes."""
    doer: dict[str, Any] = {"by": owner_of(m, complaint), "at": _at(m, days)}
    begin_inquiry(complaint, topic=topic, **doer)
    for one in complaint.evidence.order_by("place"):
        tick_evidence(one, state="seen", **doer)
    stated, real = (Cause.objects.get(code=code) for code in causes)
    find_cause(complaint, stated_cause=stated, real_cause=real, real_reason=why, **doer)


def answered(m: Morning, complaint: Complaint, days: float, **said: Any) -> Finding:
    at = _at(m, days)
    given = {"verdict": "upheld", **said, "by": owner_of(m, complaint), "at": at}
    finding = answer_complaint(complaint, **given)
    m.posts(at)
    sent: Finding = Finding.objects.select_related("complaint__case").get(pk=finding.pk)
    return sent


def _asked(m: Morning, complaint: Complaint, days: float) -> None:
    row = FollowUp.objects.select_related("complaint__case").get(complaint=complaint)
    climb_follow_up(row, by=HOUSE, at=_at(m, days))
    m.posts(_at(m, days))


def owner_of(m: Morning, complaint: Complaint) -> Any:
    return complaint.owner or m.cast.users["nadia"]


def _at(m: Morning, days: float) -> Any:
    return m.ago(days * DAY)
