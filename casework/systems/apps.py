from django.apps import AppConfig


class SystemsConfig(AppConfig):
    name = "casework.systems"
    verbose_name = "Connected systems"
