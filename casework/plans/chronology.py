from django.db.models import Case, Value, When
from django.db.models.functions import Concat

from casework.chronology.registry import Events, registry
from casework.plans.models import Plan

KIND = Case(*(When(kind=code, then=Value(label)) for code, label in Plan.Kind.choices))

registry.add(Events(
    code="plan_started", records=Plan.objects.all, happened="started_on",
    title=Concat(KIND, Value(" began")), significant=True, url="plan",
))  # fmt: skip

registry.add(Events(
    code="plan_ended", records=Plan.objects.all, happened="ended_on",
    title=Concat(KIND, Value(" ended")), detail="end_reason", significant=True, url="plan",
))  # fmt: skip
