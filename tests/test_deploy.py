"""With the settings of production, Django and all beside it find nothing to warn of."""

import os
import re
import subprocess
import sys

from django.conf import settings

NAMED = re.compile(r"`(tests/[\w/.]+|casework/[\w/.]+)`")
OF_TESTS = {"DJANGO_ALLOW_ASYNC_UNSAFE"}
PRODUCTION = {"CASEWORK_BEHIND_TLS": "1", "CASEWORK_SECRET_KEY": "k7" * 16 + "-long and random" * 2}


def test_the_check_before_a_deployment_is_clean():
    asked = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    said = subprocess.run(
        asked,
        cwd=settings.BASE_DIR,
        env={
            **{name: value for name, value in os.environ.items() if name not in OF_TESTS},
            **PRODUCTION,
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert said.returncode == 0, said.stderr
    assert "no issues" in said.stdout + said.stderr


def test_each_proof_that_the_document_of_security_names_is_there():
    document = (settings.BASE_DIR / "docs/security.md").read_text()
    named = set(NAMED.findall(document))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (settings.BASE_DIR / name).exists()] == []
    assert all(f"| V{chapter} " in document for chapter in range(1, 18))
