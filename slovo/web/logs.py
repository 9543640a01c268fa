"""What is written about a request names nobody's key: a client's link is his way in."""

import logging
import re

KEY = re.compile(r"[\w-]{30,}")
HIDDEN = "…"


class Discreet(logging.Filter):
    """Links, feeds and resets have their keys in the path, and Django writes paths down."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_hidden, record.args))
        record.msg = _hidden(record.msg)
        return True


def _hidden(said: object) -> object:
    return KEY.sub(HIDDEN, said) if isinstance(said, str) else said
