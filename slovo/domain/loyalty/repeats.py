"""What a letter asks of a client who has told it already: a fact, a file, an answer (R045).

Only what the writer may read counts. Nothing is refused by this: it is said beside the letter.
"""

import re
from datetime import datetime
from typing import NamedTuple

from slovo.domain.billing.models import Document
from slovo.domain.cases.models import Attachment, Case, Message
from slovo.domain.cases.models.message import Direction, Nature
from slovo.domain.clients.models import Person
from slovo.domain.loyalty.requests import asks_for_thing, gist, kinds_of, names, requests_in
from slovo.domain.staff.models import User

MOST_LETTERS, MOST_FILES, MOST_REQUESTS = 60, 200, 8
ALIKE, LEAST = 0.6, 2  # of the words of two questions together, and how many at least
CONTRACT = re.compile(
    r"(?:contract|agreement|догов[оі]р\w*|контракт\w*)\W{0,3}(?:no\.?|number|номер|№|#)?\W{0,3}"
    r"([\w/-]*\d[\w/-]*)",
    re.IGNORECASE,
)


class Repeat(NamedTuple):
    """`kind`: phone, email, organisation, code, contract, file or asked; `case` where it stands."""

    sentence: str
    kind: str
    value: str
    at: datetime | None = None
    case: Case | None = None


def repeats_in(text: str, case: Case, reader: User) -> list[Repeat]:
    """Requests of the letter that the client has answered already, each once."""
    asked = list(requests_in(text))[:MOST_REQUESTS]
    if not asked:
        return []
    known = Known(case, reader)
    found = (known.answer_to(sentence) for sentence in asked)
    return [repeat for repeat in found if repeat is not None and not _says(repeat)]


def _says(repeat: Repeat) -> bool:
    """He is asked whether it is still true: that is no repetition."""
    return bool(repeat.value) and _bare(repeat.value) in _bare(repeat.sentence)


def _bare(text: str) -> str:
    return re.sub(r"[\s()-]+", "", text.casefold())


class Known:
    """What one client told, as far as a colleague may read it; asked for only when needed."""

    def __init__(self, case: Case, reader: User) -> None:
        self.case, self.person, self.reader = case, case.person, reader
        self._letters: list[Message] | None = None

    def answer_to(self, sentence: str) -> Repeat | None:
        for kind in kinds_of(sentence):
            found = self._fact(kind)
            if found is not None:
                return found._replace(sentence=sentence)
        file = self._file(sentence) if asks_for_thing(sentence) else None
        return file or self._asked(sentence)

    def _fact(self, kind: str) -> Repeat | None:
        if kind == "contract":
            return self._contract()
        if kind == "phone":
            value = self.person.phone
        elif kind == "email":
            value = str(self.person.address or "")
        else:
            side = "name" if kind == "organisation" else "code"
            value = _place(self.case, self.person, side)
        return Repeat("", kind, value) if value else None

    def _contract(self) -> Repeat | None:
        """Its number in a paper we keep, else in what he wrote."""
        papers = Document.objects.visible_to(self.reader)
        kept = papers.filter(engagement__person=self.person, kind="contract")
        for title in kept.order_by("-pk").values_list("title", flat=True):
            if any(sign.isdigit() for sign in title):
                return Repeat("", "contract", title)
        for letter in self._read():
            said = CONTRACT.search(letter.text) if letter.direction == Direction.IN else None
            if said:
                return Repeat("", "contract", said[1], letter.at, letter.case)
        return None

    def _file(self, sentence: str) -> Repeat | None:
        """A file of his that is called as what is asked for."""
        wanted = names(sentence)
        letters = {letter.pk: letter for letter in self._read() if letter.direction == Direction.IN}
        files = Attachment.objects.filter(message__in=letters).order_by("-pk")
        for file in files[:MOST_FILES]:
            name = file.name
            if wanted & names(name.rpartition(".")[0] or name):
                letter = letters[file.message_id or 0]
                return Repeat(sentence, "file", name, letter.at, letter.case)
        return None

    def _asked(self, sentence: str) -> Repeat | None:
        """The same was asked before, and he has written since."""
        wanted, answered = gist(sentence), set[int]()
        for letter in self._read():  # the newest first
            if letter.direction == Direction.IN:
                answered.add(letter.case_id)
            elif letter.case_id in answered:
                for before in (*requests_in(letter.text), letter.question):
                    if _is_alike(wanted, gist(before)):
                        return Repeat(sentence, "asked", "", letter.at, letter.case)
        return None

    def _read(self) -> list[Message]:
        if self._letters is None:
            visible = Case.objects.visible_to(self.reader)
            rows = Message.objects.filter(
                person=self.person,
                direction__in=(Direction.IN, Direction.OUT),
                nature=Nature.HUMAN,
                cancelled_at=None,
                case__in=visible,
            )
            newest = rows.select_related("case").order_by("-at", "-pk")[:MOST_LETTERS]
            self._letters = [letter for letter in newest if letter.is_shown_to(self.reader)]
        return self._letters


def _place(case: Case, person: Person, side: str) -> str:
    """Of the organisation of this case, else of the only one he stands for."""
    if case.organisation is not None:
        return str(getattr(case.organisation, side))
    running = person.standings.filter(to_date=None).select_related("organisation")
    places = [row.organisation for row in running.order_by("pk")[:2]]
    return str(getattr(places[0], side)) if len(places) == 1 else ""


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one & other)
    return both >= LEAST and both / len(one | other) >= ALIKE
