"""Who has looked at a file."""

from django.conf import settings
from django.db import models

from casework.children.models.children import Child
from casework.children.models.records import ChildRecordQuerySet


class FileAccess(models.Model):
    """Who looked at what of whose file, and when.

    By far the largest table: partitioned by month (see the migrations) and out of every page's
    query but *Who has looked*.
    """

    child = models.ForeignKey(
        Child, models.DO_NOTHING, related_name="looks", db_constraint=False, db_index=False
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        related_name="looks",
        db_constraint=False,
        db_index=False,
    )
    at = models.DateTimeField()
    what = models.CharField(max_length=100)

    objects = ChildRecordQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "children_fileaccess"
        verbose_name_plural = "file accesses"

    def __str__(self):
        return f"{self.worker_id} looked at {self.what}"
