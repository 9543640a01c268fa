from django.urls import URLPattern, URLResolver, path, re_path

from slovo.interfaces.api.door import api
from slovo.interfaces.api.refusals import unknown

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", api.urls),
    re_path("", unknown, name="api-unknown"),
]
