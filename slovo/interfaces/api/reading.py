"""How a request is read: no sign in it that no database keeps."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from slovo.lib.mail.charsets import tidy

ESCAPES = (b"\\u0000", b"\\ud")


class Tidy(Parser):
    """NUL is left out of texts and half a surrogate is replaced, as in letters."""

    def parse_body(self, request: HttpRequest) -> Any:
        said = json.loads(request.body)
        body = request.body.lower()
        return _tidied(said) if any(escape in body for escape in ESCAPES) else said


def _tidied(said: Any) -> Any:
    if isinstance(said, str):
        return tidy(said)
    if isinstance(said, list):
        return [_tidied(each) for each in said]
    if isinstance(said, dict):
        return {tidy(name): _tidied(each) for name, each in said.items()}
    return said
