"""docs/mistakes.md says of every record of a file whether it can be put right, and how."""

from pathlib import Path

from django.conf import settings

from tests.corrections.mistakes_document import table

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "mistakes.md"


def test_the_table_says_what_the_product_does():
    said = DOCUMENT.read_text()
    assert table() in said, f"docs/mistakes.md must hold:\n{table()}"
