"""The small changes that a careless hand might make, found in a module's tree."""

import ast
import copy
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OTHER = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
NAMES = {"filter": "exclude", "exclude": "filter", "min": "max", "max": "min"}
LOOKUPS = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}
NARROWS = {"filter", "exclude", "distinct", "order_by", "select_for_update"}
ASKS = {"filter", "exclude", "Q", "get", "When", "visible_to"}
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
LEFT_ALONE = {"__str__", "__repr__"}


@dataclass(frozen=True)
class Mutant:
    """One change: ``function`` is the name of the function whose body it is in, if it is in one."""

    module: str
    index: int
    line: int
    before: str
    after: str
    function: tuple[str, int] | None
    tree: ast.Module

    def __str__(self):
        return f"{self.module}:{self.line}: {self.before} -> {self.after}"


def mutants_of(root: Path, module: str, narrowing: frozenset[str]) -> list[Mutant]:
    """Every change of one module, always in the same order."""
    whole = ast.parse((root / module).read_text())
    found = []
    for node, function, trail in places(whole):
        for new in changes(node, narrowing):
            tree = put(whole, trail, new)
            before, after = differing(text(node), text(new))
            if before != after:
                place = (len(found), node.lineno, before, after, function, tree)
                found.append(Mutant(module, *place))
    return found


def narrowing_methods(root: Path, modules) -> frozenset[str]:
    """The names of our querysets' own methods that only narrow: they take nothing but ``self``."""
    names = set()
    for module in modules:
        for node in ast.walk(ast.parse((root / module).read_text())):
            if isinstance(node, ast.ClassDef) and node.name.endswith("QuerySet"):
                names |= {
                    one.name
                    for one in node.body
                    if isinstance(one, FUNCTIONS) and not one.name.startswith("with_")
                }
    return frozenset(names | NARROWS)


def places(node, function=None, scope="", trail=()) -> Iterator:
    """Every node, with the function whose body it is in and the way to it from the top."""
    for field, value in ast.iter_fields(node):
        for number, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or is_words(node, field, child):
                continue
            step = (*trail, (field, number if isinstance(value, list) else None))
            inner, name = function, scope
            if function is None and isinstance(node, FUNCTIONS) and field == "body":
                inner = (scope, first_line(node))
            if function is None and isinstance(child, FUNCTIONS | ast.ClassDef):
                name = f"{scope}.{child.name}" if scope else child.name
            if hasattr(child, "lineno"):
                yield child, inner, step
            yield from places(child, inner, name, step)


def first_line(node) -> int:
    """As Python counts it: from the first decorator."""
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


def is_words(node, field, child) -> bool:
    """A docstring, an annotation, what a record is called: no rule."""
    if field in ("annotation", "returns", "type_params") or isinstance(child, ast.JoinedStr):
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True
    return isinstance(child, FUNCTIONS) and child.name in LEFT_ALONE


def put(whole, trail, new) -> ast.Module:
    """A copy of the whole module with one node changed. Only the way to it is copied."""
    top = parent = copy.copy(whole)
    for position, (field, number) in enumerate(trail):
        value = getattr(parent, field)
        old = value if number is None else value[number]
        child = new if position == len(trail) - 1 else copy.copy(old)
        if number is None:
            setattr(parent, field, child)
        else:
            setattr(parent, field, [*value[:number], child, *value[number + 1 :]])
        parent = child
    return top


def text(node) -> str:
    return " ".join(ast.unparse(node).split())


def differing(before: str, after: str, around=60) -> tuple[str, str]:
    """Where two long texts differ, and a little of what stands around it."""
    start = len(os.path.commonprefix([before, after]))
    end = len(os.path.commonprefix([before[start:][::-1], after[start:][::-1]]))
    first = max(0, start - around)
    return tuple(
        ("…" if first else "")
        + one[first : len(one) - max(0, end - around)]
        + ("…" if end > around else "")
        for one in (before, after)
    )


def like(node, **different):
    new = copy.copy(node)
    for field, value in different.items():
        setattr(new, field, value)
    return new


def changes(node, narrowing) -> Iterator[ast.AST]:
    """What each kind of node might be written as instead."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in OTHER:
            yield like(node, ops=[OTHER[type(operator)]()])
        case ast.BoolOp():
            yield like(node, op=OTHER[type(node.op)]())
        case ast.BinOp() if type(node.op) in OTHER and not speaks(node):
            yield like(node, op=OTHER[type(node.op)]())
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield node.operand
        case ast.IfExp():
            yield like(node, body=node.orelse, orelse=node.body)
        case ast.Call():
            yield from changed_calls(node, narrowing)
        case ast.Constant():
            yield from changed_constants(node)
        case ast.stmt():
            yield from changed_statements(node)


def speaks(node: ast.BinOp) -> bool:
    """Words put together, which cannot be subtracted."""
    words = (node.left, node.right)
    return any(
        isinstance(one, ast.JoinedStr | ast.List | ast.Tuple | ast.Dict)
        or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in words
    )


def changed_calls(node: ast.Call, narrowing) -> Iterator[ast.AST]:
    method = node.func.attr if isinstance(node.func, ast.Attribute) else None
    name = method or (node.func.id if isinstance(node.func, ast.Name) else None)
    if method in narrowing and not (isinstance(node.func.value, ast.Call) and is_super(node)):
        yield node.func.value
    if name in NAMES and method:
        yield like(node, func=like(node.func, attr=NAMES[name]))
    elif name in NAMES:
        yield like(node, func=like(node.func, id=NAMES[name]))
    if name == "order_by":
        yield from (like(node, args=turned) for turned in turned_round(node.args))
    if name in ASKS:
        yield from changed_questions(node)


def is_super(node: ast.Call) -> bool:
    inner = node.func.value.func
    return isinstance(inner, ast.Name) and inner.id == "super"


def turned_round(fields) -> Iterator[list]:
    """The last first: of each field by which rows are put in order."""
    for number, field in enumerate(fields):
        if isinstance(field, ast.Constant) and isinstance(field.value, str):
            name = field.value
            other = name[1:] if name.startswith("-") else f"-{name}"
            yield [*fields[:number], like(field, value=other), *fields[number + 1 :]]


def changed_questions(node: ast.Call) -> Iterator[ast.AST]:
    """One part of a question left out, or its boundary moved."""
    given = node.keywords
    for number, keyword in enumerate(given):
        if len(given) + len(node.args) > 1:
            yield like(node, keywords=given[:number] + given[number + 1 :])
        field, _, lookup = (keyword.arg or "").rpartition("__")
        if lookup in LOOKUPS:
            moved = like(keyword, arg=f"{field}__{LOOKUPS[lookup]}")
            yield like(node, keywords=[*given[:number], moved, *given[number + 1 :]])
    for number in range(len(node.args) if len(given) + len(node.args) > 1 else 0):
        yield like(node, args=node.args[:number] + node.args[number + 1 :])


def changed_constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield like(node, value=not node.value)
    elif isinstance(node.value, int):
        yield like(node, value=node.value + 1)
        if node.value > 0:
            yield like(node, value=node.value - 1)


def changed_statements(node: ast.stmt) -> Iterator[ast.AST]:
    nothing = ast.copy_location(ast.Pass(), node)
    match node:
        case ast.Return(value=value) if value and not is_none(value):
            yield like(node, value=ast.copy_location(ast.Constant(None), node))
        case ast.Expr(value=ast.Call()):
            yield nothing
        case ast.If(body=[ast.Raise() | ast.Return() | ast.Continue()], orelse=[]):
            yield nothing
        case ast.Assign(targets=[ast.Name(id="permission" | "ordering")]):
            yield like(node, value=ast.copy_location(ast.Constant(None), node))


def is_none(value) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
