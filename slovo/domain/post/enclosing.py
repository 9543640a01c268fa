"""One file that shows something: a receipt beside a claim, a page beside a proof."""

from django.db import models
from django.utils.translation import gettext as _

from slovo.domain.journal.refusal import Refusal
from slovo.domain.post import files as store

LARGEST = 25 * 1024 * 1024
File = tuple[str, str, bytes]


class FileRefused(Refusal):
    """It is empty, or larger than anybody’s mail takes."""


class Enclosed(models.Model):
    """What is shown by a file, or by words alone."""

    name = models.CharField(max_length=255, blank=True, help_text="of the file")
    type = models.CharField(max_length=120, blank=True)
    file = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True

    def enclose(self, file: File | None) -> None:
        """Without a file nothing changes; raises `FileRefused`."""
        if file is None:
            return
        name, type_, content = file
        if not content:
            raise FileRefused(_("The file %(name)s is empty.") % {"name": name})
        if len(content) > LARGEST:
            raise FileRefused(_("A file may have 25 MB at most."))
        self.name, self.type, self.file = name[:255] or "file", type_[:120], store.put(content)

    def sealed_file(self) -> dict[str, str]:
        """For the digest: nothing without a file, so that older seals hold."""
        return {"file": self.file} if self.file else {}
