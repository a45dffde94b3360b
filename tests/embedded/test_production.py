"""docker-compose.yml, checked as far as it can be without an engine to run it."""

import json
import os
import re
import subprocess
import sys
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
import yaml

from tests.embedded.watching import HOME

TEXT = (HOME / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
SETTINGS = (HOME / "casework" / "settings.py").read_text()
REQUIRED = sorted(set(re.findall(r"\$\{(\w+):\?", TEXT)))


def test_the_compose_file_fits_the_published_schema():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run(
        [*command, str(HOME / "docker-compose.yml")], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_names_exists(name):
    service = SERVICES[name]
    assert set(service.get("depends_on", {})) <= set(SERVICES)
    assert {text.split(":")[0] for text in service.get("volumes", [])} <= set(COMPOSE["volumes"])
    assert set(service.get("networks", [])) <= set(COMPOSE.get("networks", {}))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_that_others_wait_for_says_when_it_is_ready(name):
    conditions = {
        waits_for[name]["condition"]
        for service in SERVICES.values()
        if name in (waits_for := service.get("depends_on", {}))
    }
    assert "service_started" not in conditions
    if "service_healthy" in conditions:
        assert "healthcheck" in SERVICES[name]


def test_every_part_of_production_is_there():
    assert set(SERVICES) == {
        "database",
        "broker",
        "accounts",
        "migrate",
        "owner",
        "web",
        "worker",
        "beat",
    }
    assert SERVICES["database"]["image"] == "postgres:18"
    assert {"web", "worker"} <= {name for name in SERVICES if "healthcheck" in SERVICES[name]}


def test_the_pages_and_the_background_work_do_not_sign_in_as_the_owner():
    """docs/looks.md: of the logs their account may read and add rows, and no more."""
    signs_in = {
        name: urlsplit(SERVICES[name]["environment"]["DATABASE_URL"].split(":$")[0]).netloc
        for name in ("web", "worker", "beat", "migrate", "owner")
    }
    assert {signs_in[name] for name in ("web", "worker", "beat")} == {"casework_pages"}
    assert {signs_in[name] for name in ("migrate", "owner")} == {"casework"}
    assert "GRANT casework_pages TO casework" in SERVICES["accounts"]["command"][-1]


def test_no_secret_has_a_default():
    assert not re.findall(r"\$\{\w*(?:KEY|PASSWORD|SECRET)\w*(?::?[-=+]|\})", TEXT)
    assert {"CASEWORK_SECRET_KEY", "CASEWORK_DATABASE_PASSWORD"} <= set(REQUIRED)


@pytest.mark.parametrize("variable", REQUIRED)
def test_each_variable_that_must_be_given_is_documented(variable):
    assert variable in (HOME / "docs/guide/administrators.md").read_text()


# What is kept, and where

OURS = sorted(name for name in SERVICES if SERVICES[name].get("image") == "casework")
IMAGE = dict(re.findall(r"(CASEWORK_\w+)=(\S+)", (HOME / "Dockerfile").read_text()))
PLACES = """
import json
from django.conf import settings
print(json.dumps({
    "documents": settings.STORAGES["documents"]["OPTIONS"]["location"],
    "static": str(settings.STATIC_ROOT),
    "database": settings.DATABASES["default"]["HOST"],
    "broker": settings.CELERY_BROKER_URL,
    "sessions": settings.SESSION_ENGINE,
    "beat": settings.CELERY_BEAT_SCHEDULER,
    "media": settings.MEDIA_ROOT,
}))
"""


def environment_of(name) -> dict:
    given = {key: str(value) for key, value in SERVICES[name]["environment"].items() if value}
    return IMAGE | {key: re.sub(r"\$\{\w+:\?[^}]*\}", "given", one) for key, one in given.items()}


def mounts_of(name) -> dict[str, str]:
    return dict(reversed(one.split(":")[:2]) for one in SERVICES[name].get("volumes", []))


def volume_of(name, path) -> str:
    """The named volume this path of a service lies on; nothing where it is the container's own."""
    above = [str(PurePosixPath(path)), *map(str, PurePosixPath(path).parents)]
    return next((mounts_of(name)[one] for one in above if one in mounts_of(name)), "")


@pytest.fixture(scope="module")
def kept_at() -> dict[str, dict]:
    """Where the settings of each service put what they keep, as the compose file starts it."""
    found = {}
    for name in OURS:
        answer = subprocess.run(
            [sys.executable, "-c", PLACES],
            cwd=HOME,
            capture_output=True,
            text=True,
            check=True,
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "casework.settings",
                **environment_of(name),
            },
        )
        found[name] = json.loads(answer.stdout)
    return found


def test_every_process_of_ours_is_looked_at():
    assert OURS == ["beat", "migrate", "owner", "web", "worker"]


@pytest.mark.parametrize("name", OURS)
def test_documents_and_keys_outlive_the_container(kept_at, name):
    documents, data = kept_at[name]["documents"], environment_of(name)["CASEWORK_DATA_DIR"]
    assert {volume_of(name, documents), volume_of(name, data)} == {"casework"}
    assert "casework" in COMPOSE["volumes"]


@pytest.mark.parametrize("name", OURS)
def test_nothing_else_is_kept_inside_the_container(kept_at, name):
    kept = kept_at[name]
    assert (kept["database"], kept["broker"]) == ("database", "redis://broker:6379/0")
    assert kept["sessions"] == "casework.access.sessions.store"
    assert kept["beat"].endswith("DatabaseScheduler")
    assert kept["media"] == ""


@pytest.mark.parametrize("name", OURS)
def test_static_files_change_with_the_image(kept_at, name):
    """On the volume, those of the first version would stand over every later one."""
    assert kept_at[name]["static"] == IMAGE["CASEWORK_STATIC_DIR"]
    assert not volume_of(name, kept_at[name]["static"])


@pytest.mark.parametrize(
    ("name", "path"), [("database", "/var/lib/postgresql/18/docker"), ("broker", "/data")]
)
def test_each_server_keeps_its_own_on_its_volume(name, path):
    assert volume_of(name, path) == name


def test_a_new_volume_belongs_to_the_account_that_writes_on_it():
    steps = (HOME / "Dockerfile").read_text()
    before = steps[: steps.index("USER casework")]
    made = "install --directory --owner casework --group casework --mode 700 "
    assert made + IMAGE["CASEWORK_DATA_DIR"] in before


def test_what_the_settings_read_can_be_given_to_the_containers():
    read = set(re.findall(r"\"((?:CASEWORK|DATABASE|BROKER)_\w+)\"", SETTINGS))
    given = set(SERVICES["web"]["environment"]) | set(IMAGE)
    assert read - given == {"CASEWORK_DEBUG"}


def test_each_page_says_the_same_of_what_must_be_backed_up():
    for page in ("docs/guide/administrators.md", "docs/documents.md", "docs/drafts.md"):
        text = " ".join((HOME / page).read_text().split())
        for kept in ("the database", "the documents", "CASEWORK_SECRET_KEY"):
            assert kept in text, page
        assert "apart from the database" in text, page
    assert "nothing else holds records" not in (HOME / "docs/guide/administrators.md").read_text()


def test_the_image_installs_as_a_newcomer_does_and_does_not_run_as_root():
    steps = (HOME / "Dockerfile").read_text()
    assert "RUN bin/setup\n" in steps
    assert "USER casework\n" in steps
