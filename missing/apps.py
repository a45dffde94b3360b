from django.apps import AppConfig


class MissingConfig(AppConfig):
    name = "missing"
    verbose_name = "Missing children and return home interviews"

    def ready(self):
        from missing import log, reviewing, sheet  # noqa: F401
