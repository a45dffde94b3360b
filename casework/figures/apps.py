from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FiguresConfig(AppConfig):
    name = "casework.figures"
    verbose_name = "Figures"

    def ready(self):
        from casework.figures import clocks, cuts

        autodiscover_modules("figures")
        cuts.declare()
        clocks.declare()
