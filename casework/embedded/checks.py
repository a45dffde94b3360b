"""Proves that every part of a running product does its work."""

import http.client
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from casework.embedded.addresses import broker_url
from casework.embedded.paths import Trouble

PATIENCE = 60


def page_answers(address: str) -> bool:
    """This machine's own page is asked without a proxy, whatever the environment names."""
    try:
        with build_opener(ProxyHandler({})).open(f"{address}/health/", timeout=10) as answer:
            return answer.status == 200
    except (URLError, OSError, http.client.HTTPException):
        return False


def task_comes_back() -> bool:
    """One round trip: through the broker to a living worker, and its answer back."""
    from celery import Celery
    from celery.exceptions import TimeoutError as NoAnswer

    with Celery(broker=broker_url(), backend="rpc://") as app:
        try:
            answer = app.send_task("casework.celery.ping").get(timeout=PATIENCE)
        except NoAnswer:
            return False
    return answer == "pong"


def check_all(address: str, processes) -> None:
    if not page_answers(address):
        raise Trouble(f"The pages do not answer. Their log is {processes.log('web')}.")
    if not task_comes_back():
        raise Trouble(f"No worker answers. Its log is {processes.log('worker')}.")
    # Beat and the servers have no question to ask them: they are well if they still live.
    processes.check()
