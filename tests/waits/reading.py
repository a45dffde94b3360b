"""What the tests of waits share: days, and what a page says."""

import re
from datetime import date, timedelta
from html import unescape

from django.urls import reverse
from django.utils import timezone

from tests.html import squeezed

TODAY = timezone.localdate()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def day_of(name: str, day: date) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def said(response) -> str:
    """The words of a page, without its marks."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return squeezed(unescape(words)).replace(" :", ":").replace(" .", ".").replace(" ,", ",")


def page(client, name, *args, asks: str = "") -> str:
    response = client.get(reverse(name, args=args) + asks)
    assert response.status_code == 200
    return said(response)


def send(client, name, *args, asks: str = "", **data):
    return client.post(reverse(name, args=args) + asks, data)
