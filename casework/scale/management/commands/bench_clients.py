"""Many people at work at once against a running site of an invented council."""

import json
import os

from django.core.management.base import BaseCommand, CommandError

from casework.children.models import Child
from casework.scale.clients import at_work
from casework.scale.sizes import COUNCIL


class Command(BaseCommand):
    help = (
        "So many people at work at once over HTTP: answers a second, and how long each waits. Only"
        " on an invented council: the visits they save stay."
    )

    def add_arguments(self, parser):
        parser.add_argument("site", help="where it runs, such as http://127.0.0.1:8000")
        parser.add_argument("--people", type=int, default=16)
        parser.add_argument("--seconds", type=float, default=60)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, site, people, seconds, **options):
        if not Child.objects.filter(authority__name__startswith=COUNCIL).exists():
            raise CommandError("This is not a council of load_scale's. Nobody went to work.")
        tally, took = at_work(site, people, seconds)
        answer = {
            "people": people,
            "answers_a_second": round(tally.answers / took, 1),
            "load": os.getloadavg()[0],
            "faults": dict(tally.faults),
            "deeds": list(tally.lines()),
        }
        self.stdout.write(json.dumps(answer, indent=1) if options["json"] else words(answer))


def words(answer: dict) -> str:
    lines = [
        f"{answer['people']} people, {answer['answers_a_second']} answers a second,"
        f" load {answer['load']:.1f}",
        "| what | answers | median ms | 95 of 100 ms | longest ms |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {deed['deed']} | {deed['answers']} | {deed['p50_ms']} | {deed['p95_ms']}"
        f" | {deed['longest_ms']} |"
        for deed in answer["deeds"]
    ]
    return "\n".join([*lines, *(f"{n} times {fault}" for fault, n in answer["faults"].items())])
