from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "casework.dashboards"
    verbose_name = "Pages that gather"
