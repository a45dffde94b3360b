"""Any table taken away as CSV or XLSX, row by row, however long it is."""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify

from casework.interface.plain_text import plain
from casework.interface.words import local

KINDS = {"csv": "CSV", "xlsx": "XLSX"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_A_FORMULA = re.compile(
    r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)
"""What a spreadsheet may take for one: the signs themselves, their full-width forms, and either
behind spaces and marks of no width, which some programs leave out before they read (OWASP, *CSV
Injection*)."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, and what of a row stands in it."""

    heading: str
    reads: Callable[[Any], Any]


def export(kind: str, title: str, columns: list[Column], rows: Iterable) -> HttpResponseBase:
    """``rows`` as a file named after ``title`` and today. ``kind`` is one of ``KINDS``."""
    return {"csv": as_csv, "xlsx": as_xlsx}[kind](title, columns, rows)


def as_csv(title: str, columns: list[Column], rows: Iterable) -> StreamingHttpResponse:
    """Streamed, and marked as UTF-8 so that a spreadsheet shows every name as it is written. The
    first row is read before the answer begins: what cannot be read is refused, and no half file."""
    writer = csv.writer(_Echo())
    waiting = iter(rows)
    first = list(islice(waiting, 1))
    lines = (
        writer.writerow([_plain(column.reads(row)) for column in columns])
        for row in chain(first, waiting)
    )
    head = "\ufeff" + writer.writerow([_plain(column.heading) for column in columns])
    response = StreamingHttpResponse(chain([head], lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(title)}.csv"'
    return response


def as_xlsx(title: str, columns: list[Column], rows: Iterable) -> FileResponse:
    from openpyxl import Workbook  # loaded when one is made: few processes ever make one

    book = Workbook(write_only=True)
    sheet = book.create_sheet(slugify(title)[:31] or "List")
    sheet.freeze_panes = "A2"
    sheet.append([cell(column.heading) for column in columns])
    for row in rows:
        sheet.append([cell(column.reads(row)) for column in columns])
    made = TemporaryFile()  # noqa: SIM115 - closed by the response, once it is sent
    book.save(made)
    made.seek(0)
    name = f"{_file_name(title)}.xlsx"
    return FileResponse(made, as_attachment=True, filename=name, content_type=XLSX)


def _file_name(title: str) -> str:
    """Never a child's name: a file's name travels further than the file."""
    return f"{slugify(title)}-{timezone.localdate():%Y-%m-%d}"


def cell(value):
    """Dates stay dates, without the zone a spreadsheet cannot hold; text is never a formula."""
    if isinstance(value, datetime):
        return local(value).replace(tzinfo=None)
    if isinstance(value, date | int | float):
        return value
    return plain(_plain(value))


def _plain(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if STARTS_A_FORMULA.match(text) else text


class _Echo:
    """A file that hands back what is written to it, for streaming."""

    @staticmethod
    def write(line: str) -> str:
        return line
