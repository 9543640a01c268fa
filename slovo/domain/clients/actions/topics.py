"""The firm's list of what its clients have people for."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slovo.domain.clients.models import Topic
from slovo.domain.journal.actors import Doer
from slovo.domain.journal.record import record
from slovo.domain.journal.refusal import Refusal
from slovo.domain.staff.models import User
from slovo.domain.staff.rights import refuse_unless_allowed


class TopicRefused(Refusal):
    """A topic has a name, and each name is on the list once."""


@transaction.atomic
def save_topic(
    topic: Topic | None,
    *,
    name: str,
    words: str = "",
    owner: User | None = None,
    by: Doer,
    at: datetime,
) -> Topic:
    """A name that was taken off the list comes back with all that was known of it."""
    refuse_unless_allowed("save_topic", by)
    name, words = name.strip(), " ".join(words.split())
    if not name:
        raise TopicRefused(_("Write what the topic is called."))
    twin = Topic.objects.filter(name=name).exclude(pk=topic.pk if topic else 0).first()
    if twin is not None and (topic is not None or twin.dropped_at is None):
        raise TopicRefused(_("“%(name)s” is on the list already.") % {"name": name})
    known = topic or twin or Topic()
    if known.pk and _sides(known) == (name, words, owner, None):
        return known
    known.name, known.words, known.owner, known.dropped_at = name, words, owner, None
    known.save()
    record("topic.changed", known, by=by, at=at)
    return known


def _sides(topic: Topic) -> tuple[str, str, User | None, datetime | None]:
    return topic.name, topic.words, topic.owner, topic.dropped_at


@transaction.atomic
def drop_topic(topic: Topic, *, by: Doer, at: datetime) -> None:
    """Nobody is asked about it any more; who answered for it is kept."""
    refuse_unless_allowed("save_topic", by)
    if Topic.objects.filter(pk=topic.pk, dropped_at=None).update(dropped_at=at):
        topic.dropped_at = at
        record("topic.dropped", topic, by=by, at=at)
