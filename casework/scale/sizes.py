"""How large a council is: three sizes that were measured, and what lies between.

S is a council like South Tyneside (1,367 children in need at a year's end, 2015/16), L one like
Kent or Birmingham, E the 153 authorities of England (DfE, *Characteristics of children in need*,
2024). Ten years of work; about one child in seven is worked with today.
"""

from dataclasses import dataclass

COUNCIL = "Lowmoor Council"
"""What every invented council's name begins with."""


@dataclass(frozen=True, kw_only=True)
class Size:
    children: int
    authorities: int = 1

    def shares(self) -> list[int]:
        """How many children each authority knows: the largest some twenty times the smallest."""
        weights = [1 / (number + 8) for number in range(self.authorities)]
        whole = sum(weights)
        shares = [max(1, round(self.children * weight / whole)) for weight in weights]
        shares[0] += self.children - sum(shares)
        return shares


SIZES = {
    "S": Size(children=9_000),
    "L": Size(children=90_000),
    "E": Size(children=2_800_000, authorities=153),
}


def teams(children: int) -> int:
    return max(3, round(children / 1000))
