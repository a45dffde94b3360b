from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "casework.approvals"
    verbose_name = "What a manager authorises"
