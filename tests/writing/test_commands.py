"""Texts in, labels and findings out, as another program reads them."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from casework.writing.checks.engine import KINDS
from casework.writing.checks.measure import Score, measure, wilson


@pytest.fixture
def checked(monkeypatch):
    def checked(kind, *lines, file=None):
        if file is None:
            typed = io.TextIOWrapper(io.BytesIO("".join(f"{one}\n" for one in lines).encode()))
            monkeypatch.setattr(sys, "stdin", typed)
        out = io.StringIO()
        call_command("check_writing", kind, *([file] if file else []), stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return checked


def row(number, text):
    return json.dumps({"id": number, "text": text})


@pytest.mark.parametrize(
    "kind",
    [
        "plan_action",
        "plan_contingency",
        "assessment_section",
        "rhi",
        "supervision_action",
        "audit_action",
        "letter_paragraph",
    ],
)
def test_every_label_of_the_kind_is_there(checked, kind):
    (found,) = checked(kind, row(1, "Mum to ring the GP by Friday."))
    assert found["id"] == 1
    assert list(found["labels"]) == [label.code for label in KINDS[kind]]
    for label in KINDS[kind]:
        assert isinstance(found["labels"][label.code], list if label.lists else bool)
    for finding in found["findings"]:
        assert set(finding) == {"code", "start", "end", "advice"}


def test_a_bad_line_is_told_in_its_place_and_the_rest_go_on(checked):
    lines = checked(
        "rhi", row("a", "x"), "nonsense", "[1]", '{"id": 7}', '{"id": 8, "text": 3}', row("b", "y")
    )
    assert [one.get("id") for one in lines] == ["a", None, None, 7, 8, "b"]
    assert ["error" in one for one in lines] == [False, True, True, True, True, False]


def test_a_file_is_read_too(checked, tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text(row(1, "Zoë’s 🏠") + "\n" + row(2, ""), encoding="utf-8")
    assert [one["id"] for one in checked("letter_paragraph", file=str(file))] == [1, 2]


def test_a_missing_file_is_said_plainly():
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_writing", "rhi", "/nowhere.jsonl")


def test_an_unknown_kind_ends_with_2():
    with pytest.raises(CommandError) as refused:
        call_command("check_writing", "novel")
    assert refused.value.returncode == 2


def test_a_list_is_counted_string_by_string():
    rows = [
        {
            "kind": "letter_paragraph",
            "text": "The IRO will ring CAMHS.",
            "labels": {"jargon": ["IRO", "PEP"], "plain_language": False},
        }
    ]
    score = measure(rows)["letter_paragraph", "jargon"]
    assert (score.right, score.wrong, score.missed) == (1, 1, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_the_interval_is_wilsons():
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert Score().f1 is None


def test_the_measure_prints_every_label(tmp_path):
    file = tmp_path / "labelled.jsonl"
    labels = {"timebound": True, "owner_named": True, "specific": False}
    line = {"id": 1, "kind": "audit_action", "text": "Mum by Friday", "labels": labels}
    file.write_text(json.dumps(line))
    out = io.StringIO()
    call_command("measure_writing", str(file), stdout=out)
    for label in labels:
        assert f"audit_action {label}" in out.getvalue()


def test_how_long_the_help_takes_is_measured_of_one_section_and_of_a_page_of_twelve():
    out = io.StringIO()
    call_command("measure_prompts", words=40, times=2, stdout=out)
    said = out.getvalue()
    assert "An assessment of 12 sections, 40 words each" in said
    for line in ("one section, while it is written", "the whole page, as it is opened", *KINDS):
        assert f"  {line}" in said
