from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat

from casework.children.models import Alert, Allocation
from casework.children.parts import BannerAlert, Deed, Fact, Page, parts


def _lead():
    return Allocation.objects.leading().filter(child=OuterRef("pk"))


def _lead_annotations():
    name = Concat("worker__first_name", Value(" "), "worker__last_name")
    return {
        "lead_name": Subquery(_lead().values(full=name)[:1]),
        "lead_since": Subquery(_lead().values("started_on")[:1]),
    }


def _lead_words(child):
    if not child.lead_name:
        return "No one yet", "Waiting for a manager to allocate"
    return child.lead_name, f"Since {child.lead_since:%-d %B %Y}"


def _alert_annotations():
    open_alerts = Alert.objects.open().filter(child=OuterRef("pk")).order_by("pk")
    return {"open_alerts": ArraySubquery(open_alerts.values("text"))}


parts.add(
    Fact(order=30, label="Social worker", annotations=_lead_annotations, reads=_lead_words),
    BannerAlert(order=20, annotations=_alert_annotations, reads=lambda child: child.open_alerts),
    BannerAlert(
        order=90, annotations=dict, danger=False,
        reads=lambda child: ["Restricted file"] if child.restricted else [],
    ),
    Page(order=10, label="Overview", url="child"),
    Page(order=70, label="Family", url="family"),
    Page(order=88, label="Search", url="file-search", key="/"),
    Page(order=90, label="Who has looked", url="looks"),
    Deed(order=90, label="Someone in the family", url="relationship-add"),
    Deed(order=95, label="A danger others must see", url="alert-add"),
)  # fmt: skip
