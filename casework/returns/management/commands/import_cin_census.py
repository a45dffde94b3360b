"""Bring in a published children in need census file."""

import json

from django.core.management.base import BaseCommand, CommandError

from casework.returns.census import Report, import_census
from casework.returns.reading import UnreadableFile


class Command(BaseCommand):
    help = (
        "Bring in a children in need census (XML). Bringing the same file in again changes nothing;"
        " a corrected one puts right what differs."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--authority", default="", metavar="NAME",
            help="the council it is from; by default the one with the file's LA code",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="report as JSON and nothing else")

    def handle(self, *, file, authority, **options):
        try:
            with open(file, "rb") as source:
                report = import_census(source, authority=authority)
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}") from None
        except UnreadableFile as error:
            raise CommandError(f"Nothing was brought in. {error}") from None
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
        else:
            self.tell(report)
        if report.account:
            self.tell_account(report, self.stderr if options["json"] else self.stdout)

    def tell(self, report: Report) -> None:
        self.stdout.write(f"{report.council.name}: census of {report.header.year or 'no year'}\n\n")
        heads = ("In the file", "New", "Changed", "As it was", "Left out")
        self.stdout.write(f"{'':26}" + "".join(f"{head:>13}" for head in heads))
        for line in report.modules():
            figures = (
                line[name] for name in ("read", "created", "changed", "unchanged", "left_out")
            )
            self.stdout.write(f"{line['label']:26}" + "".join(f"{n:>13}" for n in figures))
        self.stdout.write(f"\n{self.refusals_heading(report)}")
        for refusal in report.refused:
            said = f" “{refusal.value}”" if refusal.value else ""
            self.stdout.write(
                f"  line {refusal.line}, child {refusal.child or 'unknown'},"
                f" {refusal.element}{said}: {refusal.reason}"
            )

    def refusals_heading(self, report: Report) -> str:
        return "Not taken, and why:" if report.refused else "Everything in the file was taken."

    def tell_account(self, report: Report, out) -> None:
        out.write(
            f"\nNobody could sign in for {report.council.name}, so an account was made."
            " The password is told only now:\n"
            f"  name      {report.account.username}\n"
            f"  password  {report.account.password}\n",
            style_func=str,
        )
