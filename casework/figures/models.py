import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.access.models import Authority


class PublishedQuerySet(models.QuerySet["Published"]):
    def of(self, authority):
        return self.filter(authority=authority)

    def by_figure(self) -> dict[str, list["Published"]]:
        """The newest of each area first, by the code of the figure."""
        by_code: dict[str, list[Published]] = {}
        for published in self.order_by("figure", "-period", "area"):
            by_code.setdefault(published.figure, []).append(published)
        return by_code


@pghistory.track()
class Published(models.Model):
    """A statistic somebody published, loaded to stand beside our own figure."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    figure = models.CharField(max_length=60)
    area = models.CharField("where", max_length=80)
    period = models.CharField("when", max_length=40)
    share = models.DecimalField("per cent", max_digits=4, decimal_places=1)
    source = models.CharField("who published it", max_length=200)
    address = models.URLField("where it can be read", blank=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(auto_now=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "published"
        ordering = ["figure", "area", "period"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "figure", "area", "period"], name="published_once"
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0) & Q(share__lte=100),
                name="published_share_is_a_share",
                violation_error_message="Give a share from 0 to 100",
            ),
        ]

    def __str__(self):
        return f"{self.area}, {self.period}: {self.share:g}%"
