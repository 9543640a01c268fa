from django.apps import AppConfig


class WebformConfig(AppConfig):
    name = "slovo.interfaces.channels.webform"
    label = "webform"
