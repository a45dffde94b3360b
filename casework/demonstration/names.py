"""Invented people and places, and numbers that belong to no one.

NHS numbers are from the 999 range kept for tests; unique pupil numbers have right check letters;
postcodes are in an area that does not exist.
"""

import tomllib
from itertools import count
from pathlib import Path
from random import Random

from casework.children.models import CHECK_LETTERS

NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
PLACES = NAMES.pop("places")


def heritage(chance: Random) -> str:
    return chance.choices(list(NAMES), [kind["weight"] for kind in NAMES.values()])[0]


def given(chance: Random, kind: str, sex: str, taken: set[str], *, adult: bool = False) -> str:
    bank = NAMES[kind][
        {("F", False): "girls", ("M", False): "boys", ("F", True): "women", ("M", True): "men"}[
            sex, adult
        ]
    ]
    name = chance.choice([name for name in bank if name not in taken] or bank)
    taken.add(name)
    return name


def place(chance: Random, kind: str) -> str:
    return chance.choice(PLACES[kind])


class Addresses:
    """Homes in the streets of a town that is on no map."""

    def __init__(self, chance: Random):
        self.chance, self.houses = chance, count(1)

    def home(self) -> tuple[str, str]:
        n = next(self.houses)
        street = place(self.chance, "streets")
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        code = f"NM{1 + n % 9} {1 + n // 9 % 9}{letters[n % 20]}{letters[n * 7 % 19]}"
        number = "" if "flat" in street else f"{self.chance.randint(1, 140)} "
        return number + street, code


class Numbers:
    def __init__(self):
        self.pupils, self.patients = count(1001), count(42)

    def upn(self) -> str:
        """Thirteen characters: a check letter, then council, school, year and pupil."""
        digits = f"9994{next(self.pupils):08d}"[:12].zfill(12)
        total = sum(int(d) * place for place, d in enumerate(digits, start=2))
        return CHECK_LETTERS[total % 23] + digits

    def nhs(self) -> str:
        """Ten digits from the test range, the last of them the check digit."""
        while True:
            digits = f"999{next(self.patients):06d}"
            check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11
            if check != 10:
                return digits + str(check % 11)
