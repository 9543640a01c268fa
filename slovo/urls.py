from django.urls import include, path

handler500 = "slovo.web.views.broken"

urlpatterns = [
    path("", include("slovo.web.urls")),
    path("", include("slovo.interfaces.desk.urls")),
    path("", include("slovo.interfaces.portal.urls")),
    path("", include("slovo.interfaces.channels.webform.urls")),
    path("api/", include("slovo.interfaces.api.urls")),
    path("accounts/", include("allauth.urls")),
]
