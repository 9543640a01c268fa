"""Letters as bytes and as what people mean by them: read, clean, compose, recognise our own."""

from slovo.lib.mail.cleaning import clean_html
from slovo.lib.mail.composing import compose
from slovo.lib.mail.ids import (
    make_message_id,
    make_plus_address,
    read_message_id,
    read_plus_address,
    ref_in_subject,
)
from slovo.lib.mail.letter import Address, Attachment, Letter
from slovo.lib.mail.reading import read

__all__ = [
    "Address",
    "Attachment",
    "Letter",
    "clean_html",
    "compose",
    "make_message_id",
    "make_plus_address",
    "read",
    "read_message_id",
    "read_plus_address",
    "ref_in_subject",
]
