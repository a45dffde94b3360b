"""Whoever found a hole is told where to say so, before signing in."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

ADDRESS = "/.well-known/security.txt"


def test_it_says_where_and_until_when(client, settings):
    settings.SECURITY_CONTACTS = ["mailto:security@northmoor.example", "https://northmoor.example"]
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines()[1:])
    assert answer.content.decode().startswith("Contact: mailto:security@northmoor.example\n")
    expires = datetime.fromisoformat(lines["Expires"])
    assert timezone.now() < expires < timezone.now() + timedelta(days=366)


@pytest.mark.django_db
def test_without_a_contact_there_is_none(client, settings):
    settings.SECURITY_CONTACTS = []
    assert client.get(ADDRESS).status_code == 404
