"""What is sent to the browser: ours, unchanged, and nobody else's."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VENDOR = ROOT / "static/vendor/govuk-frontend"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = [ROOT / "static/casework.css", *VENDOR.rglob("*.css")]
SCRIPTS = [*ROOT.glob("static/*.js"), *VENDOR.rglob("*.js")]


def folder():
    (only,) = VENDOR.iterdir()
    return only


def test_the_vendored_files_are_those_that_were_built():
    lines = (folder() / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split() for line in lines)}
    files = {path.name for path in folder().iterdir()} - {"SHA256SUMS"}
    assert files == set(sums)
    for name, digest in sums.items():
        assert hashlib.sha256((folder() / name).read_bytes()).hexdigest() == digest, name


def test_the_licence_is_kept():
    assert "MIT License" in (folder() / "LICENSE.txt").read_text()


def test_the_version_is_the_one_in_the_package_file_and_in_the_page():
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]["govuk-frontend"]
    assert folder().name == wanted
    assert f"govuk-frontend/{wanted}/" in (ROOT / "templates/base.html").read_text()
    assert f"govuk-frontend/{wanted}/" in (ROOT / "static/casework.js").read_text()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_name_no_font_file_crown_or_other_host(path):
    text = path.read_text()
    for never in (
        "@font-face",
        "transport",
        "crown",
        "crest",
        "url(",
        "@import",
        "sourcemappingurl",
    ):
        assert never not in text.lower(), never
    assert not re.search(r"https?://\w", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_carry_no_map_and_run_no_text(path):
    text = path.read_text()
    assert "sourceMappingURL" not in text
    assert not re.search(r"\beval\(|new Function\(|document\.write", text)


def test_no_font_is_shipped():
    for path in (ROOT / "static").rglob("*"):
        assert path.suffix not in {".woff", ".woff2", ".ttf", ".otf", ".eot"}, path


def test_the_lock_of_the_styles_names_no_host():
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_no_style_or_script_of_their_own(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"javascript:", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert " src=" in script or 'type="application/json"' in script, script


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_ask_nothing_of_another_host(path):
    text = path.read_text()
    assert not re.search(r"(src|action|srcset|poster)=[\"'](https?:)?//", text)
    assert not re.search(r"<link\b[^>]*(https?:)?//", text)


def contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("name", "ground", "least"),
    [
        ("ink", "white", 7),
        ("quiet", "white", 7),
        ("quiet", "wash-fact", 7),
        ("link", "white", 4.5),
        ("link", "wash-fact", 4.5),
        ("link", "wash-child", 4.5),
        ("council", "bar", 4.5),
        ("teal", "white", 4.5),
        ("green", "white", 4.5),
        ("error", "white", 4.5),
        ("late", "white", 4.5),
        ("soon", "white", 4.5),
        ("well", "white", 4.5),
        ("alert", "white", 4.5),
        ("ink", "focus", 7),
        ("chart", "white", 3),
        ("chart-soon", "white", 3),
        ("chart-late", "white", 3),
    ],
)
def test_colours_can_be_read_on_their_ground(name, ground, least):
    css = (ROOT / "static/casework.css").read_text()
    named = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css)) | {"white": "#ffffff"}
    assert contrast(named[name], named[ground]) >= least
