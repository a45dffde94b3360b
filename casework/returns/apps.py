from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReturnsConfig(AppConfig):
    name = "casework.returns"
    verbose_name = "Statutory returns"

    def ready(self):
        from casework.returns import children  # noqa: F401  the child comes before every module

        autodiscover_modules("returns")
