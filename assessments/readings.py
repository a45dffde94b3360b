"""What is read of an assessment, to be counted: whether each of its elements is found anywhere in
it, in the section that asks for it or in another."""

from assessments.models import OF_THE_FAMILY, Assessment
from assessments.writing.prompts import ASKED, KIND
from assessments.writing.questions import COLUMNS
from casework.writing.checks.engine import check
from casework.writing.readings import Reader, TextFindings, readers
from casework.writing.vocabulary.models import words_of

RECORD = "assessments.assessment"
ELEMENTS = (*ASKED.values(), "child_voice")


def assessments():
    written = Assessment.objects.filter(imported=False)
    return written.select_related("family").prefetch_related("answers")


def texts_of(assessment) -> list[str]:
    own = [getattr(assessment, key) for key in COLUMNS]
    shared = [getattr(assessment.family, key) for key in OF_THE_FAMILY] if assessment.family else []
    rows = [row.text for row in assessment.answers.all()]
    return [text for text in (*own, *shared, *rows) if text.strip()]


def read(assessment) -> TextFindings:
    texts = texts_of(assessment)
    words = words_of(assessment.authority_id)
    checked = [check(KIND, text, words=words) for text in texts]
    codes: dict[str, bool | int] = {
        code: any(text.labels[code] for text in checked) for code in ELEMENTS
    }
    codes["child_voice"] = codes["child_voice"] or bool(assessment.own_words.strip())
    return TextFindings(
        codes=codes,
        words=sum(len(text.split()) for text in texts),
        jargon=sum(len(text.words("jargon")) for text in checked),
    )


readers.add(Reader(record=RECORD, records=assessments, texts=texts_of, reads=read))
