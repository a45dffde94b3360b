from django.apps import AppConfig


class ScaleConfig(AppConfig):
    name = "casework.scale"
    verbose_name = "A council of real size"
