"""What may come in: the shapes of requests."""

import binascii
from base64 import b64decode
from collections.abc import Sequence
from datetime import time
from typing import Annotated, Any, Literal

from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field
from pydantic_core import PydanticCustomError

from slovo.domain.journal.refusal import Refusal
from slovo.domain.promises.actions.dates import Said

Severity = Literal[0, 1, 2, 3]


def _on_a_wall(said: time) -> time:
    if said.tzinfo is not None:
        raise PydanticCustomError("wall_time", "a time of day has no offset")
    return said


WallTime = Annotated[time, AfterValidator(_on_a_wall)]


class FileUnreadable(Refusal):
    """A file in a JSON request is base64, and this one is not."""

    def __init__(self, name: str) -> None:
        super().__init__(_("The file %(name)s is not proper base64.") % {"name": name})


class File(Schema):
    name: str = Field(max_length=255)
    type: str = Field("application/octet-stream", max_length=120)
    content: str = Field(description="base64")

    def as_file(self) -> tuple[str, str, bytes, str]:
        try:
            return self.name, self.type, b64decode(self.content, validate=True), ""
        except binascii.Error as problem:
            raise FileUnreadable(self.name) from problem


def enclosed(file: File | None) -> tuple[str, str, bytes] | None:
    """The one file that shows something, if there is one."""
    return file.as_file()[:3] if file else None


def as_files(files: Sequence[File]) -> list[tuple[str, str, bytes, str]]:
    return [file.as_file() for file in files]


class Words(Schema):
    """A letter or a note: plain text, or HTML when it is more than that."""

    text: str = ""
    html: str = ""
    files: list[File] = []

    @property
    def as_html(self) -> str:
        return self.html or (linebreaks(self.text, autoescape=True) if self.text.strip() else "")


class Confidence(Schema):
    level: Literal["", "relationship", "principal"]


class Note(Words):
    """A note may be told in confidence: to its people, or to the principals only."""

    level: Literal["", "relationship", "principal"] = ""


INSISTS = "send it although the next word is later than the client's limit of silence"


class PromiseOfDate(Schema):
    """Through the gate like every promise; what is null is as the letter says it."""

    text: str | None = Field(None, max_length=300)
    due_at: AwareDatetime | None = None
    kind: Literal["document", "work", "talk", "payment", "other"] = "other"
    effort_minutes: int | None = Field(None, ge=0)
    dropped: str = Field("", max_length=300)
    override: bool = False

    @property
    def sides(self) -> dict[str, Any]:
        known = self.dict(exclude={"override"}, exclude_none=True)
        return {**known, "is_override": self.override}


class DateSaid(Schema):
    """A date as it stands in the letter, and whether it is a promise."""

    words: str = Field(max_length=200)
    promise: PromiseOfDate | None = Field(None, description="null: it is not a promise")


DATES = "what the dates in it are; the others come to the list to look at"


class Dated(Schema):
    dates: list[DateSaid] = Field([], max_length=50, description=DATES)

    @property
    def said(self) -> list[Said]:
        return [Said(one.words, one.promise.sides if one.promise else None) for one in self.dates]


class Letter(Dated, Words):
    """A letter as it leaves, and what its dates are."""


class Answer(Letter):
    next_word_at: AwareDatetime | None = None
    insists: bool = Field(default=False, description=INSISTS)
    question: str = ""
    way: Literal["", "email", "telegram"] = Field(
        "", description="by which way it goes; empty: as he wrote last"
    )
    seen_through: AwareDatetime | None = Field(
        None, description="what you have read up to; something newer refuses the letter"
    )


class NewPerson(Schema):
    email: str = Field(max_length=254)
    full_name: str = Field("", max_length=200)
    language: Literal["", "en", "ru", "uk"] = ""
    zone: str = Field("", max_length=64)


class NewCase(Schema):
    """What a person brought: by id, or by mail address when he may be new."""

    subject: str = Field(max_length=300)
    person_id: int | None = None
    person: NewPerson | None = None
    organisation_id: int | None = None
    text: str = Field("", description="his words; they start the clocks")


class Hands(Schema):
    handler: str = Field(description="a colleague's mail address, or “me”")
    answerer: str = ""


class Handover(Schema):
    to: str = Field(description="a colleague's mail address")
    brief: str = Field(description="three lines: what he wants, what worries him, what we promised")


class Question(Dated):
    question: str
    next_word_at: AwareDatetime | None = None
    insists: bool = Field(default=False, description=INSISTS)


class NextWord(Schema):
    next_word_at: AwareDatetime | None = None


class Still(NextWord):
    insists: bool = Field(default=False, description=INSISTS)


class Reason(Schema):
    reason: str = ""


class Rating(Schema):
    severity_client: Severity | None = None
    severity_ours: Severity | None = None
    reason: str = ""


class CaseChange(Schema):
    subject: str = Field(max_length=300)


class PersonChange(Schema):
    full_name: str | None = Field(None, max_length=200)
    called: str | None = Field(None, max_length=120)
    language: Literal["", "en", "ru", "uk"] | None = None
    zone: str | None = Field(None, max_length=64)
    phone: str | None = Field(None, max_length=40)
    note: str | None = None
    emails: list[str] | None = None
    principal: str | None = Field(
        None, description="the mail address of the principal who answers to him for the firm"
    )


class OrganisationChange(Schema):
    name: str | None = Field(None, max_length=200)
    code: str | None = Field(None, max_length=40)
    country: str | None = Field(None, max_length=2)
    note: str | None = None
