from django.db import models


class Provenance(models.Model):
    """The newest census that told of a record, so that an older one never overrides it.

    It stands beside the record, not in it: that a census says again what stands is no change, and
    makes no history.
    """

    module = models.CharField(max_length=40)
    record = models.BigIntegerField()
    reference_on = models.DateField(help_text="ReferenceDate")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "record"], name="provenance_once_a_record")
        ]

    def __str__(self):
        return f"{self.module} {self.record}: {self.reference_on}"
