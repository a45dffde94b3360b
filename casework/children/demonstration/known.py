"""The families shown in the guide to the pages, whose stories are told in words of their own.

Their days are written as in the guide and moved so that the guide's Monday is today.
"""

from datetime import date, timedelta

from casework.children.demonstration.days import Days
from casework.children.demonstration.families import Inventor
from casework.children.demonstration.journeys import Aim
from casework.children.demonstration.stories import GOOD, MIXED, Family, Kid, Member, Spell

GUIDE = date(2026, 11, 23)
ST2 = "Safeguarding team 2"
AMIRA = "social.worker"


class Known:
    def __init__(self, inventor: Inventor):
        self.inventor, self.days = inventor, inventor.days

    def then(self, year: int, month: int, day: int) -> date:
        return date(year, month, day) + (self.days.today - GUIDE)

    def aged(self, years: float) -> date:
        return self.days.today - timedelta(days=int(years * 365.25))

    def families(self) -> list[Family]:
        found = [self.whitfield(), self.rowe(), self.francis(), *(self.single(*s) for s in SINGLES)]
        for surname, need, aim, kids, facts in SEVERAL:
            found.append(self.several(surname, need, aim, kids, facts))
        return [self.inventor.completed(self.kept(family)) for family in found]

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
        for kid, nhs in ((ruby, "pronouns"), (alfie, ""), (noah, "")):
            kid.facts[nhs or "pronouns"] = "she / her" if kid is ruby else "he / him"
        ruby.facts["school"], ruby.facts["teacher"] = "Hadrian Primary", "Mrs Pell"
        alfie.facts["school"] = "Tansy Lane Nursery"
        ruby.facts["father"] = "Craig"
        return Family(
            surname="Whitfield", heritage="british", need="neglect", quality=GOOD,
            kids=[ruby, alfie, noah], members=self.whitfield_adults(),
            spells=self.whitfield_spells(), address="14 Tansy Court", postcode="NM1 4AB",
            former=("9 Slake Terrace", "NM3 2JD"), moved_on=then(2026, 8, 17), faith="None",
            alerts=["Two workers to visit: dog, and threats made in August"],
            worker=AMIRA, team=ST2, support=True,
        )  # fmt: skip

    def whitfield_adults(self) -> list[Member]:
        then, aged = self.then, self.aged
        return [
            Member("Kirsty", "Whitfield", born_on=aged(31.3), part="mother",
                   note="Ruby looks after her. “I want Mum to get up first.”"),
            Member("Dean", "Marsh", "M", "father", "Dean", aged(34.5), home=False,
                   note="Violent to Kirsty. On bail: not to come to the house."),
            Member("Craig", "Holroyd", "M", "father", "Dad", aged(35.2), home=False,
                   note="Saturdays, swimming. Has parental responsibility for Ruby."),
            Member("Maureen", "Whitfield", "F", "grandparent", "Nan", aged(58.4), home=False,
                   responsible=False, note="Has all three on Wednesdays. Moved in for 6 weeks in 2021."),
            Member("Leanne", "Whitfield", "F", "aunt_uncle", "Auntie Leanne", aged(28.1), home=False,
                   responsible=False, note="Rings at weekends. Asked to be told if the children need a home."),
            Member("Alan", "Whitfield", "M", "grandparent", "Grandad", aged(68.0), home=False,
                   died_on=then(2018, 5, 11), responsible=False, note="Died before Ruby was born."),
        ]  # fmt: skip

    def whitfield_spells(self) -> list[Spell]:
        quick = {"screened": 0, "decided": 0, "started": 0, "seen": 1, "strategy": 0,
                 "enquired": 2, "conference": 2, "authorised": 47, "core": 8, "first_visit": 5}  # fmt: skip
        now = Aim("protection", "conference", 34, goes_on=True, gaps=quick,
                  last={"visit": 10, "core_groups": 38})  # fmt: skip
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
            surname="Rowe", heritage="british", need="acute_stress", quality=GOOD, kids=[baby],
            members=[Member("Shanice", "Rowe", born_on=self.aged(19.4), part="mother", phone="by text"),
                     Member("Connor", "Peel", "M", "father", "Dad", self.aged(20.1), responsible=False)],
            spells=[self.spell(aim, "acute_stress", source="3F")], worker=AMIRA, team=ST2,
        )  # fmt: skip

    def francis(self) -> Family:
        """Restricted: a relative works for the council. Not Amira's to know of."""
        freddie = Kid("Freddie", "Francis", "F", self.aged(15.4))
        freddie.facts |= {"gender": "Boy", "pronouns": "he / him", "former": "Francesca"}
        freya = Kid("Freya", "Francis", "F", self.aged(11.2))
        aim = Aim("need", "first_meeting", 62, goes_on=True, last={"visit": 7})
        return Family(
            surname="Francis", heritage="mixed", need="mental_health", quality=GOOD,
            kids=[freddie, freya], ethnicity="MWBC", restricted=True,
            members=[Member("Lorraine", "Francis", born_on=self.aged(44), part="mother")],
            spells=[self.spell(aim, "mental_health")], worker="nicola.sharp", team=ST2,
        )  # fmt: skip

    def single(self, given, surname, sex, age, need, aim, adults, facts) -> Family:
        kid = Kid(given, surname, sex, self.aged(age), own=facts.get("own", ""))
        kid.facts |= facts.get("child", {})
        members = [Member(*one) for one in adults]
        spell = self.spell(aim, need, facts.get("quality", GOOD), **facts.get("spell", {}))
        return Family(
            surname=surname, need=need, quality=spell.quality, kids=[kid], members=members,
            spells=[spell], heritage=facts.get("heritage", "british"), team=facts.get("team", ST2),
            worker=facts.get("worker", ""), **facts.get("family", {}),
        )  # fmt: skip

    def several(self, surname, need, aim, kids, facts) -> Family:
        family = self.inventor.household(need, facts.get("quality", GOOD))
        family.surname, family.heritage = surname, facts.get("heritage", family.heritage)
        family.team, family.worker = facts.get("team", ""), facts.get("worker", "")
        family.members = [Member(*one) for one in facts["adults"]]
        for name, value in facts.get("family", {}).items():
            setattr(family, name, value)
        family.kids = [Kid(given, surname, sex, self.aged(age)) for given, sex, age in kids]
        family.spells = [self.spell(aim, need, family.quality, **facts.get("spell", {}))]
        return family


def _mum(given, surname):
    return (given, surname, "F", "mother", "Mum")


def _dad(given, surname, home=True):
    return (given, surname, "M", "father", "Dad", None, None, home)


def _missing(kind, **child):
    return {"child": {"missing": kind} | child}


NEED_ON = Aim("need", "first_meeting", 70, goes_on=True)
SINGLES = [
    ("Mason", "Tierney", "M", 15.4, "exploitation",
     Aim("need", "first_meeting", 88, goes_on=True, last={"visit": 6}),
     [("Lisa", "Tierney", "F", "mother", "Mum", None, None, False)],
     {"own": "mason", "worker": AMIRA,
      "child": {"missing": "mason", "home": "Birch Lane, 2 Thornfield Road", "care": True},
      "family": {"alerts": ["Risk of exploitation: high"]}}),
    ("Ella", "Dhillon", "F", 12.3, "mental_health",
     Aim("need", "first_meeting", 118, goes_on=True, last={"visit": 22, "need_meetings": 40}),
     [("Raj", "Dhillon", "M", "father", "Dad"), ("Meena", "Dhillon", "F", "aunt_uncle", "Auntie Meena", None, None, False, False)],
     {"own": "ella", "worker": AMIRA, "heritage": "indian", "quality": MIXED,
      "child": {"plan": "returned", "audit": True},
      "family": {"ethnicity": "AIND", "language": "English, Punjabi", "faith": "Sikh"}}),
    ("Corey", "Nash", "M", 9.2, "neglect", Aim("need", "first_meeting", 45, goes_on=True, last={"visit": 4}),
     [_mum("Tanya", "Nash"), _dad("Lee", "Nash", False)], {"own": "corey", "worker": AMIRA}),
    ("Tyler", "Boyce", "M", 16.5, "exploitation",
     Aim("protection", "received", 38, gaps={"screened": 0, "decided": 0, "started": 1, "strategy": 36, "authorised": 41}),
     [_mum("Michelle", "Boyce")], {"own": "tyler", "worker": AMIRA, "spell": {"source": "6"},
      "child": {"assessment": "submitted", "school": "Harbour Academy"}}),
    ("Ayaan", "Mirza", "M", 5.6, "domestic_abuse",
     Aim("enquired_out", "enquired", 5, gaps={"enquired": 8, "strategy": 1, "authorised": 40}),
     [_mum("Sadia", "Mirza"), _dad("Usman", "Mirza")],
     {"worker": AMIRA, "heritage": "pakistani", "child": {"not_told": True},
      "family": {"ethnicity": "APKN", "language": "Urdu, English", "faith": "Muslim"}}),
    ("Aisha", "Rahman", "F", 10.8, "acute_stress",
     Aim("need", "first_meeting", 95, goes_on=True, last={"visit": 8, "need_meetings": 17}),
     [_mum("Shirin", "Rahman")], {"worker": AMIRA, "heritage": "bangladeshi",
      "family": {"ethnicity": "ABAN", "language": "Sylheti, English", "faith": "Muslim"}}),
    ("Callum", "Reay", "M", 8.4, "neglect",
     Aim("protection", "conference", 1, goes_on=True, gaps={"screened": 0, "decided": 0, "strategy": 0, "conference": 6, "core": 7}),
     [_mum("Gail", "Reay")], {"spell": {"source": "5C"}, "family": {"unallocated": True}}),
    ("Jodie", "Marr", "F", 13.6, "mental_health", Aim("assessed_out", "received", 46, gaps={"authorised": 50, "seen": 3}),
     [_mum("Andrea", "Marr")], {"quality": "poor", "worker": "ben.calloway"}),
    ("Lacey", "Brandon", "F", 14.2, "exploitation", NEED_ON, [_mum("Dawn", "Brandon")],
     _missing("now_high", home="Fern House, 20 Gorse Hill", care=True)),
    ("Jayden", "Foss", "M", 16.3, "acute_stress", NEED_ON, [_mum("Karen", "Foss")], _missing("now_first")),
    ("Rhys", "Tunney", "M", 17.2, "exploitation", NEED_ON,
     [("Brenda", "Tunney", "F", "grandparent", "Nan")], _missing("declined_late", care=True)),
    ("Demi", "Rusk", "F", 13.1, "exploitation", NEED_ON, [_mum("Carly", "Rusk")],
     _missing("accepted", team_worker="gareth.pugh")),
    ("Kai", "Osman", "M", 15.0, "exploitation", NEED_ON, [_mum("Hodan", "Osman")],
     _missing("trying", home="Birch Lane, 2 Thornfield Road", care=True)),
    ("Poppy", "Leitch", "F", 14.7, "acute_stress", NEED_ON, [_mum("Jan", "Leitch"), _dad("Rob", "Leitch")],
     _missing("not_offered")),
    ("Kayleigh-Ann", "Postlethwaite", "F", 17.967, "exploitation", NEED_ON, [_mum("Mandy", "Postlethwaite")],
     {"team": "Safeguarding team 1"}),
    ("Oluwadamilola Temiloluwa", "Adeyinka-Fitzwilliam-Featherstonehaugh", "F", 7.5, "domestic_abuse",
     Aim("protection", "conference", 75, goes_on=True), [_mum("Folake", "Adeyinka")],
     {"heritage": "african", "team": "Safeguarding team 1",
      "family": {"ethnicity": "BAFR", "language": "English, Yoruba", "faith": "Pentecostal Christian"}}),
    ("Zoë", "Müller-Ó Briain", "F", 8.8, "disability", NEED_ON, [_mum("Siobhán", "Ó Briain")],
     {"team": "Disabled children", "family": {"language": "English, German, Irish", "ethnicity": "WOTH"}}),
    ("Beau", "Hartnell", "M", 6.1, "domestic_abuse", NEED_ON, [_mum("Jess", "Hartnell")],
     {"worker": AMIRA, "family": {"restricted": True}}),
]  # fmt: skip
SEVERAL = [
    ("Okafor", "acute_stress", Aim("need", "received", 48, gaps={"authorised": 53}),
     [("Adaeze", "F", 12.1), ("Chidi", "M", 9.4), ("Nneka", "F", 6.0)],
     {"adults": [_mum("Ngozi", "Okafor"), _dad("Emeka", "Okafor")], "heritage": "african", "team": ST2,
      "worker": "fola.adeyemi", "quality": MIXED, "spell": {"source": "4"},
      "family": {"ethnicity": "BAFR", "language": "Igbo, English", "faith": "Roman Catholic"}}),
    ("Maughan", "neglect", Aim("protection", "conference", 110, goes_on=True),
     [("Bridget", "F", 14.6), ("Paddy", "M", 13.1), ("Margaret", "F", 11.3), ("Miley", "M", 9.0),
      ("Kathleen", "F", 6.8), ("Johnny", "M", 4.9), ("Winnie", "F", 2.9)],
     {"adults": [_mum("Ann", "Maughan"), _dad("Martin", "Maughan")], "heritage": "roma",
      "team": "Safeguarding team 1", "quality": MIXED,
      "family": {"ethnicity": "WIRT", "language": "English, Shelta", "faith": "Roman Catholic"}}),
]  # fmt: skip
