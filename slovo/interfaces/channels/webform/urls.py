from django.urls import URLPattern, URLResolver, path

from slovo.interfaces.channels.webform import receive

urlpatterns: list[URLPattern | URLResolver] = [
    path("write/", receive.write, name="webform"),
    path("write/thanks/<str:sealed>/", receive.thanks, name="webform-thanks"),
]
