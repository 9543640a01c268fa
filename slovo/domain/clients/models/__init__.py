from slovo.domain.clients.models.detail import Detail, SensitiveList
from slovo.domain.clients.models.importing import Import
from slovo.domain.clients.models.merger import Distinction, Merger
from slovo.domain.clients.models.name_word import NameWord, begins
from slovo.domain.clients.models.person import (
    Address,
    Dialled,
    Organisation,
    OrganisationQuery,
    Person,
    PersonQuery,
    Standing,
    normal_email,
    person_of,
)
from slovo.domain.clients.models.profile import Profile, Term
from slovo.domain.clients.models.relationship import Relationship, holders_of
from slovo.domain.clients.models.topic import Responsibility, Topic
from slovo.domain.clients.models.trace import Look, Pair, Trace

__all__ = [
    "Address",
    "Detail",
    "Dialled",
    "Distinction",
    "Import",
    "Look",
    "Merger",
    "NameWord",
    "Organisation",
    "OrganisationQuery",
    "Pair",
    "Person",
    "PersonQuery",
    "Profile",
    "Relationship",
    "Responsibility",
    "SensitiveList",
    "Standing",
    "Term",
    "Topic",
    "Trace",
    "begins",
    "holders_of",
    "normal_email",
    "person_of",
]
