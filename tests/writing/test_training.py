"""The models are data: made again from the texts to the last byte, and read by Python alone."""

import subprocess
import sys
import time

from django.core.management import call_command

from casework.writing.checks.engine import KINDS
from casework.writing.classifier.model import FOLDER, model_of, read_model
from casework.writing.classifier.texts import groups, labelled

KIND = "audit_action"


def test_training_twice_gives_the_file_that_is_shipped(tmp_path):
    for folder in ("once", "again"):
        call_command("train_writing", kind=[KIND], to=tmp_path / folder)
    once, again = (tmp_path / folder / f"{KIND}.tsv" for folder in ("once", "again"))
    assert once.read_bytes() == again.read_bytes()
    assert once.read_bytes() == (FOLDER / f"{KIND}.tsv").read_bytes()


def test_reading_a_text_needs_nothing_that_training_needs():
    code = (
        "import sys; from casework.writing.checks.engine import check; "
        "check('rhi', 'She said no.'); "
        "print({'sklearn', 'numpy', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_all_kinds_are_loaded_within_a_second():
    began = time.process_time()
    for kind in KINDS:
        read_model((FOLDER / f"{kind}.tsv").read_text(encoding="utf-8").splitlines())
    assert time.process_time() - began < 1


def test_two_hundred_words_take_a_blink():
    text = " ".join(
        [row.text for row in labelled() if row.kind == "assessment_section"][:20]
    ).split()
    text = " ".join(text[:200])
    model = model_of("assessment_section")
    model.judge("assessment_section", text, {})
    began = time.process_time()
    for _ in range(5):
        model.judge("assessment_section", text, {})
    assert (time.process_time() - began) / 5 < 0.1


def test_what_was_decided_says_by_which_sentence():
    text = "The home is tidy. At night he lies under the bed and listens for the door. Form sent."
    judged = model_of("assessment_section").judge("assessment_section", text, {})
    assert judged["lived_experience"].sentence.words.strip().startswith("At night")


def test_near_copies_are_one_group():
    texts = [
        "Mum to ring the doctor about the baby's cough by Friday.",
        "Dad will paint the room.",
        "Mum to ring the doctor about the baby's cough by Monday at the latest.",
    ]
    assert groups(texts) == [0, 1, 0]
