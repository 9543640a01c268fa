"""A toast says what happened and how to take it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Toast:
    text: str
    is_refusal: bool
    undo_url: str
    seconds: int


def say(request: HttpRequest, text: str, *, undo_url: str = "", seconds: int = 8) -> None:
    """Say on the next page what happened; `undo_url` takes a POST for `seconds`."""
    messages.success(request, text, extra_tags=f"{seconds} {undo_url}".strip())


def say_refusal(request: HttpRequest, text: str) -> None:
    """Say why it was not done; it stays until it is put away."""
    messages.error(request, text)


def toasts_of(said: Iterable[Message]) -> list[Toast]:
    return [toast(message) for message in said]


def toast(message: Message) -> Toast:
    seconds, _, undo_url = (message.extra_tags or "").partition(" ")
    is_refusal = message.level >= messages.WARNING
    return Toast(
        text=str(message.message),
        is_refusal=is_refusal,
        undo_url=undo_url if seconds.isdecimal() else "",
        seconds=int(seconds) if seconds.isdecimal() else 0 if is_refusal else 8,
    )
