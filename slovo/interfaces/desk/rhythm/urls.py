from django.urls import path

from slovo.interfaces.desk.rhythm import feeling, pages

urlpatterns = [
    path("clients/nobody-forgotten/", pages.forgotten, name="nobody-forgotten"),
    path("clients/<int:pk>/starts/", pages.starts, name="person-starts"),
    path("clients/<int:pk>/action/", pages.note, name="person-action"),
    path("clients/<int:pk>/voice/", pages.voice, name="person-voice"),
    path("clients/<int:pk>/mood/", feeling.feel, name="person-mood"),
]
