"""What comes out: the shapes of answers. Times are UTC, ISO 8601, with `Z`."""

from typing import Generic, TypeVar

from ninja import Field, Schema

Row = TypeVar("Row")


class Refused(Schema):
    """A sentence in the caller's language."""

    detail: str


class Page(Schema, Generic[Row]):
    """`next` is `after` of the page that follows, null on the last one."""

    items: list[Row]
    next: str | int | None


class FileShape(Schema):
    name: str
    type: str
    size: int
    digest: str


class MessageShape(Schema):
    """`direction`: in, out or note. `kind`: human, or which machine wrote it."""

    id: int
    direction: str
    level: str
    kind: str
    wording: str | None
    channel: str
    by: str | None
    forwarded_by: str | None
    at: str
    delivered_at: str | None
    cancelled_at: str | None
    next_word_at: str | None
    question: str | None
    subject: str | None
    text: str
    quoted_text: str | None
    files: list[FileShape]


class DateShape(Schema):
    """A date of a letter: `promise` is its number; open ones come to the list to look at."""

    words: str
    sentence: str
    due_at: str
    promise: int | None
    is_aside: bool
    is_open: bool


class LetterShape(MessageShape):
    dates: list[DateShape]


class PromiseShape(Schema):
    kind: str
    text: str | None
    owed_by: str
    owner: str | None
    made_at: str
    due_at: str
    done_at: str | None
    ended_at: str | None
    outcome: str | None


class CaseRow(Schema):
    """`late_seconds`: how long past the word he was owed. `excerpt`: HTML, only with `q`."""

    ref: str
    subject: str
    person: str
    person_id: int
    organisation: str | None
    organisation_id: int | None
    handler: str | None
    handler_email: str | None
    answerer: str | None
    answerer_email: str | None
    state: str
    waiting_on: str | None
    severity_client: int
    severity_ours: int
    channel: str
    opened_at: str
    first_answer_due_at: str | None
    first_answered_at: str | None
    next_word_at: str | None
    waits_since: str | None
    dark_at: str | None
    late_seconds: int
    changed_at: str
    excerpt: str | None = None


class CaseShape(CaseRow):
    """`dark_seconds`: the longest time without a human word while he waited."""

    deputy: str | None
    principal: str | None
    question: str | None
    brief: str | None
    solved_at: str | None
    closed_at: str | None
    ending: str | None
    level: str
    dark_seconds: int
    clocks: list[PromiseShape]
    promises: list[PromiseShape]
    messages: list[MessageShape]


class TodayRow(Schema):
    list: str
    case: str = Field(description="empty of a review: no case and no client is its own")
    subject: str
    person: str
    owner: str | None
    due_at: str | None
    late_seconds: int


class TodayShape(Schema):
    items: list[TodayRow]
    counts: dict[str, int]


class OrganisationOfPerson(Schema):
    id: int
    name: str
    job: str


class PersonShape(Schema):
    id: int
    full_name: str
    called: str
    language: str
    zone: str
    phone: str
    note: str
    principal: str | None
    emails: list[str]
    unreachable_emails: list[str]
    says_organisation: str | None = Field(description="his own words; nobody confirmed it")
    organisations: list[OrganisationOfPerson]


class PersonOfOrganisation(Schema):
    id: int
    full_name: str
    job: str


class OrganisationShape(Schema):
    id: int
    name: str
    code: str
    country: str
    note: str
    persons: list[PersonOfOrganisation]
