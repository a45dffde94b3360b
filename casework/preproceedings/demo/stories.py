"""The ways an invented family goes through pre-proceedings: weeks from the decision to begin."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Story:
    """``began`` is days before today; every other number is weeks from the beginning."""

    began: int
    asked_before: int = 8
    waiting: bool = False
    urgent: bool = False
    letters: tuple[float, ...] = (0.6, 0.8)
    first: float = 2.2
    reviews: tuple[float, ...] = (8, 14)
    family_met: float | None = None
    panels: tuple[tuple[str, float, str], ...] = (("week_6", 7, "go_on"), ("week_12", 12, "go_on"))
    assessments: tuple[tuple[str, float, float, float | None], ...] = (("parenting", 2.4, 9, 9),)
    looks: tuple[float, ...] = (3, 6, 10, 13)
    outcome: str = ""
    ended: float = 0
    until: float = 22
    leaves: float | None = None
    drifts: bool = False
    final: float | None = None
    more_time: bool = False
    before: "Story | None" = None


EARLIER = Story(began=7 * 46, outcome="step_down", ended=13)
STORIES = [
    Story(
        began=7 * 18,
        drifts=True,
        panels=(("week_6", 8, "go_on"), ("week_16", 15.5, "extend")),
        assessments=(("psychological", 8, 14, 17.5),),
        reviews=(6, 12),
        looks=(3, 6, 10, 13, 16, 17.6),
        until=21,
    ),
    Story(began=7 * 14, leaves=12, assessments=(("parenting", 2.5, 8.5, 11.5),), reviews=(8.3,)),
    Story(began=7 * 7, family_met=5, reviews=(6,)),
    Story(began=12, letters=(), drifts=True, looks=(1,)),
    Story(began=0, asked_before=4, waiting=True),
    Story(began=7 * 40, outcome="step_down", ended=14, family_met=4),
    Story(
        began=7 * 46,
        outcome="apply",
        ended=13,
        more_time=True,
        assessments=(("parenting", 3, 10, 12),),
    ),
    Story(began=7 * 10, family_met=6, reviews=(7,)),
    Story(began=7 * 3, urgent=True, outcome="apply", ended=0),
    Story(began=7 * 4, before=EARLIER),
    Story(began=7 * 9, panels=(), looks=(2, 8.5), drifts=True, reviews=()),
    Story(began=7 * 70, outcome="apply", ended=14, final=24),
    Story(began=7 * 15, panels=(("week_6", 9, "go_on"),), reviews=(5,), drifts=True),
    Story(began=0, asked_before=0, waiting=True, urgent=True),
    Story(began=7 * 5, letters=(0.5, 1.8), assessments=(("cognitive", 2, 4.2, None),)),
    Story(began=7 * 12 - 3, family_met=7),
]
THRESHOLD = dict.fromkeys(
    ("neglect", "mental_health", "acute_stress", "exploitation", "disability"),
    "The children are not fed and kept clean when their parents are unwell. Three plans have not"
    " changed it, and the health visitor and the school say it is worse since September.",
) | {
    "domestic_abuse": "The children saw their mother hurt on four nights since June. He has come"
    " back to the house each time, and last time the youngest was hurt as well."
}
TRIED = (
    "A child protection plan with a core group every six weeks.\nA family support worker twice a"
    " week.\nA family group conference was offered and not taken up."
)
WANTS = "Whether to begin pre-proceedings, and which assessments are needed."
AGREED = (
    "Dad stays away from the house. Mum rings us or the police if he comes. Nan has the children"
    " on Fridays. The family centre begins its assessment on Monday."
)
LATE = "The expert’s report was ordered late and has not come"
NO_LETTER = "The letter waits for the lawyer to agree its words"
CAME = "The expert’s report is here now. The parents and their lawyers read it before the panel"
NOT_MET = "The review was put off twice: the parents’ lawyer could not come"
NO_PANEL = "No panel sat in the week of the check, and the next one was full"


def why_late(story: Story, weeks: float) -> str:
    """What stood in the way that week, of what the story says had not happened by then."""
    ordered = [report for report in story.assessments if report[1] <= weeks]
    if not story.letters or weeks < min(story.letters):
        return NO_LETTER
    if any(due < weeks and (came is None or came > weeks) for _, _, due, came in ordered):
        return LATE
    if any(came is not None and due < came <= weeks for _, _, due, came in ordered):
        return CAME
    if weeks > max(story.reviews, default=story.first) + 6:
        return NOT_MET
    done = {check for check, week, _ in story.panels if week <= weeks}
    return NO_PANEL if weeks > 8 and not done else ""


BETTER = "The home has been safe for two months, and the family keep to what they agreed"
APPLIED = "The child is not safe at home, and nothing short of the court will change that"
DIRECTIONS = [
    "Order the parenting assessment, with a date for the report",
    "Read the letter through with each parent, with an interpreter where they need one",
    "Ask who in the wider family can help, and see them",
    "See that each parent has a list of solicitors",
]
