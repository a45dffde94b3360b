"""People: children, relatives and professionals, whether or not they have a file."""

import pghistory
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from casework.access.models import Authority
from casework.children.codes import (
    BirthKnown,
    DisabilityCode,
    Ethnicity,
    RelationshipKind,
    ResponsibilityHeld,
    Sex,
)
from casework.children.models.likeness import Plainly
from casework.children.models.mistakes import MayBeWithdrawn, StandingQuerySet
from casework.interface.requests.names import note_person

WORDS_OF_A_PERSON = """
NEW.search_text := public.casework_plainly(concat_ws(' ',
    NEW.given_name, NEW.family_name, NEW.known_as,
    (SELECT string_agg(concat_ws(' ', n.given_name, n.family_name), ' ' ORDER BY n.id)
       FROM children_personname n WHERE n.person_id = NEW.id AND n.withdrawn_at IS NULL),
    regexp_replace(regexp_replace(NEW.phone, '[^0-9]', '', 'g'), '^(00)?44', '0'),
    regexp_replace(regexp_replace(NEW.other_phone, '[^0-9]', '', 'g'), '^(00)?44', '0'),
    (SELECT string_agg(concat_ws(' ', a.lines, replace(a.postcode, ' ', '')), ' ' ORDER BY a.id)
       FROM children_address a WHERE a.person_id = NEW.id AND a.withdrawn_at IS NULL)));
RETURN NEW;
"""
WORDS_AGAIN = """
UPDATE children_person SET search_text = '' WHERE id IN (OLD.person_id, NEW.person_id);
RETURN NULL;
"""


def words_again() -> pgtrigger.Trigger:
    """A name or an address that changes is found at once under the person it belongs to."""
    return pgtrigger.Trigger(
        name="words_of_person_again",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=WORDS_AGAIN,
    )


def trigram(field: str) -> OpClass:
    return OpClass(Plainly(F(field)), name="gin_trgm_ops")


@pghistory.track(exclude=["search_text"])
class Person(models.Model):
    """Anyone a record speaks of. A relative becomes a child with a file, nothing typed again."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="people")
    given_name = models.CharField("first name", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100, blank=True)
    known_as = models.CharField("likes to be called", max_length=100, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    birth_known = models.CharField(
        "how well the date of birth is known",
        max_length=10,
        choices=BirthKnown,
        default=BirthKnown.KNOWN,
    )
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
    other_phone = models.CharField("another phone", max_length=40, blank=True)
    job_title = models.CharField(max_length=100, blank=True, help_text="For a professional")
    organisation = models.CharField(max_length=100, blank=True, help_text="For a professional")
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name_plural = "people"
        triggers = [
            pgtrigger.Trigger(
                name="words_of_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WORDS_OF_A_PERSON,
            )
        ]
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="person_search_trigram"),
            GinIndex(
                trigram("family_name"),
                trigram("given_name"),
                trigram("known_as"),
                name="person_names_trigram",
            ),
            models.Index(Plainly("family_name"), Plainly("given_name"), name="person_by_name"),
            models.Index(fields=["family_name", "given_name"], name="person_in_order"),
            models.Index(
                fields=["born_on"], condition=Q(born_on__isnull=False), name="person_by_birth"
            ),
        ]
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
        note_person(self.pk)
        return self.known_as or self.given_name

    @property
    def about(self) -> str:
        """Stands before an age or a birth date that nobody is certain of."""
        unsure = self.born_on is not None and self.birth_known != BirthKnown.KNOWN
        return "about " if unsure else ""

    @property
    def age_in_dispute(self) -> bool:
        """Treated as a child until it is decided, whatever the date says."""
        return self.birth_known == BirthKnown.DISPUTED

    @property
    def unborn(self):
        return self.born_on is None and self.expected_on is not None


@pghistory.track()
class PersonName(MayBeWithdrawn):
    """A name someone had before, or is also known by."""

    class Kind(models.TextChoices):
        FORMER = "former", "Former name"
        OTHER = "other", "Also known as"

    person = models.ForeignKey(Person, models.CASCADE, related_name="other_names")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FORMER)
    given_name = models.CharField("first name", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100, blank=True)
    until = models.DateField("used until", null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        triggers = [words_again()]
        indexes = [
            GinIndex(trigram("family_name"), trigram("given_name"), name="person_before_trigram")
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


class RelationshipQuerySet(StandingQuerySet):
    def visible_to(self, worker):
        """Without the relatives whose own file this worker may not know of."""
        children = apps.get_model("children.Child").objects
        hidden = children.unknown_to(worker).filter(person=OuterRef("relative"))
        return self.filter(~Exists(hidden))

    def standing(self):
        return self.filter(ended_on=None)


@pghistory.track()
class Relationship(MayBeWithdrawn):
    """``relative`` is ``person``'s mother, brother, teacher… Each direction is a row of its own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="relationships")
    relative = models.ForeignKey(Person, models.CASCADE, related_name="related_to")
    kind = models.CharField(max_length=20, choices=RelationshipKind)
    parental_responsibility = models.BooleanField(default=False)
    responsibility_held = models.CharField(
        "how parental responsibility is held", max_length=12, choices=ResponsibilityHeld, blank=True
    )
    note = models.CharField(max_length=200, blank=True)
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)
    ended_because = models.CharField("why it ended", max_length=200, blank=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("relative")),
                name="relationship_with_someone_else",
                violation_error_message="A person cannot be related to themselves",
            ),
            models.CheckConstraint(
                condition=Q(parental_responsibility=True) | Q(responsibility_held=""),
                name="relationship_responsibility_held",
                violation_error_message="Say that they have parental responsibility, or not how",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="relationship_ends_after_it_starts",
                violation_error_message="It cannot have ended before it began",
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


@pghistory.track()
class PersonJoin(models.Model):
    """Two entries were one person. What the join changed is kept, so that it can be undone.

    ``before`` are the facts of the entry that was kept; ``rows`` what pointed at the other and now
    points at it; ``doubled`` what said the same twice, and was withdrawn.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="person_joins")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="joins")
    joined = models.ForeignKey(Person, models.PROTECT, related_name="joined_into")
    because = models.CharField("how do you know it is the same person?", max_length=200)
    before = models.JSONField(default=dict, editable=False)
    after = models.JSONField(default=dict, editable=False)
    rows = models.JSONField(default=list, editable=False)
    doubled = models.JSONField(default=list, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["joined"], condition=Q(undone_at=None), name="person_joined_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("joined")), name="person_join_of_two"),
        ]

    def __str__(self):
        return f"{self.joined} joined with {self.kept}"
