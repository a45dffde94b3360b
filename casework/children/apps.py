from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from casework.interface import writes


def keep_settings(**_):
    """A pooler takes nothing that is said on connecting, so the database itself keeps it. What is
    said of trigrams is only the owner's to say once a session has met them."""
    if settings.DATABASE_POOLED:
        database = connection.ops.quote_name(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT similarity('', '')")
            for name, value in settings.DATABASE_KEEPS.items():
                cursor.execute(f"ALTER DATABASE {database} SET {name} = %s", [value])


class ChildrenConfig(AppConfig):
    name = "casework.children"
    verbose_name = "Children and their files"

    def ready(self):
        from casework.children.bulk.horizon import mark_histories
        from casework.children.models.mistakes import leave_withdrawn_out_of_joins

        leave_withdrawn_out_of_joins(apps.get_models(include_auto_created=True))
        autodiscover_modules("child_file")
        connection_created.connect(writes.watch, dispatch_uid="watch what is written")
        post_migrate.connect(keep_settings, sender=self, dispatch_uid="keep settings")
        post_migrate.connect(mark_histories, sender=self, dispatch_uid="mark histories")
