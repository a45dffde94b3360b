"""GOV.UK Notify as a way to send: the request it is sent, and what happens when it refuses."""

import time
from unittest.mock import patch

import jwt
import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"


@pytest.fixture(autouse=True)
def _notify(settings):
    settings.EMAIL_BACKEND = "casework.notices.notify.EmailBackend"
    settings.NOTIFY_KEY = f"our-service-{SERVICE}-{SECRET}"
    settings.NOTIFY_TEMPLATE = "a-template"


def answers(status):
    def post(url, **options):
        post.url, post.options = url, options
        answer = requests.Response()
        answer.status_code = status
        return answer

    return post


def message():
    return EmailMessage(
        "Casework: 3 new notices",
        "Overdue: 3",
        to=["amira@northmoor.example"],
        headers={"Message-ID": "<notices-7@casework>"},
    )


def test_what_is_sent_is_what_notify_asks_for(settings):
    post = answers(201)
    with patch("requests.post", post):
        assert message().send() == 1
    assert post.url == "https://api.notifications.service.gov.uk/v2/notifications/email"
    assert post.options["json"] == {
        "email_address": "amira@northmoor.example",
        "template_id": "a-template",
        "personalisation": {"subject": "Casework: 3 new notices", "body": "Overdue: 3"},
        "reference": "<notices-7@casework>",
    }
    token = post.options["headers"]["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, SECRET, algorithms=["HS256"])
    assert claims["iss"] == SERVICE
    assert abs(claims["iat"] - time.time()) < 30
    assert post.options["timeout"]


@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_a_refusal_is_an_error_so_that_the_e_mail_waits(status):
    with patch("requests.post", answers(status)):
        with pytest.raises(requests.HTTPError):
            message().send()
        assert message().send(fail_silently=True) == 0


def test_the_error_that_is_kept_holds_no_secret():
    with patch("requests.post", answers(403)), pytest.raises(requests.HTTPError) as fault:
        message().send()
    assert SECRET not in str(fault.value)


@pytest.mark.parametrize(("name", "value"), [("NOTIFY_KEY", "short"), ("NOTIFY_TEMPLATE", "")])
def test_what_is_not_set_up_is_said(settings, name, value):
    setattr(settings, name, value)
    with pytest.raises(ImproperlyConfigured, match="CASEWORK_NOTIFY"):
        message().send()
