from django.core.management.base import BaseCommand

from casework.figures.days import tally_days


class Command(BaseCommand):
    help = (
        "Counts the days that are over and were not counted yet, or changed since, for the figures."
    )

    def handle(self, *args, **options):
        days = tally_days()
        self.stdout.write(f"{days} {'day' if days == 1 else 'days'} counted.")
