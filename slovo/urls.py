from django.urls import include, path, re_path

from slovo.interfaces.api.unknown import unknown
from slovo.web.late import OpenedLate

handler500 = "slovo.web.views.broken"

urlpatterns = [
    path("", include("slovo.web.urls")),
    path("", include("slovo.interfaces.desk.urls")),
    path("", include("slovo.interfaces.portal.urls")),
    path("", include("slovo.interfaces.channels.webform.urls")),
    OpenedLate(
        "api/v1/", "slovo.interfaces.api.urls"
    ),  # a quarter of what the house would hold at rest
    re_path("^api/", unknown, name="api-unknown"),
    path("accounts/", include("allauth.urls")),
]
