from django.urls import include, path

urlpatterns = [
    path("", include("slovo.web.urls")),
    path("", include("slovo.interfaces.desk.urls")),
    path("", include("slovo.interfaces.portal.urls")),
    path("", include("slovo.interfaces.channels.webform.urls")),
    path("api/v1/", include("slovo.interfaces.api.urls")),
    path("accounts/", include("allauth.urls")),
]
