from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ChildrenConfig(AppConfig):
    name = "casework.children"
    verbose_name = "Children and their files"

    def ready(self):
        autodiscover_modules("file")
