"""E-mail through GOV.UK Notify, as a Django e-mail backend.

Its template has two parts, ((subject)) and ((body)). What Notify refuses is an error, as with any
mail server, so the e-mail waits and is tried again.
"""

import time

import jwt
import requests
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend

PATIENCE = 20  # seconds
UUID = 36  # letters in each of the two numbers at the end of a key


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages) -> int:
        sent = 0
        for message in email_messages:
            try:
                self.hand_over(message)
            except requests.RequestException:
                if not self.fail_silently:
                    raise
            else:
                sent += 1
        return sent

    def hand_over(self, message) -> None:
        for address in message.recipients():
            answer = requests.post(
                f"{settings.NOTIFY_ADDRESS}/v2/notifications/email",
                json={
                    "email_address": address,
                    "template_id": settings.NOTIFY_TEMPLATE,
                    "personalisation": {"subject": message.subject, "body": message.body},
                    "reference": message.extra_headers.get("Message-ID", ""),
                },
                headers={"Authorization": f"Bearer {token(settings.NOTIFY_KEY)}"},
                timeout=PATIENCE,
            )
            answer.raise_for_status()


def token(key: str) -> str:
    """A key is a name, the service's number and a secret; what is sent is signed for a moment."""
    service, secret = key[-2 * UUID - 1 : -UUID - 1], key[-UUID:]
    if not settings.NOTIFY_TEMPLATE or len(service) != UUID:
        raise ImproperlyConfigured("Set CASEWORK_NOTIFY_KEY and CASEWORK_NOTIFY_TEMPLATE")
    return jwt.encode({"iss": service, "iat": int(time.time())}, secret, algorithm="HS256")
