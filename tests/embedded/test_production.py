"""docker-compose.yml, checked as far as it can be without an engine to run it."""

import re
import subprocess
import sys

import pytest
import yaml

from tests.embedded.watching import HOME

TEXT = (HOME / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
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
    assert set(SERVICES) == {"database", "broker", "migrate", "web", "worker", "beat"}
    assert SERVICES["database"]["image"] == "postgres:18"
    assert {"web", "worker"} <= {name for name in SERVICES if "healthcheck" in SERVICES[name]}


def test_no_secret_has_a_default():
    assert not re.findall(r"\$\{\w*(?:KEY|PASSWORD|SECRET)\w*(?::?[-=+]|\})", TEXT)
    assert {"CASEWORK_SECRET_KEY", "CASEWORK_DATABASE_PASSWORD"} <= set(REQUIRED)


@pytest.mark.parametrize("variable", REQUIRED)
def test_each_variable_that_must_be_given_is_documented(variable):
    assert variable in (HOME / "README.md").read_text()


def test_the_image_installs_as_a_newcomer_does_and_does_not_run_as_root():
    steps = (HOME / "Dockerfile").read_text()
    assert "RUN bin/setup\n" in steps
    assert "USER casework\n" in steps
