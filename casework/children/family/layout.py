"""Where everyone stands in the drawing of a family: three generations, couples side by side.

Rows never grow wider than ``MOST`` people, so that thirty brothers and sisters stay legible on
paper. A couple who stand side by side are joined by a line; others by a line over the heads of
those between. Children hang beneath their parents' line, in as many rows as they need.
"""

from casework.children.family.network import Couple, Network, birth

CELL, HALF, ROW, MARGIN, MOST = 140, 22, 128, 20, 8
TOP, LEVEL, BETWEEN, BUS, WRAP = 46, 12, 44, 84, 24
WIDEST, ROOM = 184, 900


class Places:
    """Where each person stands, row by row from the top."""

    def __init__(self, network: Network):
        self.network = network
        self.at: dict[int, tuple[float, float]] = {}
        self.now = {member.pk for member in network.now}
        self.couples = [couple for couple in network.couples if self.now.issuperset(couple.parents)]
        self.grown = self.in_line()
        self.aunts = self.beside_them()
        self.elders = self.above()
        self.blocks = self.of_children()
        self.columns = max(
            len(self.grown) + len(self.aunts),
            sum(wide for _, wide in self.blocks),
            len(self.elders),
            min(3, len(self.now)),
            1,
        )
        self.cell = max(CELL, min(WIDEST, ROOM / self.columns))
        self.width = self.columns * self.cell + 2 * MARGIN
        self.others_at: float | None = None
        self.height = self.stand()

    # In which order

    def in_line(self) -> list[int]:
        """Parents and their partners: who has had most partners in the middle, each beside them."""
        beside: dict[int, list[int]] = {}
        for couple in self.couples:
            for pk in couple.parents:
                others = [other for other in couple.parents if other != pk]
                beside.setdefault(pk, []).extend(others)
        line: list[int] = []
        for pk in sorted(beside, key=lambda pk: -len(beside[pk])):
            if pk not in line:
                line += self.around(pk, beside, line)
        return line

    def around(self, hub: int, beside: dict[int, list[int]], taken: list[int]) -> list[int]:
        """The first partner at the left, the next at the right, and so on outwards."""
        left: list[int] = []
        right: list[int] = []
        seen = {hub, *taken}
        waiting = [(pk, at % 2 == 0) for at, pk in enumerate(dict.fromkeys(beside[hub]))]
        while waiting:
            pk, to_left = waiting.pop(0)
            if pk in seen:
                continue
            seen.add(pk)
            (left if to_left else right).append(pk)
            waiting += [(other, to_left) for other in beside[pk]]
        return [*reversed(left), hub, *right]

    def beside_them(self) -> list[int]:
        """Brothers and sisters of the parents whose own parents are drawn, while there is room."""
        drawn = {tuple(self.network.elders[pk]) for pk in self.grown if pk in self.network.elders}
        aunts = [
            pk
            for pk, elders in self.network.elders.items()
            if pk in self.now and pk not in self.grown and tuple(elders) in drawn
        ]
        return aunts[: max(0, MOST - len(self.grown))]

    def above(self) -> list[int]:
        elders = [
            elder
            for pk in self.grown
            for elder in self.network.elders.get(pk, [])
            if elder in self.now and elder not in self.grown
        ]
        return list(dict.fromkeys(elders))

    def of_children(self) -> list[tuple[Couple, int]]:
        """Each couple's children, in the order of the couples, and how many stand side by side."""
        line = {pk: at for at, pk in enumerate(self.grown)}
        couples = [c for c in self.couples if self.children(c)]
        couples.sort(key=lambda c: sum(line[pk] for pk in c.parents) / len(c.parents))
        total = sum(len(self.children(c)) for c in couples)
        if total <= MOST:
            return [(c, len(self.children(c))) for c in couples]
        return [(c, max(1, MOST * len(self.children(c)) // total)) for c in couples]

    def children(self, couple: Couple) -> list[int]:
        return [pk for pk in couple.children if pk in self.now]

    # Where

    def stand(self) -> float:
        y = TOP
        if self.elders:
            self.grown_y = y + ROW + BETWEEN
        else:
            self.grown_y = y + LEVEL * self.overhead()
        self.row([*self.grown, *self.aunts], self.grown_y)
        self.row_above(y)
        y = self.grown_y if self.grown else TOP - ROW
        below = self.stand_children(y + ROW + BETWEEN + LEVEL * len(self.blocks))
        return self.stand_others(below)

    def overhead(self) -> int:
        """Lines that must pass over someone's head."""
        line = {pk: at for at, pk in enumerate(self.grown)}
        return sum(
            abs(line[c.parents[0]] - line[c.parents[1]]) > 1
            for c in self.couples
            if len(c.parents) == 2
        )

    def row(self, pks: list[int], y: float, left: float | None = None) -> None:
        if left is None:
            left = (self.width - len(pks) * self.cell) / 2
        for at, pk in enumerate(pks):
            self.at[pk] = (left + self.cell * (at + 0.5), y)

    def row_above(self, y: float) -> None:
        """Each above the parent they belong to, pushed along only as far as they must."""
        wanted = []
        for pk in self.grown:
            elders = [elder for elder in self.network.elders.get(pk, []) if elder in self.elders]
            for at, elder in enumerate(elders):
                wanted.append((self.at[pk][0] + self.cell * (at - (len(elders) - 1) / 2), elder))
        last = MARGIN - self.cell / 2
        placed = {}
        for x, elder in sorted(wanted):
            if elder not in placed:
                last = max(last + self.cell, x)
                placed[elder] = last
        over = max(0, last + self.cell / 2 + MARGIN - self.width)
        for elder, x in placed.items():
            self.at[elder] = (max(MARGIN + self.cell / 2, x - over), y)

    def stand_children(self, y: float) -> float:
        left = (self.width - self.cell * sum(wide for _, wide in self.blocks)) / 2
        lowest = y - BETWEEN if not self.blocks else y
        for couple, wide in self.blocks:
            pks = self.children(couple)
            for at in range(0, len(pks), wide):
                row_y = y + (ROW + WRAP) * (at // wide)
                self.row(pks[at : at + wide], row_y, left)
                lowest = max(lowest, row_y + ROW)
            left += self.cell * wide
        return lowest

    def stand_others(self, y: float) -> float:
        """Whoever no line leads to, in rows of their own."""
        left_over = [member for member in self.network.now if member.pk not in self.at]
        left_over.sort(key=lambda member: (not member.focus, birth(member)))
        if not left_over:
            return y
        wide = min(max(self.columns, 3), MOST)
        if self.at:
            self.others_at = y + 24
            y += 24 + 44
        for at in range(0, len(left_over), wide):
            pks = [member.pk for member in left_over[at : at + wide]]
            self.row(pks, y, MARGIN)
            y += ROW
        return y
