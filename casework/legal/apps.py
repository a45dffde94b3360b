from django.apps import AppConfig


class LegalConfig(AppConfig):
    name = "casework.legal"
    verbose_name = "Legal status"
