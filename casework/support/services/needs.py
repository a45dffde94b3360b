"""What a child or family may need help with, in the words services say what they answer by."""

from django.db import models


class Need(models.TextChoices):
    """A need that a service answers, or that none does.

    The first twelve are those that inspectors name most often where help came late or did not
    exist: emotional wellbeing, and living with domestic abuse (focused visit to South Tyneside,
    2019). The Domestic Abuse Act 2021, section 3, makes a child who sees, hears or lives with
    its effects a victim in their own right.
    """

    WELLBEING = "wellbeing", "Emotional wellbeing"
    MENTAL_HEALTH = "mental_health", "Mental health that needs a clinician"
    DOMESTIC_ABUSE = "domestic_abuse", "Living with domestic abuse, as a child"
    TRAUMA = "trauma", "Trauma, neglect or abuse in the past"
    SEXUAL_ABUSE = "sexual_abuse", "Sexual abuse"
    HARMFUL_SEXUAL = "harmful_sexual", "Harmful sexual behaviour"
    SUBSTANCES = "substances", "The child’s use of drugs or alcohol"
    NEURODEVELOPMENT = "neurodevelopment", "Autism, ADHD or another neurodevelopmental need"
    SPEECH = "speech", "Speech, language and communication"
    BEREAVEMENT = "bereavement", "Bereavement or loss"
    SELF_HARM = "self_harm", "Self-harm or thoughts of suicide"
    EATING = "eating", "Eating"
    EXPLOITATION = "exploitation", "Exploitation, or going missing"
    VIOLENCE_AT_HOME = "violence_at_home", "A child’s violence towards their family"
    PARENTING = "parenting", "Parenting, routines and boundaries"
    CONFLICT = "conflict", "Conflict between parents, or a family falling apart"
    PARENT_ABUSE = "parent_abuse", "A parent who lives with, or uses, domestic abuse"
    PARENT_SUBSTANCES = "parent_substances", "A parent’s use of drugs or alcohol"
    PARENT_MENTAL_HEALTH = "parent_mental_health", "A parent’s mental health"
    YOUNG_CARER = "young_carer", "Caring for somebody at home"
    DISABILITY = "disability", "The child’s disability, and a break for the family"
    SCHOOL = "school", "Staying in school"
    HOME_AND_MONEY = "home_and_money", "Home, money and daily life"
    OTHER = "other", "Another need"


WORDS = dict(Need.choices)


def in_words(needs) -> list[str]:
    return [WORDS.get(need, need) for need in needs]
