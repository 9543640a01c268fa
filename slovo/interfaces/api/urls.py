from django.urls import path

from slovo.interfaces.api.door import api

urlpatterns = [path("", api.urls)]
