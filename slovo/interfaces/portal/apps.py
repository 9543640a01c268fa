from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "slovo.interfaces.portal"
    label = "portal"
