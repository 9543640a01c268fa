"""A kept file on its way out: always a download, never a page of ours."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from slovo.domain.post import files

SEALED = "default-src 'none'; sandbox"


def download(path: str, name: str) -> HttpResponse:
    try:
        content = files.get(path)
    except FileNotFoundError as gone:
        raise Http404 from gone
    given = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={
            "Content-Security-Policy": SEALED,
            "Content-Disposition": given,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
