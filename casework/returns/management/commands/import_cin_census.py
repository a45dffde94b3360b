"""Bring in a published children in need census file."""

import json

from django.core.management.base import BaseCommand, CommandError

from casework.returns.census import Report, import_census
from casework.returns.councils import Account
from casework.returns.reading import UnreadableFile


class Command(BaseCommand):
    help = (
        "Bring in a children in need census (XML). Bringing the same file in again changes nothing;"
        " a newer or corrected one puts right what differs, but for what people changed here."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--authority",
            default="",
            metavar="NAME",
            help="the council it is from; by default the one with the file's LA code",
        )
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
            out = self.stderr if options["json"] else self.stdout
            self.tell_account(report, report.account, out)

    def tell(self, report: Report) -> None:
        self.stdout.write(f"{report.council.name}: census of {report.header.year or 'no year'}\n\n")
        heads = ("In the file", "New", "Changed", "As it was", "Left out")
        self.stdout.write(f"{'':26}" + "".join(f"{head:>13}" for head in heads))
        for line in report.modules():
            figures = (
                line[name] for name in ("read", "created", "changed", "unchanged", "left_out")
            )
            self.stdout.write(f"{line['label']:26}" + "".join(f"{n:>13}" for n in figures))
        self.tell_kept(report)
        self.stdout.write(f"\n{self.refusals_heading(report)}")
        self.tell_all(report.refused)
        if report.read_as:
            self.stdout.write("\nTaken, but not as it is written:")
        self.tell_all(report.read_as)

    def tell_all(self, refusals) -> None:
        for refusal in refusals:
            value = f" “{refusal.value}”" if refusal.value else ""
            line = f" (line {refusal.line})" if refusal.line else ""
            where = self.where(refusal)
            self.stdout.write(f"  {where}, {refusal.element}{value}: {refusal.reason}{line}")

    def tell_kept(self, report: Report) -> None:
        if report.tally.kept:
            self.stdout.write("\nDiffers, and ours was kept:")
        for kept in report.tally.kept:
            self.stdout.write(
                f"  {self.where(kept)}, {kept.element}: the file says {kept.theirs or 'nothing'},"
                f" here it is {kept.ours or 'nothing'}. {kept.reason}"
            )

    def where(self, entry) -> str:
        child = f"child {entry.ordinal} ({entry.child or 'unknown'})" if entry.ordinal else "file"
        return f"{child}, {entry.record}" if entry.record else child

    def refusals_heading(self, report: Report) -> str:
        return "Not taken, and why:" if report.refused else "Everything in the file was taken."

    def tell_account(self, report: Report, account: Account, out) -> None:
        out.write(
            f"\nNobody could sign in for {report.council.name}, so an account was made."
            " The password is told only now:\n"
            f"  name      {account.username}\n"
            f"  password  {account.password}\n",
            style_func=str,
        )
