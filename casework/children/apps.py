from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.utils.module_loading import autodiscover_modules

from casework.interface import writes


class ChildrenConfig(AppConfig):
    name = "casework.children"
    verbose_name = "Children and their files"

    def ready(self):
        from casework.children.models.mistakes import leave_withdrawn_out_of_joins

        leave_withdrawn_out_of_joins(apps.get_models(include_auto_created=True))
        autodiscover_modules("child_file")
        connection_created.connect(writes.watch, dispatch_uid="watch what is written")
