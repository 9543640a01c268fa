from slovo.domain.clients.models.person import (
    Address,
    Organisation,
    OrganisationQuery,
    Person,
    PersonQuery,
    Standing,
    normal_email,
    person_of,
)
from slovo.domain.clients.models.relationship import Relationship, holders_of
from slovo.domain.clients.models.topic import Responsibility, Topic

__all__ = [
    "Address",
    "Organisation",
    "OrganisationQuery",
    "Person",
    "PersonQuery",
    "Relationship",
    "Responsibility",
    "Standing",
    "Topic",
    "holders_of",
    "normal_email",
    "person_of",
]
