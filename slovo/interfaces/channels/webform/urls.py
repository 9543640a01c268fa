from django.urls import URLPattern, URLResolver, path

from slovo.interfaces.channels.webform import complaining, receive

urlpatterns: list[URLPattern | URLResolver] = [
    path("write/", receive.write, name="webform"),
    path("write/thanks/<str:sealed>/", receive.thanks, name="webform-thanks"),
    path("complain/", complaining.complain, name="complain"),
    path("complain/thanks/<str:sealed_complaint>/", complaining.thanks, name="complain-thanks"),
]
