from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "slovo.web"
    label = "web"
