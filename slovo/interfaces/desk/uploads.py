"""Files on their way in and out."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from slovo.interfaces.desk.forms import NotUnderstood

MOST_FILES = 20
LARGEST = 25 * 1024 * 1024
File = tuple[str, str, bytes, str]


def files_of(request: HttpRequest) -> list[File]:
    """(name, type, bytes, content id) of what was chosen; refuses what no server would take."""
    chosen = request.FILES.getlist("file")
    if len(chosen) > MOST_FILES:
        raise NotUnderstood(_("A letter takes twenty files at most."))
    if any((file.size or 0) > LARGEST for file in chosen):
        raise NotUnderstood(_("A file may have 25 MB at most. Your letter is kept."))
    return [
        (file.name or "file", file.content_type or "application/octet-stream", file.read(), "")
        for file in chosen
    ]
