"""The life of one case, written as rows: what was said, promised, stamped and delivered."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from slovo.domain.cases.ladder import rungs
from slovo.domain.cases.models import Case, Message, Promise, Stamp
from slovo.domain.cases.models.promise import Kind
from slovo.domain.journal.models import Event
from slovo.domain.post.models import Delivery
from slovo.interfaces.commands.benching.rows import Table, flush, moment
from slovo.interfaces.commands.benching.texts import LANGUAGES, SUBJECTS, text_of
from slovo.lib.rows import most

OPEN_SHARE, WAITING_SHARE, SOLVED_SHARE = 0.10, 0.03, 0.003
DARK_SHARE, FRESH_SHARE, NOBODY_SHARE, CHASED_SHARE, LOST_SHARE = 0.03, 0.2, 0.01, 0.01, 0.003
EVENTS_EVERY = 10
PACES = (0, 1, 1, 1, 1, 1, 1, 1, 2, 3)


class Lives:
    """One in ten cases is open, three in a hundred of these are dark; every case has 3 messages."""

    def __init__(self, now: datetime, users: list[int], people: int, class_id: int) -> None:
        self.now, self.users, self.people, self.class_id = now, users, people, class_id
        self.dice = Random(20270310)  # noqa: S311 - the same house every time
        models = (Case, Delivery, Message, Stamp, Promise, Event)
        self.cases, self.deliveries, self.messages, self.stamps, self.promises, self.events = (
            self.tables
        ) = tuple(Table(model) for model in models)
        self.open_count = self.message_count = self._promise_count = 0
        self._event_count = int(most(Event, "id") or 0)

    def flush(self) -> None:
        flush(self.tables)

    def live(self, number: int) -> None:
        dice = self.dice
        is_open = dice.random() < OPEN_SHARE
        age = timedelta(days=dice.random() * (20 if is_open else 1080))
        opened = self.now - timedelta(hours=4) - age
        language = LANGUAGES[number % self.people % 3]
        user = self.users[number % len(self.users)] if dice.random() > NOBODY_SHARE else None
        pace = dice.choice(PACES)
        sides: dict[str, Any] = {
            "id": number,
            "number": number,
            "subject": dice.choice(SUBJECTS[language]),
            "person_id": number % self.people + 1,
            "service_class_id": self.class_id,
            "channel": "email",
            "principal_id": self.users[0],
            "handler_id": user,
            "answerer_id": user,
            "pace": pace,
            "severity_ours": pace,
            "severity_client": min(pace, 1),
            "opened_at": moment(opened),
            "first_answer_due_at": moment(opened + timedelta(hours=24)),
        }
        ways = self._open(number, opened) if is_open else self._ended(number, opened)
        self._talk(number, opened, language, user, is_fresh=ways.pop("is_fresh", False))
        self.cases.add(**sides, **ways)
        if number % EVENTS_EVERY == 0:
            self._journal(number, opened)

    def _open(self, number: int, opened: datetime) -> dict[str, Any]:
        dice, now = self.dice, self.now
        self.open_count += 1
        is_fresh = dice.random() < FRESH_SHARE
        opened = max(opened, now - timedelta(hours=23)) if is_fresh else opened
        is_waiting = not is_fresh and dice.random() < WAITING_SHARE / OPEN_SHARE
        is_dark = dice.random() < DARK_SHARE
        dark = now + timedelta(minutes=-dice.randint(1, 360) if is_dark else dice.randint(5, 7000))
        self._promise(number, Kind.FIRST_ANSWER if is_fresh else Kind.NEXT_WORD, opened, dark)
        if not is_fresh:
            self._promise(number, Kind.SILENCE, dark - timedelta(days=2), dark + timedelta(hours=3))
        return {
            "is_fresh": is_fresh,
            "state": "waiting" if is_waiting else "on_us",
            "waiting_question": "Which of the two dates suits you?" if is_waiting else "",
            "waiting_since": moment(now - timedelta(days=2)) if is_waiting else None,
            "heard_at": moment(opened),
            "waits_since": moment(opened) if is_fresh else None,
            "first_answered_at": None if is_fresh else moment(opened + timedelta(hours=3)),
            "next_word_at": moment(dark),
            "dark_at": moment(dark),
            "chased_at": moment(now) if dice.random() < CHASED_SHARE else None,
            "undelivered_at": moment(now) if dice.random() < LOST_SHARE else None,
            "changed_at": moment(opened),
        }

    def _ended(self, number: int, opened: datetime) -> dict[str, Any]:
        ended = moment(opened + timedelta(days=self.dice.random() * 3, hours=4))
        is_solved = self.dice.random() < SOLVED_SHARE
        self._promise(number, Kind.FIRST_ANSWER, opened, opened + timedelta(hours=24), is_kept=True)
        return {
            "state": "solved" if is_solved else "closed",
            "heard_at": moment(opened),
            "first_answered_at": moment(opened + timedelta(hours=3)),
            "solved_at": ended,
            "closed_at": None if is_solved else ended,
            "ending": "" if is_solved else "confirmed",
            "changed_at": ended,
        }

    def _promise(
        self, case: int, kind: Kind, made: datetime, due: datetime, *, is_kept: bool = False
    ) -> None:
        self._promise_count += 1
        ahead = [] if is_kept else [r for r in rungs(kind, made, due) if r.at > self.now]
        done = moment(made + timedelta(hours=3)) if is_kept else None
        self.promises.add(
            id=self._promise_count,
            case_id=case,
            person_id=case % self.people + 1,
            kind=str(kind),
            made_at=moment(made),
            due_at=moment(due),
            done_at=done,
            ended_at=done,
            outcome="kept" if is_kept else "",
            rung=0,
            next_at=moment(ahead[0].at) if ahead else None,
        )

    def _talk(
        self, case: int, opened: datetime, language: str, user: int | None, *, is_fresh: bool
    ) -> None:
        """He wrote, the house confirmed, we answered; or he wrote once more."""
        third = ("in", "human", 2) if is_fresh else ("out", "human", 3)
        for direction, nature, hours in (("in", "human", 0), ("out", "house", 0), third):
            self.message_count += 1
            number, at = self.message_count, moment(opened + timedelta(hours=hours, seconds=hours))
            is_out = direction == "out"
            message_id = f"<{number}.{case}@{'firm' if is_out else 'client'}.example>"
            text = text_of(self.dice, language)
            if is_out:
                self.deliveries.add(
                    id=number,
                    subject=f"message:{number}",
                    case_id=case,
                    to_address=f"client{case % self.people + 1}@client.example",
                    letter_subject="Re: Lease of the shop",
                    message_id=message_id,
                    queued_at=at,
                    attempts=1,
                    sent_at=at,
                )
            else:
                self.stamps.add(id=number, case_id=case, at=at, kind="heard", message_id=number)
            if is_out and nature == "human":
                self.stamps.add(id=number, case_id=case, at=at, kind="spoke", message_id=number)
            self.messages.add(
                id=number,
                case_id=case,
                direction=direction,
                nature=nature,
                wording="receipt" if nature == "house" else "",
                channel="email",
                person_id=case % self.people + 1,
                author_id=user if is_out and nature == "human" else None,
                at=at,
                delivered_at=at if is_out else None,
                subject="Lease of the shop",
                text=text,
                html=f"<p>{text}</p>" if number % 2 else "",
                language=language,
                message_id=message_id,
                delivery_id=number if is_out else None,
            )

    def _journal(self, case: int, opened: datetime) -> None:
        for kind in ("case.opened", "promise.made", "message.heard", "case.receipted"):
            self._event_count += 1
            self.events.add(
                id=self._event_count,
                kind=kind,
                at=moment(opened),
                actor_kind="house",
                actor_name="Slovo",
                subject=f"case:{case}",
                case_id=case,
            )
