"""What the night remembers: whose files changed, what everyone was last counted with, and how far
the month's check has come."""

from django.db import models


class FileChange(models.Model):
    """A file on which something was written that a clock reads. Triggers of the database add a row
    for every statement, whoever sent it; once the file is worked out, the row is deleted.

    Rows are only ever added by whoever writes, and point at nothing, so that no save waits here.
    """

    of_child = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["of_child"], name="file_change_of_child")]

    def __str__(self):
        return f"Change of file {self.of_child}"


class CountedWith(models.Model):
    """What a rule said, or the calendar, when everyone was last worked out with it. Where it now
    says something else, everyone is worked out again, by night or by day."""

    what = models.CharField(max_length=40, primary_key=True)
    said = models.CharField(max_length=32)

    def __str__(self):
        return self.what


class CheckedUpTo(models.Model):
    """Up to which file the check of every file has come, a part each night: one row."""

    until = models.BigIntegerField(default=0)

    def __str__(self):
        return f"Checked up to file {self.until}"
