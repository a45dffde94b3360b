"""The report and the self-evaluation as documents and a spreadsheet, with their charts.

They name no child and no worker: who took them away is kept in the log of what was taken.
"""

from collections.abc import Iterator
from io import BytesIO

from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify

from audits.reports.report import Report, Row, Section, how_done
from audits.reports.self_evaluation import Evidence, SelfEvaluation
from audits.second_readings import agreed_words
from casework.access.models import Export
from casework.documents.letters.as_pdf import as_pdf
from casework.documents.letters.blocks import BARS, HEADING, POINTS, SMALLER, TABLE, WORDS, Block
from casework.documents.letters.finalise import as_docx
from casework.documents.letters.letter import Paper
from casework.figures.counting import Tally
from casework.interface.exports import XLSX, cell
from casework.interface.words import capital, full_day, listed

TEAL = "158187"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": ("PDF", "application/pdf"), "docx": ("DOCX", DOCX), "xlsx": ("XLSX", XLSX)}


def paper(title: str, span: str, council: str, blocks: list[Block]) -> Paper:
    today = full_day(timezone.localdate())
    return Paper(
        title=title,
        council=council,
        about=f"{title}, {span}. Names no child and no worker",
        made=f"Made on {today}",
        dated=capital(span),
        addressed_to=[],
        blocks=blocks,
    )


def paper_of_report(report: Report) -> Paper:
    blocks = [Block(WORDS, report.opening)]
    for section in report.sections:
        blocks += blocks_of(section)
    blocks += [Block(HEADING, "How this was counted"), Block(POINTS, items=report.how)]
    return paper(report.title, report.span, report.council, blocks)


def blocks_of(section: Section, heading: str = HEADING) -> Iterator[Block]:
    yield Block(heading, section.title)
    if section.note:
        yield Block(WORDS, section.note)
    if not section.rows:
        yield Block(WORDS, section.none)
        return
    if any(row.parts for row in section.rows):
        head = [section.first, "", section.last]
        rows = [[_words(row), "", row.value] for row in section.rows]
        yield Block(BARS, rows=[head, *rows], bars=[row.shares for row in section.rows])
    else:
        head = [section.first, section.last, *section.more]
        rows = [[_words(row), row.value, *row.more] for row in section.rows]
        yield Block(TABLE, rows=[head, *rows], widest=0)


def _words(row: Row) -> str:
    return f"{row.words} ({row.note})" if row.note else row.words


def paper_of_evaluation(own: SelfEvaluation) -> Paper:
    now, before = own.quality
    blocks = [
        Block(HEADING, "What do you know about the quality and impact of practice?"),
        Block(
            WORDS,
            f"{own.number} audits were finished. Of the answers about quality,"
            f" {_share(now)} are met or mostly met. The time before: {_share(before)}.",
        ),
        Block(TABLE, rows=[["Grade", "Audits"], *_grades(own)], widest=0),
        *_questions("What is strongest", own.strongest),
        *_questions("What is weakest", own.weakest),
        Block(HEADING, "How do you know it?"),
        *list(blocks_of(how_done(own.of), SMALLER))[1:],
        Block(WORDS, agreed_words(own.agreement)),
        Block(HEADING, "What will you do in the next 12 months?"),
        *_improvements(own),
        Block(HEADING, "What one inspection letter found, and the evidence today"),
    ]
    for evidence in own.findings:
        blocks += _finding(evidence)
    council = own.query.worker.authority.name
    return paper("Self-evaluation", own.query.words, council, blocks)


def _grades(own: SelfEvaluation) -> list[list[str]]:
    return [[label, tally.in_words] for label, tally in own.grade_tallies]


def _share(tally) -> str:
    return f"{tally.in_words} ({tally.share}%)" if tally.share is not None else tally.in_words


def _questions(title: str, themes) -> list[Block]:
    lines = [f"{theme.asks} {_share(theme.spread.tally)}" for theme in themes]
    return [Block(SMALLER, title), Block(POINTS, items=lines or ["Too few were judged to say."])]


def _improvements(own: SelfEvaluation) -> list[Block]:
    if not own.improvements:
        return [Block(WORDS, "Nothing is agreed yet.")]
    rows = [
        [improvement.what, improvement.get_kind_display(), improvement.standing]
        for improvement in own.improvements
    ]
    return [Block(TABLE, rows=[["What", "What sort", "How it stands"], *rows], widest=0)]


def _finding(evidence: Evidence) -> list[Block]:
    blocks = [Block(SMALLER, f"{evidence.finding.code}: {evidence.finding.says}")]
    if evidence.none:
        return [*blocks, Block(WORDS, f"**{evidence.none_because}**"), *_doing(evidence)]
    head = ["Evidence", "", "So many", "Time before"]
    lines = [(line.figure.heading, line.words, line.now, line.before) for line in evidence.lines]
    for line in evidence.measures:
        words = f"{capital(line.measure.of)} that {line.measure.which}"
        lines.append((line.measure.title, words, line.now, line.before))
    if evidence.now.of:
        wide = zip((evidence.now, evidence.before), evidence.few, strict=True)
        now, before = (Tally(tally.of, tally.counted, few_of=few) for tally, few in wide)
        codes = listed(evidence.finding.criteria)
        lines.insert(0, ("Answers met or mostly met", codes, now, before))
    rows = [[f"{title} ({words})", "", _share(a), _share(b)] for title, words, a, b in lines]
    bars = [[now.share / 100] if now.share is not None else [] for _, _, now, _ in lines]
    return [*blocks, Block(BARS, rows=[head, *rows], bars=bars), *_doing(evidence)]


def _doing(evidence: Evidence) -> list[Block]:
    lines = [
        f"{improvement.get_kind_display()}: {improvement.what}. {improvement.standing}."
        for improvement in evidence.improvements
    ]
    return [Block(POINTS, items=lines)] if lines else []


def xlsx_of(report: Report) -> bytes:
    """A sheet for each part of the report; those with bars have a chart that the sheet draws."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "About"
    for line in (report.title, report.council, report.span, report.opening, "", *report.how):
        sheet.append([cell(line)])
    sheet.column_dimensions["A"].width = 110
    sheet["A1"].font = Font(bold=True, size=14)
    for section in report.sections:
        name = capital(slugify(section.title).replace("-", " "))
        _sheet(book.create_sheet(name[:31]), section)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _sheet(sheet, section: Section) -> None:
    from openpyxl.styles import Alignment, Font

    of = ["Out of"] if section.parts else []
    sheet.append([section.first, "About", *section.parts, *of, section.last, *section.more])
    for row in section.rows:
        parts = [*row.parts, row.of] if row.parts else [None] * len(section.parts + of)
        before, after = (row.words, row.note), (row.value, *row.more)
        sheet.append([*map(cell, before), *parts, *map(cell, after)])
    for head in sheet[1]:
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 60, 14
    sheet.freeze_panes = "A2"
    if section.parts and any(row.parts for row in section.rows):
        _chart(sheet, section)


def _chart(sheet, section: Section) -> None:
    """Bars that lie, the first row on top."""
    from openpyxl.chart import BarChart, Reference

    last, parts = len(section.rows) + 1, len(section.parts)
    chart = BarChart()
    chart.type, chart.title = "bar", section.title
    chart.grouping, chart.legend = "clustered", None
    drawn = Reference(sheet, min_col=3, min_row=1, max_col=2 + parts, max_row=last)
    chart.add_data(drawn, titles_from_data=True)
    named = 2 if section.rows[0].note else 1
    chart.set_categories(Reference(sheet, min_col=named, min_row=2, max_row=last))
    chart.series[0].graphicalProperties.solidFill = TEAL
    chart.x_axis.scaling.orientation, chart.y_axis.scaling.min = "maxMin", 0
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.height, chart.width = max(7, 1.5 + 0.7 * len(section.rows)), 22
    sheet.add_chart(chart, f"{chr(ord('A') + parts + 5)}2")


def answer(request, kind: str, title: str, made: bytes) -> FileResponse:
    """The file, and the log of who took it."""
    Export.objects.create(worker=request.user, title=title, address=request.get_full_path()[:1200])
    name = f"{slugify(title)}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return FileResponse(
        BytesIO(made), as_attachment=True, filename=name, content_type=KINDS[kind][1]
    )


def make(kind: str, report: Report) -> bytes:
    if kind == "xlsx":
        return xlsx_of(report)
    return {"pdf": as_pdf, "docx": as_docx}[kind](paper_of_report(report))


def make_evaluation(kind: str, own: SelfEvaluation) -> bytes:
    return {"pdf": as_pdf, "docx": as_docx}[kind](paper_of_evaluation(own))
