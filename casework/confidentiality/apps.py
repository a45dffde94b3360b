from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    name = "casework.confidentiality"
    verbose_name = "Who may know of a child"
