from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "casework.plans"
    verbose_name = "Plans"
