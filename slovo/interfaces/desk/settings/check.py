"""What an operator wants to know, on a page."""

from django.http import HttpRequest, HttpResponse

from slovo.interfaces.desk.doors import for_desk
from slovo.interfaces.desk.settings.pages import part
from slovo.lib import clock
from slovo.web.findings import findings


@for_desk("change_settings")
def check(request: HttpRequest) -> HttpResponse:
    found = list(findings(clock.now()))
    troubles = sum(not good for _name, good, _words in found)
    return part(request, "check", findings=found, troubles=troubles)
