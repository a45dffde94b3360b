"""One child's element turned into rows, and all that was wrong with it."""

from collections import defaultdict

from casework.returns.items import LEFT_OUT, before, words
from casework.returns.places import place_of
from casework.returns.reading import IDENTITY
from casework.returns.registry import Module, registry
from casework.returns.rows import MOST_SHOWN, Refusal, Row

UNKNOWN = "Casework does not read this part of a census: it was left out"
STRAY = "These words stand outside any element: they were left out"
EMPTY = "It is empty"
MISSING = "It is missing"


class CensusChild:
    """What a file tells of one child: rows by module, and refusals in the order of the file."""

    def __init__(self, element, ordinal: int):
        self.local_id = (element.findtext(IDENTITY) or "").strip()
        self.ordinal, self.line = ordinal, element.sourceline or 0
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self._position = {part: number for number, part in enumerate(element.iter())}
        self._refusals: dict[tuple, Refusal] = {}  # each fault of each element, said once
        self._walk(element, "", {})

    @property
    def refusals(self) -> list[Refusal]:
        return [self._refusals[key] for key in sorted(self._refusals, key=lambda key: key[0])]

    @property
    def child(self) -> Row:
        return self.rows["children"][0]

    def tell(
        self, element, reason: str, *, name: str = "", value: str | None = None, taken=False
    ) -> None:
        text = words(element) if value is None and not name else value or ""
        refusal = Refusal(
            ordinal=self.ordinal,
            child=self.local_id[:MOST_SHOWN],
            record=place_of(element),
            element=(name or element.tag).rpartition("/")[2],
            value=text[:MOST_SHOWN],
            reason=reason,
            line=element.sourceline or 0,
            taken=taken,
        )
        self._refusals.setdefault((self._position[element], refusal.element, text, reason), refusal)

    def _walk(self, element, path: str, above: dict[str, Row]) -> None:
        here = dict(above)
        for module in registry.shape.modules[path]:
            here[module.name] = self._row(module, element, here)
        if path not in registry.shape.leaves:
            self._look_for_stray(element, path)
        for part in element:
            inner = f"{path}/{part.tag}".lstrip("/")
            if inner in registry.shape.modules:
                self._walk(part, inner, here)
            else:
                self.tell(part, UNKNOWN)

    def _look_for_stray(self, element, path: str) -> None:
        """Words between elements, and an element that should hold others and holds none."""
        for part, text in [(element, element.text), *((inner, inner.tail) for inner in element)]:
            if text and text.strip():
                self.tell(part, STRAY, name=element.tag, value=text.strip())
        if len(element) == 0 and not words(element) and not registry.shape.modules[path]:
            self.tell(element, EMPTY)

    def _row(self, module: Module, element, above: dict[str, Row]) -> Row:
        row = Row(
            module=module,
            element=element,
            ordinal=self.ordinal,
            place=place_of(element),
            above=above.copy(),
            beside=self.rows,
            tell=self.tell,
        )
        for tag, item in module.items.items():
            self._read(row, tag, item)
        for upper in row.above.values():
            upper.below.append(row)
        self.rows[module.name].append(row)
        return row

    def _read(self, row: Row, tag: str, item) -> None:
        elements = [row.element] if tag == "." else row.element.findall(tag)
        value = item.take(elements, self.tell)
        if item.required and not elements:
            row.note(tag, MISSING)
        if value is not LEFT_OUT:
            row.values[tag] = value
            if wrong := item.wrong_with(value, row.values):
                row.note(tag, wrong)
                value = LEFT_OUT
        bad = value is LEFT_OUT or (item.required and value == item.blank)
        row.refused = row.refused or (item.refuses and bad)
        erases = value in (item.blank, []) and row.module.keeps
        if item.field and value is not LEFT_OUT and not erases:
            row.facts[item.field] = value

    def settle(self) -> None:
        """Once the whole child is read: which rows make records, and what follows from them."""
        for module in registry:
            self.rows[module.name] = [row for row in self.rows[module.name] if module.exists(row)]
            for row in self.rows[module.name]:
                _settle(row)
        for row in self.all_rows():
            row.element = None
        self._position = {}

    def all_rows(self):
        return (row for rows in self.rows.values() for row in rows)


def _settle(row: Row) -> None:
    if row.refused:
        return
    if upper := row.hangs_on_refused:
        row.refuse(".", f"It hangs on {upper.name}, which was left out")
        return
    if _is_in_order(row):
        row.facts.update(row.module.adds(row))


def _is_in_order(row: Row) -> bool:
    """Whether a row starts no earlier than what it hangs on; one that does is refused."""
    uppers = [row.above[name] for name in row.module.after if name in row.above]
    for upper in uppers:
        (tag, name), (first_tag, first_name) = row.module.day(), upper.module.day()
        first = upper.facts[first_name]
        if row.facts[name] < first:
            row.refuse(tag, before(first_tag, first))
            return False
    return True
