from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "casework.supervision"
    verbose_name = "Supervision and management oversight"
