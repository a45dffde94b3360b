"""Codes of contacts, referrals and episodes of need, as the CIN census spells them."""

from django.db import models


class Source(models.TextChoices):
    """CBDS N00152."""

    S1A = "1A", "Family member, relative or carer"
    S1B = "1B", "Acquaintance, neighbour or friend"
    S1C = "1C", "The child"
    S1D = "1D", "Another individual"
    S2A = "2A", "School"
    S2B = "2B", "Education service"
    S3A = "3A", "GP"
    S3B = "3B", "Health visitor"
    S3C = "3C", "School nurse"
    S3D = "3D", "Other primary health service"
    S3E = "3E", "A&E"
    S3F = "3F", "Other health service"
    S4 = "4", "Housing"
    S5A = "5A", "Council social care, such as adults"
    S5B = "5B", "Another part of the council"
    S5C = "5C", "Another council"
    S5D = "5D", "Early help"
    S6 = "6", "Police"
    S7 = "7", "Court, probation, prison or immigration"
    S8 = "8", "Children’s centre, charity or other organisation"
    S9 = "9", "Anonymous"
    S10 = "10", "Not known"


class ClosureReason(models.TextChoices):
    """CBDS N00103."""

    RC1 = "RC1", "Adopted"
    RC2 = "RC2", "Died"
    RC3 = "RC3", "Child arrangements order"
    RC4 = "RC4", "Special guardianship order"
    RC5 = "RC5", "Moved to another council"
    RC6 = "RC6", "Moved to adult social care"
    RC7 = "RC7", "Any other reason"
    RC8 = "RC8", "Closed after assessment, no further action"
    RC9 = "RC9", "Closed after assessment, early help took over"
