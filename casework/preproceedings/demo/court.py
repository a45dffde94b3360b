"""The court stage of an invented family."""

from datetime import timedelta

from casework.legal.models import LegalStatus
from casework.preproceedings.demo.stories import APPLIED, Story
from casework.preproceedings.demo.storyteller import Telling
from casework.preproceedings.models import ChildInCourt, CourtExtension, Hearing, Proceedings


class InCourt(Telling):
    """What a family that went to court adds."""

    def go_to_court(self, story: Story, parents) -> None:
        applied = self.on(story.ended + 0.5)
        if not self.days.past(applied):
            return
        issued = self.days.after(applied, 1)
        issued = issued if self.days.past(issued) else None
        court = self.of_family(
            Proceedings,
            applied,
            applied_on=applied,
            issued_on=issued,
            court="Northmoor Family Court",
            case_number=f"NM{applied:%y}C{len(self.rows[Proceedings]):05d}",
            directions_on=issued,
            short_notice=story.urgent,
            short_notice_because=APPLIED if story.urgent else "",
        )
        for parent in parents:
            self.letter(parent, story.ended + 0.7, "issue")
        for kid, row in zip(self.kids, self.children, strict=True):
            if row.outcome == "apply":
                self.in_court(kid, row, court, story)
        for kind, weeks in (("advocates", 2.4), ("management", 3), ("issues", 18), ("final", 24)):
            listed = self.on(story.ended + 1 + weeks)
            held = listed if self.days.past(listed) else None
            words = "The court gave directions" if held else ""
            self.of_family(
                Hearing,
                applied,
                proceedings=court,
                kind=kind,
                listed_on=listed,
                held_on=held,
                outcome=words,
            )

    def in_court(self, kid, row, court, story) -> None:
        final = self.on(story.ended + story.final) if story.final else None
        part = self.of_child(
            ChildInCourt,
            kid,
            court.applied_on,
            in_process=row,
            proceedings=court,
            initial_plan="family",
            initial_plan_approved=True,
            final_plan="family" if final else "",
            final_plan_approved=bool(final),
            final_on=final,
            final_order="supervision" if final else "",
        )
        if story.more_time and court.issued_on:
            ends = court.issued_on + timedelta(days=26 * 7 - 1)
            self.of_child(
                CourtExtension,
                kid,
                ends,
                in_court=part,
                ordered_on=min(ends - timedelta(days=5), self.world.today),
                extends=ends,
                until=ends + timedelta(days=42),
                because="The father’s sister came forward and is being assessed",
            )
        if court.issued_on:
            kind = "supervision" if final else "proceedings"
            self.of_child(
                LegalStatus,
                kid,
                court.issued_on,
                kind=kind,
                started_on=final or court.issued_on,
                court=court.court,
                case_number=court.case_number,
            )
