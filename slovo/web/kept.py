"""What was typed is not lost when its writer was signed out, or his page had grown old."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import strip_tags
from django.views import csrf

SECRET = ("password", "secret", "token", "code")
OURS = "csrfmiddlewaretoken"


def signed_out(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; who was writing finds his words here when he comes back."""
    if request.method == "POST" and may_be_shown(request):
        return shown(request, "web/kept_signed_out.html", status=401)
    return redirect_to_login(request.get_full_path())


def grown_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not valid any more. Words another site sends are not repeated here."""
    here = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") == here and may_be_shown(request):
        return shown(request, "web/kept.html", status=403)
    return csrf.csrf_failure(request, reason)


def may_be_shown(request: HttpRequest) -> bool:
    names = [name for name in request.POST if name != OURS]
    return bool(names) and not any(secret in name for name in names for secret in SECRET)


def shown(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != OURS
    ]
    sentences = [strip_tags(value) for _name, value in fields if " " in value.strip()]
    context = {"fields": fields, "sentences": sentences, "has_files": bool(request.FILES)}
    return render(request, template, context, status=status)
