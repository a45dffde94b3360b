"""What is read of an assessment, to be counted: whether each of its elements is found anywhere in
it, in the section that asks for it or in another."""

from assessments.beside import ASKED, KIND
from assessments.models import Assessment
from assessments.questions import COLUMNS
from assessments.sections import OF_THE_FAMILY
from casework.writing.engine import check
from casework.writing.local import words_of
from casework.writing.readings import Found, Reader, readers

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


def read(assessment) -> Found:
    texts = texts_of(assessment)
    words = words_of(assessment.authority_id)
    found = [check(KIND, text, words=words).labels for text in texts]
    codes = {code: any(labels[code] for labels in found) for code in ELEMENTS}
    codes["child_voice"] = codes["child_voice"] or bool(assessment.own_words.strip())
    return Found(
        codes=codes,
        words=sum(len(text.split()) for text in texts),
        jargon=sum(len(labels["jargon"]) for labels in found),
    )


readers.add(Reader(record=RECORD, records=assessments, texts=texts_of, reads=read))
