from django.urls import path

from slovo.interfaces.desk.agreements import pages, scope, time

urlpatterns = [
    path("", pages.show, name="engagement-show"),
    path("unlink/", pages.unlink, name="engagement-unlink"),
    path("scope/", scope.change, name="engagement-scope"),
    path("scope/<int:change_id>/answer/", scope.answer, name="engagement-scope-answer"),
    path("scope/<int:change_id>/withdraw/", scope.withdraw, name="engagement-scope-withdraw"),
    path("time/", time.log, name="engagement-time"),
    path("time/<int:entry_id>/drop/", time.drop, name="engagement-time-drop"),
]
