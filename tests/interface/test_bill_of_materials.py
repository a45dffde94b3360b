"""What the product is made of is told as it is installed."""

import json
import re
from importlib.metadata import version
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.fixture(scope="module")
def told():
    out = StringIO()
    call_command("sbom", stdout=out)
    return json.loads(out.getvalue())


def test_it_is_a_bill_that_tools_read(told):
    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told["serialNumber"])
    refs = [one["bom-ref"] for one in told["components"]]
    assert len(refs) == len(set(refs))
    assert all(one["type"] == "library" and one["version"] for one in told["components"])


def test_everything_the_product_needs_is_in_it_at_the_version_that_runs(told):
    lock = (settings.BASE_DIR / "requirements.lock").read_text()
    needed = {
        re.sub(r"[-_.]+", "-", name).lower()
        for name, rest in re.findall(r"^([\w.-]+)==(.*)$", lock, re.MULTILINE)
        if ";" not in rest
    }
    found = {one["purl"].partition("@")[0]: one for one in told["components"]}
    for name in needed:
        part = found[f"pkg:pypi/{name}"]
        assert (part["version"], part["scope"]) == (version(name), "required")
    assert found["pkg:npm/govuk-frontend"]["scope"] == "required"
    assert found["pkg:pypi/pytest"]["scope"] == "optional"


def test_what_needs_what_leads_to_parts_that_are_there(told):
    refs = {"casework", *(one["bom-ref"] for one in told["components"])}
    needs = {one["ref"]: one["dependsOn"] for one in told["dependencies"]}
    assert {ref for each in needs.values() for ref in each} <= refs
    django = f"pkg:pypi/django@{version('django')}"
    assert django in needs["casework"]
    assert f"pkg:pypi/asgiref@{version('asgiref')}" in needs[django]


def test_nearly_every_part_says_its_licence(told):
    silent = [one["name"] for one in told["components"] if "licenses" not in one]
    assert len(silent) < len(told["components"]) / 4, silent
