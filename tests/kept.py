"""What is alike in every test is made once in a process, and lasts."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage need not walk through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def one_chain_of_middleware() -> Iterator[None]:
    """WhiteNoise looks through all static files for each new chain; a changed setting makes one."""
    from django.core.signals import setting_changed
    from django.test.client import ClientHandler

    made: list[ClientHandler] = []
    load = ClientHandler.load_middleware

    def load_once(self: ClientHandler) -> None:
        if not made:
            load(self)
            made.append(self)
        self._middleware_chain = made[0]._middleware_chain

    def forget(**_change: Any) -> None:
        made.clear()

    setting_changed.connect(forget)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load_once)
        yield
    setting_changed.disconnect(forget)


class Kept:
    """The rows that a builder wrote into an empty house, for other empty houses."""

    def __init__(self) -> None:
        self.rows: list[tuple[Any, list[Any]]] = []

    def take(self) -> None:
        from django.apps import apps

        ours = [model for model in apps.get_models() if model.__module__.startswith("slovo.")]
        tables = [model for model in ours if not model._meta.proxy]
        every = [(model, list(model._base_manager.order_by("pk"))) for model in tables]
        self.rows = [(model, rows) for model, rows in every if rows]

    def put_back(self) -> None:
        from django.db import connection, transaction
        from django.db.models.expressions import RawSQL

        from slovo.domain.journal.models import Event

        with transaction.atomic():
            for model, rows in self.rows:
                model._base_manager.bulk_create(rows)
            if connection.vendor == "postgresql":
                now = RawSQL("pg_current_xact_id()::text::bigint", ())
                Event.objects.update(transaction_id=now)
