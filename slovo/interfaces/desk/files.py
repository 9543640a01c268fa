"""Files and letters as they came: shown apart, so that nothing in them can act."""

import re
from base64 import b64encode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from slovo.domain.cases.actions.confiding import note_reading
from slovo.domain.cases.models import Attachment, Case, Message
from slovo.domain.post import files
from slovo.domain.staff.models import User
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.lib import clock
from slovo.lib.mail.cleaning import clean_html

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
SEALED = "default-src 'none'; sandbox"
LARGEST_INLINE = 2 * 1024 * 1024
MOST_INLINE = 30
LETTER = "default-src 'none'; style-src 'unsafe-inline'; img-src {images}; sandbox allow-popups"


@for_desk()
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """A download; a picture may be looked at, speech heard. Its bytes are never a page of ours."""
    row = get_object_or_404(Attachment.objects.select_related("message", "draft"), pk=attachment_id)
    refuse_stranger(row, reader(request))
    is_shown = row.type in PICTURES or row.is_sound
    body = content(row)
    response = part_of(request, body) if row.is_sound else HttpResponse(body)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["Content-Type"] = row.type if is_shown else "application/octet-stream"
    name = content_disposition_header(not is_shown or "save" in request.GET, row.name)
    response.headers["Content-Disposition"] = name or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


def part_of(request: HttpRequest, body: bytes) -> HttpResponse:
    """Some players ask for a stretch at a time (RFC 9110, 14): one, from a byte to a byte."""
    asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("Range", ""))
    first = int(asked[1]) if asked else 0
    last = min(int(asked[2]) if asked and asked[2] else len(body) - 1, len(body) - 1)
    if not asked or first > last:
        return HttpResponse(body, headers={"Accept-Ranges": "bytes"})
    where = f"bytes {first}-{last}/{len(body)}"
    headers = {"Accept-Ranges": "bytes", "Content-Range": where}
    return HttpResponse(body[first : last + 1], status=206, headers=headers)


def content(row: Attachment) -> bytes:
    try:
        return files.get(row.file)
    except FileNotFoundError as gone:
        raise Http404 from gone


def refuse_stranger(row: Attachment, user: User) -> None:
    """A file is seen by who sees its case; a draft's file by its writer alone."""
    owner = row.message or row.draft
    if owner is None or not Case.objects.visible_to(user).filter(pk=owner.case_id).exists():
        raise Http404
    if row.message is not None and not row.message.is_shown_to(user):
        note_reading(
            row.message.case, message=row.message, by=user, at=clock.now(), is_refused=True
        )
        raise Http404
    if row.message is None and (row.draft is None or row.draft.user_id != user.pk):
        raise Http404


@xframe_options_sameorigin
@for_desk()
def message_html(request: HttpRequest, message_id: int) -> HttpResponse:
    """A letter as it looked, in a sandbox; remote pictures only when asked for."""
    visible = Case.objects.visible_to(reader(request))
    message = get_object_or_404(
        Message.objects.select_related("case__person"), pk=message_id, case__in=visible
    )
    if not message.is_shown_to(reader(request)):
        raise Http404
    show_remote = "images" in request.GET
    pictures = inline_pictures(message)
    body = clean_html(message.html, pictures.get, show_remote=show_remote)
    page = render_to_string("desk/cases/letter.html", letter_of(message, body))
    images = "* data:" if show_remote else "data:"
    policy = LETTER.format(images=images)
    return HttpResponse(page, headers={"Content-Security-Policy": policy})


def letter_of(message: Message, body: str) -> dict[str, str]:
    language = message.language or message.case.person.language or settings.LANGUAGE_CODE
    return {"body": body, "language": language, "title": message.subject or message.case.ref}


def inline_pictures(message: Message) -> dict[str, str]:
    """Content id → the picture itself: a frame without origin could not fetch it as we do."""
    rows = message.attachments.filter(type__in=PICTURES, size__lte=LARGEST_INLINE)
    shown = rows.exclude(content_id="")[:MOST_INLINE]
    return {
        row.content_id: f"data:{row.type};base64,{b64encode(content(row)).decode()}"
        for row in shown
    }
