"""The first page anybody sees."""

import pytest
from django.urls import reverse

from tests.html import squeezed

pytestmark = pytest.mark.django_db
NOBODY = "Nobody can sign in yet"


def test_it_says_so_while_the_first_council_is_still_being_made(client):
    assert NOBODY in squeezed(client.get(reverse("account_login")).content.decode())


def test_it_says_nothing_of_it_once_somebody_works_here(client, worker):
    assert NOBODY not in squeezed(client.get(reverse("account_login")).content.decode())
