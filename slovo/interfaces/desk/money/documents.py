"""The papers of an agreement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from slovo.domain.billing.actions.documents import (
    add_document,
    replace_document,
    share_document,
)
from slovo.domain.billing.models import Document
from slovo.interfaces.desk.agreements.doors import form_page, page_of
from slovo.interfaces.desk.asking import sent
from slovo.interfaces.desk.doors import for_desk, reader
from slovo.interfaces.desk.money.doors import load_engagement
from slovo.interfaces.desk.money.forms import DocumentForm, FileOnly
from slovo.lib import clock
from slovo.web.downloads import download
from slovo.web.toasts import say


@for_desk("add_document")
def add(request: HttpRequest, engagement_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    return form_page(
        request,
        engagement,
        DocumentForm(*sent(request)),
        lambda **said: add_document(engagement, **said, by=reader(request), at=clock.now()),
        title=_("A document of this agreement"),
        button=_("Keep it"),
        done=_("The document is kept."),
        part="documents",
    )


@for_desk("add_document")
def replace(request: HttpRequest, engagement_id: int, document_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = get_object_or_404(Document, engagement=engagement, pk=document_id)
    return form_page(
        request,
        engagement,
        FileOnly(*sent(request)),
        lambda **said: replace_document(known, **said, by=reader(request), at=clock.now()),
        title=_("A new version"),
        lede=known.title,
        button=_("Keep it"),
        done=_("The new version counts. The old one stays to be read."),
        part="documents",
    )


@require_POST
@for_desk("add_document")
def share(request: HttpRequest, engagement_id: int, document_id: int) -> HttpResponse:
    engagement = load_engagement(request, engagement_id)
    known = get_object_or_404(Document, engagement=engagement, pk=document_id)
    is_shared = known.shared_at is None
    share_document(known, is_shared=is_shared, by=reader(request), at=clock.now())
    done = __("The client sees it now.") if is_shared else __("The client sees it no longer.")
    say(request, done)
    return redirect(page_of(engagement, "documents"))


@require_GET
@for_desk("see_money")
def show(request: HttpRequest, document_id: int) -> HttpResponse:
    """A download: its bytes are never a page of ours."""
    visible = Document.objects.visible_to(reader(request))
    known = get_object_or_404(visible, pk=document_id)
    return download(known.file, known.name)
