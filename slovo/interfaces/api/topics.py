"""Topics, the map of responsibility of an organisation, and letters that begin with us."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.html import linebreaks
from ninja import Router, Schema, Status
from pydantic import AwareDatetime, Field

from slovo.domain.cases.actions.writing_first import write_to_organisation
from slovo.domain.cases.shapes import case_as_dict
from slovo.domain.clients.actions.responsibility import name_responsible
from slovo.domain.clients.actions.topics import drop_topic, save_topic
from slovo.domain.clients.models import Topic
from slovo.domain.clients.responsibility import map_of, topics
from slovo.domain.clients.shapes import topic_as_dict, zone_as_dict
from slovo.domain.staff.rights import refuse_unless_allowed
from slovo.interfaces.api import answers
from slovo.interfaces.api.bearer import asker
from slovo.interfaces.api.loading import colleague, load_case
from slovo.interfaces.api.organisations import load_organisation
from slovo.interfaces.api.persons import load_person
from slovo.lib import clock

router = Router()


class TopicGiven(Schema):
    name: str = Field(max_length=80)
    words: str = Field("", max_length=500, description="by which letters about it are known")
    owner: str | None = Field(None, description="mail of the colleague who takes it")


class TopicShape(TopicGiven):
    id: int


class ResponsibleGiven(Schema):
    """Who answers for it, who stands in, and how to ask."""

    person: int
    backup: int | None = None
    channel: Literal["", "letter", "phone", "messenger", "meeting"] = ""
    note: str = Field("", max_length=300)


class Named(Schema):
    id: int
    full_name: str


class ZoneShape(Schema):
    """`wanted_at`: since when somebody has to find out who it is."""

    topic: TopicShape
    person: Named | None
    backup: Named | None
    channel: str
    note: str
    wanted_at: AwareDatetime | None


class LetterGiven(Schema):
    """Without `person` it goes to whoever answers for the topic; to another it says `why`."""

    topic: int
    person: int | None = None
    subject: str = Field(max_length=300)
    text: str
    why: str = Field("", max_length=500)
    urgent: str = Field("", max_length=300, description="why it cannot wait for quiet days to end")
    next_word_at: AwareDatetime | None = None


@router.get("/topics", summary="List topics", response=list[TopicShape])
def list_topics(request: HttpRequest) -> list[dict[str, Any]]:
    refuse_unless_allowed("see_cases", asker(request))
    return [topic_as_dict(topic) for topic in topics()]


@router.post("/topics", summary="Put a topic on the list", response={201: TopicShape})
def add_topic(request: HttpRequest, new: TopicGiven) -> Status[dict[str, Any]]:
    return Status(201, _save(request, None, new))


@router.patch("/topics/{topic_id}", summary="Change a topic", response=TopicShape)
def change_topic(request: HttpRequest, topic_id: int, change: TopicGiven) -> dict[str, Any]:
    refuse_unless_allowed("save_topic", asker(request))
    return _save(request, load_topic(topic_id), change)


@router.delete("/topics/{topic_id}", summary="Take a topic off the list", response={204: None})
def take_off_topic(request: HttpRequest, topic_id: int) -> Status[None]:
    refuse_unless_allowed("save_topic", asker(request))
    drop_topic(load_topic(topic_id), by=asker(request), at=clock.now())
    return Status(204, None)


@router.get(
    "/organisations/{organisation_id}/map",
    summary="Show who answers for what",
    response=list[ZoneShape],
)
def show_map(request: HttpRequest, organisation_id: int) -> list[dict[str, Any]]:
    return [zone_as_dict(zone) for zone in map_of(load_organisation(request, organisation_id))]


@router.put(
    "/organisations/{organisation_id}/map/{topic_id}",
    summary="Say who answers for a topic",
    response=ZoneShape,
)
def put_responsible(
    request: HttpRequest, organisation_id: int, topic_id: int, given: ResponsibleGiven
) -> dict[str, Any]:
    organisation = load_organisation(request, organisation_id)
    topic = load_topic(topic_id)
    name_responsible(
        organisation,
        topic=topic,
        person=load_person(request, given.person),
        backup=load_person(request, given.backup) if given.backup else None,
        channel=given.channel,
        note=given.note,
        by=asker(request),
        at=clock.now(),
    )
    return next(zone_as_dict(z) for z in map_of(organisation) if z.topic.pk == topic.pk)


@router.post(
    "/organisations/{organisation_id}/letters",
    summary="Write first",
    response={201: answers.CaseShape},
)
def write_first(
    request: HttpRequest, organisation_id: int, given: LetterGiven
) -> Status[dict[str, Any]]:
    organisation, topic = load_organisation(request, organisation_id), load_topic(given.topic)
    case = write_to_organisation(
        organisation,
        topic=topic,
        person=load_person(request, given.person) if given.person else None,
        subject=given.subject,
        html=linebreaks(given.text.strip(), autoescape=True) if given.text.strip() else "",
        why=given.why,
        urgent=given.urgent,
        next_word_at=given.next_word_at,
        by=asker(request),
        at=clock.now(),
    )
    return Status(201, case_as_dict(load_case(request, case.ref), clock.now()))


def _save(request: HttpRequest, topic: Topic | None, given: TopicGiven) -> dict[str, Any]:
    owner = colleague(request, given.owner) if given.owner else None
    name, words, by = given.name, given.words, asker(request)
    return topic_as_dict(
        save_topic(topic, name=name, words=words, owner=owner, by=by, at=clock.now())
    )


def load_topic(topic_id: int) -> Topic:
    topic = Topic.objects.filter(pk=topic_id, dropped_at=None).first()
    if topic is None:
        raise Http404
    return topic
