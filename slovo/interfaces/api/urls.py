from django.urls import URLPattern, URLResolver, path

from slovo.interfaces.api.door import api

urlpatterns: list[URLPattern | URLResolver] = [path("", api.urls)]
