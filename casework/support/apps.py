from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "casework.support"
    verbose_name = "Help that arrives"
