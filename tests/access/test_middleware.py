"""Where a worker comes back to whose session ended."""

import pytest
from django.urls import reverse

from casework.access.middleware import NOT_DONE

pytestmark = pytest.mark.django_db


def pressed(client, **headers):
    return client.post(reverse("notices-read"), headers=headers)


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(client):
    answer = pressed(client, referer="http://testserver/notices/?page=2")
    assert answer.url == f"{reverse('account_login')}?next=/notices/%3Fpage%3D2"
    assert NOT_DONE in client.get(answer.url).content.decode()


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/notices/", "about:blank"])
def test_a_page_that_is_not_ours_is_never_led_back_to(client, referer):
    assert pressed(client, referer=referer).url == f"{reverse('account_login')}?next=/"


def test_a_page_asked_for_is_where_signing_in_leads(client):
    path = reverse("notices")
    assert client.get(path).url == f"{reverse('account_login')}?next={path}"
