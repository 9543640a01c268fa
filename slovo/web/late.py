"""Addresses behind a heavy door, which opens when somebody first knocks."""

from typing import Any

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict


class OpenedLate(URLResolver):
    """As `path(route, include(module))`, but `module` is imported with the first request under it.

    What lies there has no names outside: `reverse` would have to open the door to learn them.
    """

    def __init__(self, route: str, module: str) -> None:
        super().__init__(RoutePattern(route), module)

    def _populate(self) -> None:
        """There is nothing to learn."""

    @property
    def reverse_dict(self) -> MultiValueDict[Any, Any]:
        return MultiValueDict()

    @property
    def namespace_dict(self) -> dict[str, tuple[str, URLResolver]]:
        return {}

    @property
    def app_dict(self) -> dict[str, list[str]]:
        return {}
