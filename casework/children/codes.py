"""Code sets about who a child is, as the CIN census and Annex A spell them.

Source: CIN census 2025-26 and 2026-27 specifications (DfE); codes are never renamed or reused.
"""

from django.db import models


class Sex(models.TextChoices):
    """CBDS N00783, from 2024-25; U for a child not yet born or not recorded."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known, or not born yet"


class Ethnicity(models.TextChoices):
    """CBDS N00177."""

    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WOTH = "WOTH", "Any other White background"
    WROM = "WROM", "Gypsy or Roma"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Caribbean"
    BAFR = "BAFR", "African"
    BOTH = "BOTH", "Any other Black background"
    CHNE = "CHNE", "Chinese"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "Did not wish to say"
    NOBT = "NOBT", "Not asked yet"


class DisabilityCode(models.TextChoices):
    """CBDS N00099. NONE stands alone (rule 8790)."""

    NONE = "NONE", "No disability"
    MOB = "MOB", "Moving about"
    HAND = "HAND", "Using hands"
    PC = "PC", "Personal care"
    INC = "INC", "Continence"
    COMM = "COMM", "Communicating"
    LD = "LD", "Learning"
    HEAR = "HEAR", "Hearing"
    VIS = "VIS", "Seeing"
    BEH = "BEH", "Behaviour"
    CON = "CON", "Consciousness"
    AUT = "AUT", "Autism"
    DDA = "DDA", "Another disability"


class UPNUnknown(models.TextChoices):
    """CBDS N00135: why there is no unique pupil number."""

    UN1 = "UN1", "Not of school age"
    UN2 = "UN2", "Never had one, or has just arrived"
    UN3 = "UN3", "At school outside England"
    UN4 = "UN4", "New to the area, awaited"
    UN5 = "UN5", "Looked for everywhere, not found"
    UN6 = "UN6", "One contact only, or refused"
    UN7 = "UN7", "Referral that ended in no further action"


class PrimaryNeed(models.TextChoices):
    """CBDS N00101."""

    N1 = "N1", "Abuse, neglect or exploitation"
    N2 = "N2", "The child’s disability"
    N3 = "N3", "A parent’s disability or illness"
    N4 = "N4", "Family in acute stress"
    N5 = "N5", "Family dysfunction"
    N6 = "N6", "Socially unacceptable behaviour"
    N7 = "N7", "Low income"
    N8 = "N8", "Absent parenting"
    N9 = "N9", "Not a child in need"
    N0 = "N0", "Not stated"


class AbuseCategory(models.TextChoices):
    """CBDS N00113 and N00114: the category of a child protection plan."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "More than one"


class RelationshipKind(models.TextChoices):
    """What ``relative`` is to ``person``: "Kirsty is Ruby's mother"."""

    MOTHER = "mother", "Mum"
    FATHER = "father", "Dad"
    PARENT = "parent", "Parent"
    STEP_PARENT = "step_parent", "Step-parent"
    BROTHER = "brother", "Brother"
    SISTER = "sister", "Sister"
    SIBLING = "sibling", "Brother or sister"
    TWIN = "twin", "Twin"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister"
    STEP_SIBLING = "step_sibling", "Step-brother or step-sister"
    GRANDPARENT = "grandparent", "Grandparent"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    COUSIN = "cousin", "Cousin"
    CARER = "carer", "Carer"
    PARTNER = "partner", "Partner of a parent"
    CHILD = "child", "Child"
    FRIEND = "friend", "Friend or neighbour"
    TEACHER = "teacher", "Teacher or school"
    HEALTH = "health", "Health professional"
    POLICE = "police", "Police officer"
    PROFESSIONAL = "professional", "Another professional"
    OTHER = "other", "Someone else"


SIBLING_KINDS = ("brother", "sister", "sibling", "twin", "half_sibling", "step_sibling")
PROFESSIONAL_KINDS = ("teacher", "health", "police", "professional")


class ResponsibilityHeld(models.TextChoices):
    """How parental responsibility is held (Children Act 1989, sections 2 to 4A, 12 and 14C)."""

    MOTHER = "mother", "She gave birth to the child"
    MARRIED = "married", "Married to, or a civil partner of, the mother"
    CERTIFICATE = "certificate", "Named as a parent on the birth certificate"
    AGREEMENT = "agreement", "By agreement with the mother"
    ORDER = "order", "A parental responsibility order"
    ARRANGEMENTS = "arrangements", "A child arrangements order"
    GUARDIAN = "guardian", "Guardian, or special guardian"
    ADOPTED = "adopted", "Adopted the child"
    OTHER = "other", "Another way: see the note"


class BirthKnown(models.TextChoices):
    """How well a date of birth is known."""

    KNOWN = "known", "Known"
    ESTIMATED = "estimated", "Estimated"
    DISPUTED = "disputed", "Disputed: not all say the same"


class AllocationRole(models.TextChoices):
    LEAD = "lead", "Social worker"
    LEAD_PRACTITIONER = "lead_practitioner", "Lead practitioner"
    FAMILY_SUPPORT = "family_support", "Family support worker"
    CHAIR = "chair", "Conference chair"
    INTERVIEWER = "interviewer", "Return home interviewer"
    OTHER = "other", "Other worker"


class Agency(models.TextChoices):
    SOCIAL_CARE = "social_care", "Children’s social care"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School or nursery"
    HOUSING = "housing", "Housing"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    ADULT_SERVICES = "adult_services", "Adult services"
    VOLUNTARY = "voluntary", "Charity or community group"
    FAMILY = "family", "Family"
    OTHER = "other", "Other"
