"""The index of whatever database this is."""

from types import ModuleType

from django.db import connection

from slovo.domain.cases.search import postgresql, sqlite


def index() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
