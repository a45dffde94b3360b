"""The families of the demonstration authority, before any of it is a record."""

from dataclasses import dataclass, field
from datetime import date

from casework.access.models import Team, Worker
from casework.children.models import Child, Person

BANDS = {"baby": 2, "early": 5, "primary": 11, "teen": 19}
GOOD, MIXED, POOR = "good", "mixed", "poor"


@dataclass(eq=False)
class Member:
    """Someone in a family: an adult, or a child with or without a file."""

    given: str
    surname: str
    sex: str = "F"
    part: str = "carer"  # what they are to the children
    word: str = "Mum"  # what the children call them
    born_on: date | None = None
    died_on: date | None = None
    home: bool = True
    responsible: bool = True
    note: str = ""
    phone: str = ""
    family: "Family" = field(init=False, repr=False)
    person: Person = field(init=False, repr=False)


@dataclass(eq=False)
class Kid:
    """A child with a file."""

    given: str
    surname: str
    sex: str
    born_on: date | None
    expected_on: date | None = None
    known_as: str = ""
    own: str = ""  # a bank of words of this child's own
    facts: dict = field(default_factory=dict)
    family: "Family" = field(init=False, repr=False)
    terms: dict = field(default_factory=dict)
    person: Person = field(init=False, repr=False)
    child: Child = field(init=False, repr=False)

    @property
    def name(self) -> str:
        return self.known_as or self.given

    @property
    def unborn(self) -> bool:
        return self.born_on is None

    def born_by(self, day: date) -> bool:
        return self.born_on is not None and self.born_on <= day

    def age_on(self, day: date) -> int:
        if self.born_on is None:
            return 0
        had = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (not had)

    def band_on(self, day: date) -> str:
        if not self.born_by(day):
            return "unborn"
        age = self.age_on(day)
        return next(band for band, end in BANDS.items() if age < end)


@dataclass(eq=False)
class Spell:
    """One time the family was known to us, from a contact until it closed or until today.

    A day later than today is one that is planned, or that has been left too long.
    """

    path: str
    need: str
    quality: str
    source: str = "2A"
    days: dict[str, date] = field(default_factory=dict)
    reviews: list[tuple[date, str]] = field(default_factory=list)
    core_groups: list[date] = field(default_factory=list)
    need_meetings: list[date] = field(default_factory=list)
    visits: list[tuple[date, str]] = field(default_factory=list)
    conference_decision: str = "plan"
    category: str = "NEG"
    team: Team | None = None
    kids: list[Kid] = field(default_factory=list)
    tenures: list[tuple] = field(default_factory=list)  # (worker, from, until)
    rows: dict = field(default_factory=dict)  # what each app made of it, for the later ones
    previous_plans: int = 0

    def on(self, event: str) -> date | None:
        return self.days.get(event)

    def keep(self, kid: Kid, name: str, row):
        self.rows[kid, name] = row
        return row

    def kept(self, kid: Kid, name: str):
        return self.rows.get((kid, name))

    def worker_on(self, day: date):
        """Who held the child that day; before anyone did, the first who would."""
        held = [worker for worker, start, _ in self.tenures if start <= day]
        if held:
            return held[-1]
        return self.tenures[0][0] if self.tenures else None


@dataclass(eq=False)
class Family:
    surname: str
    heritage: str
    need: str
    quality: str
    kids: list[Kid] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    address: str = ""
    postcode: str = ""
    former: tuple[str, str] | None = None
    moved_on: date | None = None
    restricted: bool = False
    alerts: list[str] = field(default_factory=list)
    worker: str = ""  # the one who must hold it, by username
    team: str = ""
    support: bool = False
    unallocated: bool = False
    language: str = "English"
    faith: str = ""
    ethnicity: str = "WBRI"
    used_texts: set[str] = field(default_factory=set)
    known: bool = False  # one of the families shown in the guide
    schools: dict = field(default_factory=dict)
    supporter: Worker | None = None
    supported: Spell | None = None

    @property
    def carer(self) -> Member:
        return self.members[0]

    @property
    def last(self) -> Spell:
        return self.spells[-1]

    def adult(self, part: str) -> Member | None:
        return next((m for m in self.members if m.part == part), None)
