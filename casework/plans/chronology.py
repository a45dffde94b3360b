from django.db.models import Case, Value, When
from django.db.models.functions import Concat

from casework.children.codes import AbuseCategory
from casework.chronology.before import Repeats, before
from casework.chronology.registry import Events, registry
from casework.plans.models import Plan, PlanReading, PlanReview

KIND = Case(*(When(kind=code, then=Value(label)) for code, label in Plan.Kind.choices))

registry.add(Events(
    code="plan_started", records=Plan.objects.all, happened="started_on",
    title=Concat(KIND, Value(" began")), significant=True, url="plan", kind="plans",
))  # fmt: skip

registry.add(Events(
    code="plan_ended", records=Plan.objects.all, happened="ended_on",
    title=Concat(KIND, Value(" ended")), detail="end_reason", significant=True, url="plan",
    kind="plans",
))  # fmt: skip

CATEGORIES = {code: f"{label[:1].lower()}{label[1:]}" for code, label in AbuseCategory.choices}

before.add(
    Repeats(
        code="protection_plans", order=20, thing="child protection plans", short="Plan",
        records=Plan.objects.child_protection, happened="started_on", until="ended_on",
        themes="initial_category", said=CATEGORIES, title="Child protection plan",
        detail="end_reason", url="plan",
    ),
    Repeats(
        code="need_plans", order=25, thing="child in need plans", short="In need",
        records=Plan.objects.child_in_need, happened="started_on", until="ended_on",
        title="Child in need plan", detail="end_reason", url="plan",
    ),
)  # fmt: skip

registry.add(Events(
    code="plan_gone_through", records=PlanReview.objects.all, happened="reviewed_on",
    title="Plan gone through", detail="what_changed", url="plan", kind="plans",
))  # fmt: skip

registry.add(Events(
    code="plan_read", records=PlanReading.objects.all, happened="read_on",
    title=Concat(Value("Plan read with "), "read_with"), detail="said", url="plan", kind="plans",
))  # fmt: skip
