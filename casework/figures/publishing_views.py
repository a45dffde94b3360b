"""Published statistics, loaded from a table somebody saved as CSV."""

import csv
from dataclasses import dataclass, field
from io import StringIO

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.views.generic import FormView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.figures.models import Published
from casework.figures.registry import figures
from casework.interface.plain_text import plain

HEADINGS = ("figure", "area", "period", "share", "source", "address")
LARGEST = 1024 * 1024


@dataclass
class Report:
    """What came of a table: how many rows were taken, and each that was not, with its line."""

    taken: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


class PublishedForm(forms.Form):
    file = forms.FileField(
        label="Table of published statistics",
        help_text="A CSV file, up to 1 MB",
        error_messages={"required": "Choose the file", "empty": "This file is empty"},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError("This file is larger than 1 MB")
        try:
            rows = csv.DictReader(StringIO(plain(file.read().decode("utf-8-sig")), newline=""))
            missing = set(HEADINGS[:-1]) - set(rows.fieldnames or [])
        except (UnicodeDecodeError, csv.Error) as wrong:
            raise ValidationError("This is not a CSV file: save the table as CSV") from wrong
        if missing:
            raise ValidationError(f"These headings are missing: {', '.join(sorted(missing))}")
        return rows


def load(rows: csv.DictReader, worker) -> Report:
    """Each good row taken, in place of what stood for the same figure, area and period; each bad
    row reported with its line and why. A reader that breaks off reports the line it broke at."""
    report = Report()
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return report
            take(row, worker)
            report.taken += 1
        except ValidationError as wrong:
            report.refused.append((rows.line_num, " ".join(wrong.messages)))
        except csv.Error as wrong:
            report.refused.append((rows.line_num, f"It cannot be read: {wrong}"))
            return report


def take(row: dict, worker) -> None:
    data = {name: (row.get(name) or "").strip() for name in HEADINGS}
    if data["figure"] not in figures:
        raise ValidationError(f"There is no figure {data['figure']!r}")
    if not figures[data["figure"]].published_as:
        raise ValidationError(f"No published statistic counts what {data['figure']!r} does")
    key = {"figure": data["figure"], "area": data["area"], "period": data["period"]}
    standing = Published.objects.of(worker.authority).filter(**key).first()
    published = standing or Published(authority=worker.authority, **key)
    published.share, published.source, published.address = (
        data["share"],
        data["source"],
        data["address"],
    )
    published.loaded_by = worker
    try:
        published.full_clean()
    except ValidationError as wrong:
        problems = [
            f"{_label(name)}: {' '.join(words)}" for name, words in wrong.message_dict.items()
        ]
        raise ValidationError(problems) from wrong
    published.save()


def _label(name: str) -> str:
    return name if name in HEADINGS else "row"


class PublishedPage(PermissionMixin, FormView):
    """For whoever looks after the settings, or sends the returns."""

    template_name = "figures/published.html"
    form_class = PublishedForm

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.may(Permission.ADMINISTER) or worker.may(Permission.RUN_RETURNS)

    def form_valid(self, form):
        report = load(form.cleaned_data["file"], self.request.user)
        if report.taken:
            messages.success(self.request, f"{report.taken} loaded.")
        return self.render_to_response(self.get_context_data(form=self.form_class(), report=report))

    def get_context_data(self, **kwargs):
        loaded = list(Published.objects.of(self.request.user.authority).order_by("figure", "area"))
        for published in loaded:
            figure = figures.get(published.figure)
            published.title = figure.title if figure else published.figure
        return super().get_context_data(
            loaded=loaded,
            comparable=[figure for figure in figures if figure.published_as],
            headings=", ".join(HEADINGS),
            **kwargs,
        )
