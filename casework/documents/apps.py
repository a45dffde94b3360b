from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class DocumentsConfig(AppConfig):
    name = "casework.documents"
    verbose_name = "Documents and letters"

    def ready(self):
        from casework.documents.letters.default_templates import ship

        autodiscover_modules("letters")
        post_migrate.connect(ship, sender=self, dispatch_uid="ship the templates of letters")
