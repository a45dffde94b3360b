"""Tells whoever runs the server how the first council is made."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from casework.dashboards.first_day.operations import first_code, no_council_yet


class Command(BaseCommand):
    help = "Say where to make your council, and the code that is asked for there."

    def add_arguments(self, parser):
        parser.add_argument(
            "--address", default="", help="where the pages are, if not at CASEWORK_ORIGINS"
        )

    def handle(self, *, address, **options):
        if not no_council_yet():
            self.stdout.write("There is a council already: nothing is to be made.")
            return
        page = f"{(address or settings.SITE_ADDRESS).rstrip('/')}{reverse('first-day')}"
        self.stdout.write(f"No council is here yet. Make yours at {page}")
        self.stdout.write(f"The code it asks for: {first_code()}")
