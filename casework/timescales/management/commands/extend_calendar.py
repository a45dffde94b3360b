from django.core.management.base import BaseCommand
from django.db import transaction

from casework.timescales.holidays import calendar
from casework.timescales.models import WorkingDay
from casework.timescales.nights.night import sweep_running


class Command(BaseCommand):
    help = "Bring the working-day calendar up to the published list, and recompute what is open."

    def handle(self, **options):
        last = self.extend()
        counts = sweep_running()
        self.stdout.write(f"Calendar to {last}; {counts.changed} deadlines moved")

    @transaction.atomic
    def extend(self):
        days = [WorkingDay(**day) for day in calendar()]
        WorkingDay.objects.bulk_create(
            days,
            batch_size=5000,
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["working", "holiday", "published"],
        )
        WorkingDay.objects.renumber()
        return days[-1].day
