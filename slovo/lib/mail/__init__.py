"""Letters as bytes and as what people mean by them: read, clean, compose, recognise our own."""

from slovo.lib.mail.letter import Address, Attachment, Letter
from slovo.lib.mail.reading import read

__all__ = ["Address", "Attachment", "Letter", "read"]
