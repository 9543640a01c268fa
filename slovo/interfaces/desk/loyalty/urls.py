from django.urls import path

from slovo.interfaces.desk.loyalty import pages

urlpatterns = [
    path("clients/<int:pk>/loyalty/", pages.show_card, name="person-loyalty"),
    path("clients/<int:pk>/loyalty/new/<slug:kind>/", pages.note, name="person-sign-new"),
    path("clients/<int:pk>/loyalty/<int:sign_id>/", pages.correct, name="person-sign"),
    path("clients/<int:pk>/loyalty/<int:sign_id>/drop/", pages.drop, name="person-sign-drop"),
]
