"""People: children, relatives and professionals, whether or not they have a file."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from casework.access.models import Authority
from casework.children.codes import DisabilityCode, Ethnicity, RelationshipKind, Sex


@pghistory.track()
class Person(models.Model):
    """Anyone a record speaks of. A relative becomes a child with a file, nothing typed again."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="people")
    given_name = models.CharField("first name", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100, blank=True)
    known_as = models.CharField("likes to be called", max_length=100, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    expected_on = models.DateField("expected date of birth", null=True, blank=True)
    died_on = models.DateField("date of death", null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    gender = models.CharField(max_length=50, blank=True, help_text="In their own words")
    pronouns = models.CharField(max_length=30, blank=True)
    ethnicity = models.CharField(max_length=4, choices=Ethnicity, default=Ethnicity.NOBT)
    disabilities = ArrayField(
        models.CharField(max_length=4, choices=DisabilityCode), default=list, blank=True
    )
    religion = models.CharField("religion or belief", max_length=60, blank=True)
    languages = models.CharField(
        max_length=120, blank=True, help_text="The languages they speak, the first one first"
    )
    needs_interpreter = models.BooleanField(default=False)
    communication_needs = models.TextField(
        blank=True, help_text="How they understand and say things best"
    )
    phone = models.CharField(max_length=40, blank=True)
    job_title = models.CharField(max_length=100, blank=True, help_text="For a professional")
    organisation = models.CharField(max_length=100, blank=True, help_text="For a professional")

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(died_on__gte=F("born_on")),
                name="person_died_after_birth",
                violation_error_message="The date of death must be on or after the date of birth",
            ),
            models.CheckConstraint(
                condition=Q(sex=Sex.UNKNOWN)
                | Q(born_on__isnull=False)
                | Q(expected_on__isnull=True),
                name="person_unborn_sex_unknown",
                violation_error_message="Until a baby is born, record sex as not known",
            ),
            models.CheckConstraint(
                condition=~Q(disabilities__contains=["NONE"]) | Q(disabilities__len=1),
                name="person_no_disability_stands_alone",
                violation_error_message="Choose “No disability” alone, or choose the disabilities",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return f"{self.first_name} {self.family_name}".strip() or "Name not known"

    @property
    def first_name(self):
        return self.known_as or self.given_name

    @property
    def unborn(self):
        return self.born_on is None and self.expected_on is not None


@pghistory.track()
class PersonName(models.Model):
    """A name someone had before, or is also known by."""

    class Kind(models.TextChoices):
        FORMER = "former", "Former name"
        OTHER = "other", "Also known as"

    person = models.ForeignKey(Person, models.CASCADE, related_name="other_names")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FORMER)
    given_name = models.CharField("first name", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100, blank=True)
    until = models.DateField("used until", null=True, blank=True)

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


class AddressQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_on=None)


@pghistory.track()
class Address(models.Model):
    class Kind(models.TextChoices):
        HOME = "home", "Home"
        STAYING = "staying", "Staying there for now"
        PLACEMENT = "placement", "Placement"
        OTHER = "other", "Another address"

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.HOME)
    lines = models.TextField("address", blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="address_ends_after_it_starts",
                violation_error_message="They cannot leave an address before they moved there",
            )
        ]

    def __str__(self):
        return ", ".join([*self.lines.splitlines(), self.postcode]).strip(", ")


@pghistory.track()
class Relationship(models.Model):
    """``relative`` is ``person``'s mother, brother, teacher… Each direction is a row of its own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="relationships")
    relative = models.ForeignKey(Person, models.CASCADE, related_name="related_to")
    kind = models.CharField(max_length=20, choices=RelationshipKind)
    parental_responsibility = models.BooleanField(default=False)
    lives_with = models.BooleanField("lives with the child", default=False)
    note = models.CharField(max_length=200, blank=True)
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("relative")),
                name="relationship_with_someone_else",
                violation_error_message="A person cannot be related to themselves",
            ),
            models.UniqueConstraint(
                fields=["person", "relative", "kind"],
                condition=Q(ended_on=None),
                name="relationship_once",
                violation_error_message="This relationship is already on the file",
            ),
        ]

    def __str__(self):
        return f"{self.relative} is {self.person}’s {self.get_kind_display().lower()}"
