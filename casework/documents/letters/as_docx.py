"""A letter as DOCX: real headings, a real list, a real table, so that it reads aloud and edits."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from casework.documents.letters.bars import bar_png
from casework.documents.letters.blocks import runs
from casework.documents.letters.letter import Paper

INK = RGBColor(0x0B, 0x0C, 0x0C)
TEAL = RGBColor(0x10, 0x61, 0x65)
QUIET = RGBColor(0x48, 0x49, 0x49)
FONT = "Arial"


def as_docx(paper: Paper) -> bytes:
    made = BytesIO()
    Writing(paper).document.save(made)
    return made.getvalue()


class Writing:
    def __init__(self, paper: Paper):
        self.paper, self.document = paper, Document()
        self.set_up()
        self.letterhead()
        for block in paper.blocks:
            getattr(self, block.kind)(block)

    def set_up(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(25)
        page.top_margin, page.bottom_margin = Mm(22), Mm(22)
        facts = self.document.core_properties
        facts.title, facts.author = self.paper.title, self.paper.council
        facts.language, facts.comments = "en-GB", ""
        self.styles()
        self.foot(page.footer)

    def styles(self) -> None:
        sizes = {
            "Normal": 11,
            "Title": 20,
            "Heading 1": 14,
            "Heading 2": 12,
            "Quote": 12,
            "List Bullet": 11,
        }
        for name, size in sizes.items():
            style = self.document.styles[name]
            style.font.size, style.font.name, style.font.color.rgb = Pt(size), FONT, INK
            style.font.italic = False
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
                fonts.set(qn(script), FONT)
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(theme), None)
            style.paragraph_format.space_after = Pt(8)
        self.language()
        border = self.document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
        if border is not None:
            border.getparent().remove(border)

    def language(self) -> None:
        properties = self.document.styles["Normal"].element.get_or_add_rPr()
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), "en-GB")
        properties.append(spoken)

    def foot(self, footer) -> None:
        line = footer.paragraphs[0]
        self.quiet(line, f"{self.paper.about}. {self.paper.made}. Page ")
        for field in ("PAGE", "NUMPAGES"):
            self.field(line, field)
            self.quiet(line, " of " if field == "PAGE" else "")

    def quiet(self, line, text: str) -> None:
        run = line.add_run(text)
        run.font.size, run.font.color.rgb = Pt(9), QUIET

    def field(self, line, name: str) -> None:
        run = line.add_run()
        run.font.size, run.font.color.rgb = Pt(9), QUIET
        for kind, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
            run._r.append(_field_part(kind, text))

    def letterhead(self) -> None:
        line = self.document.add_paragraph()
        council = line.add_run(self.paper.council)
        council.bold, council.font.color.rgb = True, TEAL
        if self.paper.draft:
            mark = self.document.add_paragraph()
            mark.add_run("Draft: not yet final").bold = True
        if self.paper.addressed_to:
            self.document.add_paragraph("\n".join(self.paper.addressed_to))
        day = self.document.add_paragraph(self.paper.dated)
        day.alignment = WD_ALIGN_PARAGRAPH.LEFT
        self.document.add_paragraph(self.paper.title, style="Title")

    def heading(self, block) -> None:
        self.document.add_heading(block.text, level=1)

    def smaller(self, block) -> None:
        self.document.add_heading(block.text, level=2)

    def words(self, block) -> None:
        written(self.document.add_paragraph(), block.text)

    def quote(self, block) -> None:
        paragraph = written(self.document.add_paragraph(style="Quote"), block.text)
        paragraph.paragraph_format.left_indent = Mm(6)

    def points(self, block) -> None:
        for item in block.items:
            written(self.document.add_paragraph(style="List Bullet"), item)

    def bars(self, block) -> None:
        """A table whose second column is pictures; each says in words what stands beside it."""
        table = self.table(block)
        for row in table.rows:
            for cell, width in zip(row.cells, (70, 46), strict=False):
                cell.width = Mm(width)
        for row, shares, texts in zip(table.rows[1:], block.bars, block.body, strict=True):
            if shares:
                run = row.cells[1].paragraphs[0].add_run()
                picture = run.add_picture(BytesIO(bar_png(shares)), Mm(42), Mm(2.8))
                picture._inline.docPr.set("descr", f"{texts[0]}: {texts[-1]}")

    def table(self, block):
        table = self.document.add_table(rows=0, cols=len(block.head), style="Table Grid")
        for number, row in enumerate(block.rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = ""
                cell.paragraphs[0].add_run(text).bold = number == 0
        heads = table.rows[0]._tr.get_or_add_trPr()
        heads.append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph()
        return table


def written(line, text: str):
    for words, bold in runs(text):
        line.add_run(words).bold = bold or None
    return line


def _field_part(kind: str, text: str):
    if kind in ("begin", "separate", "end"):
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:t" if kind == "text" else "w:instrText")
    part.text = text
    return part
