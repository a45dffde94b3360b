"""How long the help while writing takes: of one section, and of a page with twelve of them."""

from collections.abc import Callable, Iterator
from random import Random
from time import process_time

from django.core.management.base import BaseCommand

from assessments.writing.prompts import KIND, beside
from assessments.writing.questions import COLUMNS
from casework.interface.words import counted
from casework.writing.checks.engine import KINDS, check
from casework.writing.classifier.texts import labelled
from casework.writing.prompts.passages import made_of_text
from casework.writing.prompts.prompts import thoughts

SECTIONS = (*COLUMNS, "added one", "added two", "added three")
"""Twelve: those every assessment has, and three that a council adds."""


class Command(BaseCommand):
    help = (
        "Milliseconds that the help while writing takes of the processor: half of the times, and"
        " ninety-five in a hundred of them, are no longer"
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--words", type=int, default=200, help="in a section")
        parser.add_argument("--times", type=int, default=100)

    def handle(self, *, words, times, **options):
        chance = Random(0)
        texts = sections_of(words, chance)
        pages = [[next(texts) for _ in SECTIONS] for _ in range(times)]
        length = counted(words, "words")
        self.stdout.write(f"An assessment of {len(SECTIONS)} sections, {length} each")
        self.line("one section, while it is written", [page[3:4] for page in pages], ask_of_risk)
        self.line("the whole page, as it is opened", pages, open_page)
        self.line("the whole page, all it makes of it", pages, read_all)
        self.stdout.write("One text, as people write it")
        for kind in KINDS:
            rows = [[row.text] for row in labelled() if row.kind == kind][:times]
            self.line(kind, rows, lambda page, kind=kind: check(kind, page[0]))

    def line(self, title: str, pages: list[list[str]], reads: Callable) -> None:
        reads(pages[0])  # the models and patterns are made once
        taken = sorted(milliseconds(reads, page) for page in pages)
        half, most = taken[len(taken) // 2], taken[int(0.95 * (len(taken) - 1))]
        self.stdout.write(f"  {title:36} p50 {half:6.1f}   p95 {most:6.1f}")


def milliseconds(reads: Callable, page: list[str]) -> float:
    began = process_time()
    reads(page)
    return 1000 * (process_time() - began)


def sections_of(words: int, chance: Random) -> Iterator[str]:
    """Runs of so many words, out of the labelled texts of assessments."""
    every = " ".join(row.text for row in labelled() if row.kind == KIND).split()
    while True:
        start = chance.randrange(len(every) - words)
        yield " ".join(every[start : start + words])


def ask_of_risk(page: list[str]) -> None:
    """The section that is asked for what it is about however long it is."""
    thoughts("", beside("risk"), page[0])


def open_page(page: list[str]) -> None:
    for key, text in zip(SECTIONS, page, strict=True):
        thoughts("", beside(key), text)


def read_all(page: list[str]) -> None:
    for key, text in zip(SECTIONS, page, strict=True):
        list(made_of_text(KIND, text, beside(key).only))
