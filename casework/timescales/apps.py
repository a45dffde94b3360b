from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class TimescalesConfig(AppConfig):
    name = "casework.timescales"
    label = "timescales"
    verbose_name = "Timescales and deadlines"

    def ready(self):
        from casework.children.models import file_changed
        from casework.timescales import checks, sweep  # noqa: F401
        from casework.timescales.nights import night

        autodiscover_modules("timescales", "gaps")
        file_changed.connect(sweep.sweep_changed_files, dispatch_uid="sweep changed files")
        post_migrate.connect(sweep.forget_retired_rules, sender=self)
        post_migrate.connect(night.note_changes, sender=self)
