import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document as Word

from casework.documents.storage import bytes_kept

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def sent(name="report.pdf", content=PDF, kind="application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type=kind)


def word(text="Hello") -> bytes:
    made, document = BytesIO(), Word()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return made.getvalue()


def facts(**more):
    today = timezone.localdate()
    return {
        "title": "School report, autumn",
        "kind": "report",
        "from_whom": "Hill Top Primary",
        "sensitivity": "ordinary",
        "dated_on_day": today.day,
        "dated_on_month": today.month,
        "dated_on_year": today.year,
        "file": sent(),
        **more,
    }


@pytest.fixture
def kept_names():
    """What lies in the store, whatever the rows say."""

    def names():
        storage = bytes_kept()
        if not storage.exists(""):
            return []
        return [
            f"{folder}/{name}"
            for folder in storage.listdir("")[0]
            for name in storage.listdir(folder)[1]
        ]

    return names
