"""One invented council of three hundred children, made once for all the tests of a module."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from casework.scale.loading import Loading
from casework.scale.sizes import Size
from casework.timescales.sweep import sweep

CHILDREN = 300
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"


def loaded(children=CHILDREN, *, seed=1, today=None, history=False) -> Loading:
    loading = Loading(
        Size(children=children),
        seed=seed,
        today=today or timezone.localdate(),
        notes=4,
        history=history,
    )
    loading.run()
    return loading


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """Loaded and swept; taken back after the module's last test."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            with override_settings(PASSWORD_HASHERS=[QUICK]):
                loading = loaded()
            sweep()
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE timescales_deadline")
            yield loading
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


FROZEN = date(2026, 3, 2)
