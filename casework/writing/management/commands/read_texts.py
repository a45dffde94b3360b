"""Reads what was written and has changed, so that it can be counted. Every night does the same."""

from django.core.management.base import BaseCommand

from casework.writing.readings import TextReading, read_all


class Command(BaseCommand):
    help = "Read the words of plans and assessments that changed, for the figures of writing"

    def add_arguments(self, parser):
        parser.add_argument("--afresh", action="store_true", help="forget what was read before")

    def handle(self, *, afresh, **options):
        if afresh:
            TextReading.objects.all().delete()
        self.stdout.write(f"{read_all()} records read")
