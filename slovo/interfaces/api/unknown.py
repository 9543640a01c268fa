from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def unknown(_request: HttpRequest) -> HttpResponse:
    """An address under /api/ behind which nothing stands."""
    detail = _("There is no such address: /api/v1/openapi.json names them all.")
    return JsonResponse({"detail": detail}, status=404)
