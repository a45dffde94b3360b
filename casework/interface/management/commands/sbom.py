import json

from django.conf import settings
from django.core.management.base import BaseCommand

from casework.interface.management.bill_of_materials import bill


class Command(BaseCommand):
    help = "Write what the product is made of here, as CycloneDX 1.6 in JSON."
    requires_system_checks: list[str] = []

    def handle(self, **options):
        self.stdout.write(json.dumps(bill(settings.BASE_DIR), indent=2))
