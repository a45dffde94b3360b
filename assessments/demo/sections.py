"""What the templates add to an assessment."""

from assessments.models import AssessmentSection
from casework.practice.default_templates import version_in_force
from casework.practice.models import Version

SECTIONS = (
    "daily_life",
    "own_words",
    "brothers_and_sisters",
    "identity",
    "protection",
    "history_and_impact",
    "risk",
    "what_must_change",
)


OF_THE_CHILD = {
    "section_health": "health",
    "section_learning": "learning",
    "section_emotional": "emotional",
    "section_parenting": "parenting",
}


class Sections:
    """What the templates add: a number for how safe it is, the family's plan, why we are here."""

    def __init__(self, world):
        self.world, self.chance = world, world.dice("sections")
        self.added, self.versions, self.shared, self.rows = {}, {}, {}, []

    def version(self, kind) -> Version:
        if kind not in self.versions:
            version = version_in_force(self.world.authority, kind)
            self.added[kind] = [section for section in version.sections.all() if section.in_rows]
            self.versions[kind] = version
        return self.versions[kind]

    def add(self, spell, kid, row, good) -> None:
        """The same words for brothers and sisters where the family shares them."""
        self.version(row.kind)
        for section in self.added[row.kind]:
            text, score = self.answer(spell, kid, row, good, section)
            self.rows.append(
                AssessmentSection(
                    child=row.child,
                    authority=row.authority,
                    team=row.team,
                    assessment=row,
                    recorded_by=row.recorded_by,
                    recorded_at=row.recorded_at,
                    section=section,
                    text=text,
                    score=score,
                )
            )

    def answer(self, spell, kid, row, good, section) -> tuple[str, int | None]:
        if section.kind == "scale":
            done = row.submitted_at or row.authorised_on
            return "", self.chance.randint(2, 7) if good and done else None
        if topic := OF_THE_CHILD.get(section.key):
            done = row.submitted_at or row.returned_at or row.authorised_on
            return (self.world.say(kid, topic, on=row.started_on) or "") if done else "", None
        topic = {"section_familys_own_plan": "own_plan"}.get(section.key, "concern")
        known = ("section_familys_own_plan", "section_why_we_are_here", "section_what_changed")
        if section.key not in known or not good:
            return "", None
        key = (id(row.family), topic)
        if key not in self.shared:
            self.shared[key] = self.world.say(spell.kids[0], topic, on=row.started_on)
        return self.shared[key], None
