from django.urls import path

from slovo.interfaces.desk.doubles import pages

urlpatterns = [
    path("clients/doubles/", pages.show_list, name="person-doubles"),
    path("clients/<int:pk>/same/", pages.seek, name="person-same"),
    path("clients/<int:pk>/same/<int:other_id>/", pages.merge, name="person-merge"),
    path("clients/<int:pk>/apart/<int:other_id>/", pages.apart, name="person-apart"),
    path("clients/mergers/<int:merger_id>/undo/", pages.undo, name="merger-undo"),
]
