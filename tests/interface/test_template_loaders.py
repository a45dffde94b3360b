"""What a page sends has no indentation of its template; what a person typed keeps its own."""

import re

from django.template import engines
from django.template.loader import get_template

from casework.settings import BASE_DIR

TYPED = "Said:\n    four spaces, and a line of its own"


def test_a_template_is_read_without_its_indentation_and_with_all_its_lines():
    path = BASE_DIR / "templates" / "base.html"
    written, read = path.read_text(), get_template("base.html").template.source
    assert "\n  " in written
    assert "\n " not in read
    assert [line.strip() for line in read.splitlines()] == [
        line.strip() for line in written.splitlines()
    ]


def test_no_page_parts_a_comma_from_its_word():
    parted = re.compile(r"\s\{% (?:if|elif) [^%\n]*%\}[,.;]")
    templates = sorted((BASE_DIR / "templates").rglob("*.html"))
    names = [str(path.relative_to(BASE_DIR / "templates")) for path in templates]
    assert [name for name in names if parted.search(get_template(name).template.source)] == []


def test_a_text_keeps_its_own(tmp_path):
    (tmp_path / "letter.txt").write_text(TYPED)
    (tmp_path / "page.html").write_text("<p>\n    {{ typed }}\n</p>")
    engine = engines["django"].engine
    loader = engine.template_loaders[0].loaders[0]
    loader.dirs, dirs = [tmp_path], loader.dirs
    try:
        sources = {
            name: loader.get_contents(next(loader.get_template_sources(name)))
            for name in ("letter.txt", "page.html")
        }
    finally:
        loader.dirs = dirs
    assert sources["letter.txt"] == TYPED
    page = engines["django"].from_string(sources["page.html"]).render({"typed": TYPED})
    assert page == f"<p>\n{TYPED}\n</p>"
