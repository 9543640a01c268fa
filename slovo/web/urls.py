from django.urls import path

from slovo.web import preferences, views

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("worker.js", views.worker, name="push-worker"),
    path("theme/", preferences.set_theme, name="set-theme"),
    path("language/", preferences.set_language, name="set-language"),
]
