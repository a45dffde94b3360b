"""The families shown in the guide to the pages, whose stories are told in words of their own.

Their days are written as in the guide and moved so that the guide's Monday is today.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from casework.demonstration.families import Inventor
from casework.demonstration.journeys import Aim
from casework.demonstration.stories import GOOD, MIXED, Family, Kid, Member, Spell

GUIDE = date(2026, 11, 23)
ST2 = "Safeguarding team 2"
AMIRA = "social.worker"
FROM_FILE = tomllib.loads((Path(__file__).parent / "known.toml").read_text(encoding="utf-8"))[
    "family"
]


class Known:
    def __init__(self, inventor: Inventor):
        self.inventor, self.days = inventor, inventor.days

    def then(self, year: int, month: int, day: int) -> date:
        return date(year, month, day) + (self.days.today - GUIDE)

    def aged(self, years: float) -> date:
        return self.days.today - timedelta(days=int(years * 365.25))

    def families(self) -> list[Family]:
        families = [self.whitfield(), self.rowe(), self.francis(), *map(self.from_file, FROM_FILE)]
        return [self.inventor.completed(self.kept(family)) for family in families]

    def kept(self, family: Family) -> Family:
        family.known = True
        if not family.address:
            family.address, family.postcode = self.inventor.homes.home()
        return family

    def spell(self, aim: Aim, need: str, quality: str = GOOD, **facts) -> Spell:
        spell = self.inventor.spell(aim, need, quality)
        for name, value in facts.items():
            setattr(spell, name, value)
        return spell

    def whitfield(self) -> Family:
        then = self.then
        ruby = Kid("Ruby", "Whitfield", "F", then(2019, 3, 14), own="ruby")
        alfie = Kid("Alfie", "Whitfield", "M", then(2022, 6, 2), own="alfie")
        noah = Kid("Noah", "Whitfield", "M", then(2025, 1, 30), own="noah")
        for kid in (ruby, alfie, noah):
            kid.facts["pronouns"] = "she / her" if kid is ruby else "he / him"
            kid.facts["terms"] = {
                "officer": "PC Lowe",
                "housing": "Imran Aziz",
                "nurse": "Sally Osei",
                "visitor": "Janet Croft",
            }
        ruby.facts["school"], ruby.facts["teacher"] = "Hadrian Primary", "Mrs Pell"
        alfie.facts["school"] = "Tansy Lane Nursery"
        ruby.facts["father"] = "Craig"
        return Family(
            surname="Whitfield",
            heritage="british",
            need="neglect",
            quality=GOOD,
            kids=[ruby, alfie, noah],
            members=self.whitfield_adults(),
            spells=self.whitfield_spells(),
            address="14 Tansy Court",
            postcode="NM1 4AB",
            former=("9 Slake Terrace", "NM3 2JD"),
            moved_on=then(2026, 8, 17),
            faith="No religion",
            alerts=["Two workers to visit: dog, and threats made in August"],
            worker=AMIRA,
            team=ST2,
            support=True,
        )

    def whitfield_adults(self) -> list[Member]:
        return [*self.whitfield_parents(), *self.whitfield_relatives()]

    def whitfield_parents(self) -> list[Member]:
        aged = self.aged
        return [
            Member(
                "Kirsty",
                "Whitfield",
                born_on=aged(31.3),
                part="mother",
                note="Ruby looks after her. “I want Mum to get up first.”",
            ),
            Member(
                "Dean",
                "Marsh",
                "M",
                "father",
                "Dean",
                aged(34.5),
                home=False,
                note="Violent to Kirsty. On bail: not to come to the house.",
            ),
            Member(
                "Craig",
                "Holroyd",
                "M",
                "father",
                "Dad",
                aged(35.2),
                home=False,
                note="Saturdays, swimming. Has parental responsibility for Ruby.",
            ),
        ]

    def whitfield_relatives(self) -> list[Member]:
        then, aged = self.then, self.aged
        return [
            Member(
                "Maureen",
                "Whitfield",
                "F",
                "grandparent",
                "Nan",
                aged(58.4),
                home=False,
                responsible=False,
                note="Has all three on Wednesdays. Moved in for 6 weeks in 2021.",
            ),
            Member(
                "Leanne",
                "Whitfield",
                "F",
                "aunt_uncle",
                "Auntie Leanne",
                aged(28.1),
                home=False,
                responsible=False,
                note="Rings at weekends. Asked to be told if the children need a home.",
            ),
            Member(
                "Alan",
                "Whitfield",
                "M",
                "grandparent",
                "Grandad",
                aged(68.0),
                home=False,
                died_on=then(2018, 5, 11),
                responsible=False,
                note="Died before Ruby was born.",
            ),
        ]

    def whitfield_spells(self) -> list[Spell]:
        quick = {
            "screened": 0,
            "decided": 0,
            "started": 0,
            "seen": 1,
            "strategy": 0,
            "enquired": 2,
            "conference": 2,
            "authorised": 47,
            "core": 8,
            "first_visit": 5,
        }
        now = Aim(
            "protection",
            "conference",
            34,
            goes_on=True,
            gaps=quick,
            last={"visit": 10, "core_groups": 38},
        )
        year = Aim("assessed_out", "received", 262, gaps={"authorised": 38})
        first = Aim("protection", "received", 1440, gaps={"review": 80}, closed=True)
        return [
            self.spell(Aim("early_help", "received", 1900), "neglect", MIXED, source="3B"),
            self.spell(first, "neglect", source="2A", category="NEG"),
            self.spell(year, "neglect", MIXED, source="2A"),
            self.spell(now, "neglect", source="6", category="NEG"),
        ]

    def rowe(self) -> Family:
        baby = Kid("Baby", "Rowe", "U", None, expected_on=self.then(2027, 2, 2), own="rowe")
        aim = Aim("need", "received", 20, gaps={"screened": 0, "decided": 1, "authorised": 43})
        return Family(
            surname="Rowe",
            heritage="british",
            need="acute_stress",
            quality=GOOD,
            kids=[baby],
            members=[
                Member("Shanice", "Rowe", born_on=self.aged(19.4), part="mother", phone="by text"),
                Member("Connor", "Peel", "M", "father", "Dad", self.aged(20.1), responsible=False),
            ],
            spells=[self.spell(aim, "acute_stress", source="3F")],
            worker=AMIRA,
            team=ST2,
        )

    def francis(self) -> Family:
        """Restricted: a relative works for the council. Not Amira's to know of."""
        freddie = Kid("Freddie", "Francis", "F", self.aged(15.4))
        freddie.facts |= {"gender": "Boy", "pronouns": "he / him", "former": "Francesca"}
        freya = Kid("Freya", "Francis", "F", self.aged(11.2))
        aim = Aim("need", "first_meeting", 62, goes_on=True, last={"visit": 7})
        return Family(
            surname="Francis",
            heritage="mixed",
            need="mental_health",
            quality=GOOD,
            kids=[freddie, freya],
            ethnicity="MWBC",
            restricted=True,
            members=[Member("Lorraine", "Francis", born_on=self.aged(44), part="mother")],
            spells=[self.spell(aim, "mental_health")],
            worker="nicola.sharp",
            team=ST2,
        )

    def from_file(self, facts: dict) -> Family:
        """A family written in ``known.toml``."""
        spell = self.spell(
            Aim(**facts["aim"]), facts["need"], facts.get("quality", GOOD), **facts.get("spell", {})
        )
        return Family(
            surname=facts["surname"],
            need=facts["need"],
            quality=spell.quality,
            heritage=facts.get("heritage", "british"),
            team=facts.get("team", ST2),
            worker=facts.get("worker", ""),
            kids=[self.kid(facts["surname"], kid) for kid in facts["kids"]],
            members=[Member(**adult) for adult in facts["adults"]],
            spells=[spell],
            **facts.get("family", {}),
        )

    def kid(self, surname: str, child: dict) -> Kid:
        if "due_in" in child:
            due = self.days.today + timedelta(days=child["due_in"])
            facts = dict(child.get("facts", {}))
            return Kid(child["given"], surname, "U", None, expected_on=due, facts=facts)
        return Kid(
            child["given"],
            surname,
            child["sex"],
            self.aged(child["age"]),
            own=child.get("own", ""),
            facts=dict(child.get("facts", {})),
        )
