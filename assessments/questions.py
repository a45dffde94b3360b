"""What an assessment asks about one child, by name, with something to think about beneath.

The questions answer what inspectors found missing: the child's daily life, what has built up over
time, risk beside protection, what must change, brothers and sisters, and who the child is.
"""

from assessments.models import Assessment, FamilyAssessment
from casework.interface.words import capital

ABOUT_THE_CHILD = {
    "daily_life": (
        "What is an ordinary day and night like for {name}?",
        "What do they see, hear, do and miss? A school day and a weekend.",
    ),
    "own_words": (
        "What has {name} said?",
        "In their own words, with when and to whom. For a baby, what they did and showed. "
        "Say what changed because of it.",
    ),
    "history_and_impact": (
        "What has happened over time, and what has it done to {name}?",
        "Look at every referral, plan and closing, not only this one. What keeps coming back, and "
        "what has living like this, for this long, done?",
    ),
    "risk": (
        "What could happen to {name}, how bad could it be, and how likely is it?",
        "Say who saw or heard what, and when. What makes it more likely?",
    ),
    "protection": (
        "What protects {name}?",
        "Who does what, on which days, and has it held when it was tested?",
    ),
    "what_must_change": (
        "What needs to change, and by when?",
        "What will be different in {name}’s day, by what date, and what happens if it is not.",
    ),
    "brothers_and_sisters": (
        "What is life like for {name} among their brothers and sisters?",
        "Who looks after whom, who is treated differently, what they mean to each other.",
    ),
    "identity": (
        "Who is {name}?",
        "Background, culture, faith, language, disability, what they love, and what that means "
        "for the help they need.",
    ),
    "recommendation": (
        "What should happen next for {name}, and why?",
        "The manager decides; say what you think and what you weighed.",
    ),
}
ABOUT_THE_FAMILY = {
    "family_and_home": (
        "The family and their home",
        "Who lives here, who comes and goes, and what the home is like.",
    ),
    "parents_and_carers": (
        "What the parents and carers bring",
        "What they do well, what gets in the way, and what each says needs to change.",
    ),
    "wider_family": (
        "Wider family and other important adults",
        "Who helps, who could, and who must not.",
    ),
    "what_others_say": (
        "What other agencies and the family say",
        "School, health, police and others by name, and where people do not agree.",
    ),
}


def parts_of(assessment) -> list[dict]:
    """Each section, whether anything stands in it, and where it is on the page."""
    family = assessment.family
    named = {
        **dict.fromkeys(ABOUT_THE_CHILD, assessment),
        **dict.fromkeys(ABOUT_THE_FAMILY, family),
    }
    return [
        {
            "label": capital(
                (FamilyAssessment if field in ABOUT_THE_FAMILY else Assessment)
                ._meta.get_field(field)
                .verbose_name
            ),
            "target": f"id_{field}",
            "written": bool(holder and getattr(holder, field).strip()),
        }
        for field, holder in named.items()
    ]


def ask(form, questions, name=""):
    """Give these fields their question and hint."""
    for field, (question, hint) in questions.items():
        form.fields[field].label = question.format(name=name)
        form.fields[field].help_text = hint.format(name=name)
