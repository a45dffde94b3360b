from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GovernanceConfig(AppConfig):
    name = "casework.governance"
    verbose_name = "Who looked, who changed, and the proof of both"

    def ready(self):
        from casework.governance.accounts import settle

        post_migrate.connect(settle, sender=self, dispatch_uid="settle accounts")
