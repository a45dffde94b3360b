"""What the demonstration's interviews taught: the same flat and the same car, named by several."""

from missing.models import Finding, Subject

NAMED = {
    "Quay Street": (
        "place",
        "Flat over the launderette, Quay Street",
        "Stays at a flat over the launderette on Quay Street",
    ),
    "grey Corsa": ("vehicle", "Grey Corsa, part plate NK18", "A grey Corsa collects {him}"),
    "Slake End": ("place", "Caravan park, Slake End", "Goes to the caravan park at Slake End"),
    "scar through his eyebrow": (
        "person",
        "Man with a scar through his eyebrow",
        "A man with a scar through his eyebrow is there",
    ),
    "family time cancelled": ("pattern", "", "{He} goes when family time is cancelled"),
    "was told to come": ("pattern", "", "{He} owes money, and goes when {he} is told to"),
    "I rang": ("strength", "", "{He} rang to be picked up"),
    "I did one thing": ("risk", "", "{He} is asked to do things before {he} may leave"),
}
AREAS = {"Flat over the launderette, Quay Street": "NM1", "Caravan park, Slake End": "NM4"}
SENT = "{text}. Told to us in confidence this month; more children may be going there."
CHANGED = "Raised from medium to high: who collects {him} is now known, and so is where."
WHY_NOT = "{He} has not been back since the summer, and {his} plan says who {he} rings."
MOST = 3


class Findings:
    def __init__(self, world, chance):
        self.world, self.chance, self.rows, self.subjects = world, chance, [], {}

    def of(self, spell, kid, talk, action) -> None:
        """What this talk taught, the first three things; the older ones have been used."""
        account = " ".join([talk.own_words, talk.why_left, talk.where_and_who])
        learned = [finding for words, finding in NAMED.items() if words in account]
        learned = learned[:MOST] if kid.own else self.chance.sample(learned, min(len(learned), 2))
        for kind, name, text in learned:
            self.rows.append(self.finding(spell, kid, talk, kind, name, text.format_map(kid.terms)))
        self.end(kid, [row for row in self.rows if row.interview is talk], action)

    def finding(self, spell, kid, talk, kind, name, text) -> Finding:
        return self.world.record(
            Finding,
            kid,
            talk.interviewer,
            talk.held_at,
            team=spell.team,
            interview=talk,
            kind=kind,
            text=text,
            subject=(subject := self.subject(kind, name) if name else None),
            subject_as_named=subject,
            named=name,
            area=AREAS.get(name, ""),
            own_words=talk.own_words.strip("“”")[:500] if kind != "vehicle" else "",
        )

    def subject(self, kind, name) -> Subject:
        if name not in self.subjects:
            self.subjects[name] = Subject.named(self.world.authority.pk, kind, name)
        return self.subjects[name]

    def end(self, kid, findings, action) -> None:
        """An action first, then the police, then a reason; some are used late, a few never."""
        ways = ["action" if action else "risk", "partner", "considered"]
        for finding, way in zip(findings, ways, strict=False):
            wait = self.chance.choice([1, 2, 3, 4, 6, 9])
            on = self.world.days.after(finding.interview.held_at.date(), wait)
            if not self.world.days.past(on) or self.chance.random() < 0.1:
                continue
            finding.ending, finding.ended_on, finding.ended_by = way, on, finding.recorded_by
            if way == "action":
                finding.action = action
            elif way == "partner":
                finding.partner, finding.sent = "police", SENT.format(text=finding.text)
                finding.partner_name = "PC Lowther"
            else:
                words = CHANGED if way == "risk" else WHY_NOT
                finding.because = words.format_map(kid.terms)
