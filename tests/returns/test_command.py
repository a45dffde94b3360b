import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from casework.access.models import Authority, Worker
from casework.children.models import Child
from tests.factories import AuthorityFactory
from tests.returns.files import SAMPLES, census, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "census.xml"
    path.write_bytes(census(whole().replace(">WBRI<", ">XXXX<")).getvalue())
    return path


def run(path, **options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_cin_census", str(path), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_json_is_all_that_is_written_and_the_password_goes_elsewhere(file):
    out, err = run(file, json=True)
    told = json.loads(out)
    assert told["authority"] == "Council 975"
    assert set(told) == {
        "authority",
        "reference_date",
        "read",
        "created",
        "changed",
        "unchanged",
        "refused",
        "kept_ours",
        "read_as",
    }
    assert (told["reference_date"], told["kept_ours"]) == ("2024-03-31", [])
    ones = dict.fromkeys(
        [
            "children",
            "referrals",
            "episodes",
            "assessments",
            "section_47s",
            "cin_plans",
            "cp_plans",
            "conferences",
            "reviews",
        ],
        1,
    )
    ones["pre_proceedings"] = 0  # a module of 2026-27: this file is older
    assert told["read"] == told["created"] == ones
    assert set(told["unchanged"].values()) == {0}
    assert told["refused"] == [
        {
            "ordinal": 1,
            "child": "ABC1",
            "record": "",
            "element": "Ethnicity",
            "value": "XXXX",
            "reason": "This code is not in the list",
            "line": 6,
        }
    ]
    password = err.split("password  ")[1].split()[0]
    assert "manager.975" in err
    assert password not in out
    assert Worker.objects.get(username="manager.975").check_password(password)


def test_the_password_is_told_once(file):
    assert "password" in run(file)[0]
    out, err = run(file)
    assert "password" not in out + err


def test_the_report_for_people_counts_and_explains(file):
    out, _ = run(file)
    assert "Council 975: census of 2024" in out
    assert out.count("\n") > 15
    line = next(line for line in out.splitlines() if line.startswith("Section 47 enquiries"))
    assert line.split()[-5:] == ["1", "1", "0", "0", "0"]
    assert "child 1 (ABC1), Ethnicity “XXXX”: This code is not in the list (line 6)" in out


def test_a_council_can_be_named(file):
    run(file, authority="Northmoor Council")
    assert Authority.objects.get(la_code="975").name == "Northmoor Council"
    run(file)
    run(file, authority="Northmoor Council")
    assert Authority.objects.count() == 1
    assert Child.objects.count() == 1


def test_the_name_of_another_council_is_refused(file):
    AuthorityFactory(name="Southmoor Council", la_code="111")
    with pytest.raises(
        CommandError, match="from LA code 975, and Southmoor Council is LA code 111"
    ):
        run(file, authority="Southmoor Council")
    assert not Child.objects.exists()


def test_a_second_name_for_a_council_is_refused(file):
    run(file)
    with pytest.raises(
        CommandError, match="LA code 975 is here already, under the name Council 975"
    ):
        run(file, authority="Northmoor Council")


@pytest.mark.parametrize("name", ["README.md", "nothing.xml", "."])
def test_what_cannot_be_read_is_an_error_in_plain_words(name):
    with pytest.raises(CommandError, match="cannot be opened|Nothing was brought in"):
        run(SAMPLES / name)
    assert not Authority.objects.exists()


def test_what_differs_and_was_kept_is_told_with_both_values(file):
    run(file)
    person = Child.objects.get().person
    person.sex = "M"
    person.save()
    out, _ = run(file)
    assert "Differs, and ours was kept:" in out
    assert "child 1 (ABC1), Sex: the file says F, here it is M. Changed here since" in out
    (kept,) = json.loads(run(file, json=True)[0])["kept_ours"]
    assert (kept["child"], kept["element"], kept["ours"], kept["theirs"]) == (
        "ABC1",
        "Sex",
        "M",
        "F",
    )
