from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "casework.returns"
    verbose_name = "Statutory returns"
