"""The kinds of files a rule is about, what it counts from, and how long the law or a council's
usual schedule keeps each."""

from dataclasses import dataclass

from django.db import models


class Category(models.TextChoices):
    """The longest kept comes first."""

    ADOPTED = "adopted", "Children who were adopted"
    LOOKED_AFTER = "looked_after", "Children who were looked after"
    PROTECTION = "protection", "Children who were protected: an enquiry, a conference or a plan"
    IN_NEED = "in_need", "Children in need: an accepted referral"
    OTHER = "other", "Every other file: a contact, a referral that went no further, early help"


class Event(models.TextChoices):
    BIRTH = "birth", "Birth"
    CLOSING = "closing", "The day the file closed"
    ADOPTION = "adoption", "The adoption order"


@dataclass(frozen=True)
class Usual:
    counted_from: Event
    years: int
    source: str
    years_after_death: int | None = None


LAW = {
    Category.ADOPTED: Usual(
        Event.ADOPTION,
        100,
        "Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005,"
        " regulation 6: at least 100 years from the date of the adoption order",
    ),
    Category.LOOKED_AFTER: Usual(
        Event.BIRTH,
        75,
        "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50: until"
        " the 75th anniversary of birth, or for 15 years from a death before 18",
        15,
    ),
}
"""A council may keep these longer, never less."""

LOCAL = {
    Category.PROTECTION: Usual(
        Event.BIRTH,
        25,
        "Local, to be confirmed: many councils’ schedules keep these until the 25th birthday",
    ),
    Category.IN_NEED: Usual(
        Event.BIRTH,
        25,
        "Local, to be confirmed: many councils’ schedules keep these until the 25th birthday",
    ),
    Category.OTHER: Usual(
        Event.CLOSING,
        6,
        "Local, to be confirmed: six years from closing, as claims may be brought for"
        " (Limitation Act 1980, sections 2 and 5)",
    ),
}
USUAL = LAW | LOCAL
