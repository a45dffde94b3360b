"""Filling a template: a language with ``if``, ``for`` and the fields of its source, nothing else.

A template is written by people, so it is never trusted: no tag that includes, loads or debugs, no
filter that reaches outside, no attribute or method of anything. Data is plain text, days, lists
and dictionaries, and a name that is not among the fields is refused when the template is saved.
"""

import difflib
from datetime import date
from typing import ClassVar, cast

from django.core.exceptions import ValidationError
from django.template import Context, Engine, Library, TemplateSyntaxError
from django.template.base import TextNode, Variable, VariableDoesNotExist, VariableNode
from django.template.defaulttags import ForNode, IfNode, do_for, do_if
from django.template.smartif import Literal

from casework.interface import words

DEEPEST = 2
LONGEST = 100_000
MARKS = Library()
MARKS.tag("if", do_if)
MARKS.tag("for", do_for)


@MARKS.filter
def day(when):
    """23 November 2026."""
    return words.full_day(when) if isinstance(when, date) else when or ""


@MARKS.filter
def possessive(name):
    return words.possessive(name)


@MARKS.filter
def listed(things):
    """Kirsty, Dean and Maureen."""
    return words.listed(things) if isinstance(things, list) else things


@MARKS.filter
def capital(text):
    return words.capital(str(text))


class PlainEngine(Engine):
    """Without Django's own tags and filters, and with no template it could load."""

    default_builtins: ClassVar[list[str]] = []

    def get_template_builtins(self, builtins):
        return [MARKS]


ENGINE = PlainEngine(loaders=[], autoescape=False, string_if_invalid="")


class Field(Variable):
    """Reads dictionaries alone: never an attribute, never a call."""

    def _resolve_lookup(self, context):
        held = context
        for part in self.lookups:
            held = step(held, part)
        return held


def step(holder, part: str):
    if isinstance(holder, Context | dict):
        try:
            return holder[part]
        except KeyError as missing:
            raise VariableDoesNotExist("No field called %s", (part,)) from missing
    raise VariableDoesNotExist("No field called %s", (part,))


NOT_FINISHED = "Something between { and } is not finished: look at each of them"


def parsed(body: str):
    try:
        template = ENGINE.from_string(body)
    except TemplateSyntaxError as wrong:
        raise ValidationError(plain(wrong)) from wrong
    for text in template.nodelist.get_nodes_by_type(TextNode):
        if any(sign in cast(TextNode, text).s for sign in ("{{", "}}", "{%", "%}")):
            raise ValidationError(NOT_FINISHED)
    for expression in expressions(template.nodelist):
        if isinstance(expression.var, Variable):
            expression.var = Field(expression.var.var)
    return template


def plain(wrong: TemplateSyntaxError) -> str:
    message = str(wrong)
    if "Invalid filter" in message:
        return "After | a field may have: day, possessive, listed or capital"
    if "Invalid block tag" in message:
        return "Between {% and %} a template may have: if, elif, else, endif, for, empty and endfor"
    if "Unclosed tag" in message:
        return "An if needs an endif, and a for needs an endfor"
    return NOT_FINISHED


def merged(body: str, facts: dict) -> str:
    text = parsed(body).render(Context(facts, autoescape=False))
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()[:LONGEST]


def check(body: str, fields: dict) -> None:
    """Every name in the template stands among the fields, or it is said which does not."""
    wrong = sorted(set(unknown(parsed(body).nodelist, fields, 0)))
    if wrong:
        raise ValidationError([no_such(name, fields) for name in wrong])


def unknown(nodes, fields: dict, depth: int):
    for node in nodes:
        if isinstance(node, ForNode):
            yield from unknown_in_loop(node, fields, depth + 1)
        elif isinstance(node, IfNode):
            for condition, inner in node.conditions_nodelists:
                yield from missing(in_condition(condition), fields)
                yield from unknown(inner, fields, depth)
        elif isinstance(node, VariableNode):
            yield from missing([node.filter_expression], fields)


def unknown_in_loop(node, fields, depth):
    if depth > DEEPEST:
        raise ValidationError(f"A for may stand inside one other, no deeper than {DEEPEST}")
    wrong = list(missing([node.sequence], fields))
    yield from wrong
    if not wrong:
        items = value(node.sequence, fields)
        if not isinstance(items, list):
            yield f"{node.sequence.var} (not a list)"
            return
        inner = {**fields, "forloop": LOOP, **{name: first(items) for name in node.loopvars}}
        yield from unknown(node.nodelist_loop, inner, depth)
    yield from unknown(node.nodelist_empty, fields, depth)


LOOP = {"counter": 1, "first": True, "last": True}


def first(items: list):
    return items[0] if items else ""


def missing(items, fields):
    for expression in items:
        if isinstance(expression.var, Variable) and expression.var.lookups:
            try:
                value(expression, fields)
            except VariableDoesNotExist:
                yield expression.var.var


def value(expression, fields):
    return expression.var.resolve(Context(fields))


def in_condition(condition):
    """The fields an ``if`` asks about."""
    if condition is None:
        return
    if isinstance(condition, Literal) or hasattr(condition, "value"):
        held = condition.value
        if hasattr(held, "var"):
            yield held
        return
    for side in (condition.first, condition.second):
        yield from in_condition(side)


def expressions(nodes):
    for node in nodes:
        if isinstance(node, VariableNode):
            yield node.filter_expression
        elif isinstance(node, ForNode):
            yield node.sequence
            yield from expressions(node.nodelist_loop)
            yield from expressions(node.nodelist_empty)
        elif isinstance(node, IfNode):
            for condition, inner in node.conditions_nodelists:
                yield from in_condition(condition)
                yield from expressions(inner)
        elif not isinstance(node, TextNode):
            raise ValidationError("A template may have only if and for")


def no_such(name: str, fields: dict) -> str:
    near = difflib.get_close_matches(name, [known for known, _ in named(fields)], n=1)
    hint = f". Did you mean {near[0]}?" if near else ""
    return f"There is no field called {name}{hint}"


def named(fields: dict, before: str = ""):
    """Every field as a template writes it, with what the demonstration has there."""
    for name, held in fields.items():
        if isinstance(held, dict):
            yield from named(held, f"{before}{name}.")
        else:
            yield f"{before}{name}", held
