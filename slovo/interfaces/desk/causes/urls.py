from django.urls import path

from slovo.interfaces.desk.causes import pages

urlpatterns = [
    path("causes/", pages.show_list, name="cause-list"),
    path("causes/<slug:code>/", pages.show, name="cause-show"),
]
