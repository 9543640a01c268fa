from django.urls import path

from slovo.interfaces.desk.courtesy import pages, wishes

urlpatterns = [
    path("courtesy/", pages.show_page, name="courtesy"),
    path("courtesy/<int:approach_id>/now/", pages.send_now, name="courtesy-now"),
    path("courtesy/<int:approach_id>/cancel/", pages.cancel, name="courtesy-cancel"),
    path("clients/<int:pk>/write/", pages.write, name="person-write"),
    path("clients/<int:pk>/wish/", wishes.prefer, name="person-wish"),
    path("organisations/<int:pk>/turn/", wishes.turn, name="organisation-turn"),
]
