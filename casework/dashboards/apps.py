from importlib import import_module

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "casework.dashboards"
    verbose_name = "Pages that gather"

    def ready(self):
        """What is said of a worker in supervision is gathered here, and read on a lower floor."""
        import_module("casework.dashboards.supervision_facts")
