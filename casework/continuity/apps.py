from django.apps import AppConfig


class ContinuityConfig(AppConfig):
    name = "casework.continuity"
    verbose_name = "Backup, and going on without the system"
