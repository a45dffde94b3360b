"""How gunicorn serves the pages: read by bin/run and by the image alike.

The product is loaded once and the workers are copies of it, which share what they do not change: a
worker more costs little memory, and one that is replaced is there at once.
"""

import gc
from pathlib import Path

from casework.embedded import sizes

workers = sizes.web_workers()
threads = sizes.web_threads()
worker_class = "gthread"
preload_app = True
control_socket_disable = True
keepalive = 5
max_requests = 5_000
max_requests_jitter = 500
if Path("/dev/shm").is_dir():
    worker_tmp_dir = "/dev/shm"
gc.disable()  # while the product is loaded, which gives nothing up: a fifth of what that takes


def when_ready(server):
    """All addresses are read before the first worker is born. What was loaded stays: the collector
    need not look through it, and so change it, ever."""
    from django.urls import reverse

    reverse("health")
    gc.collect()
    gc.freeze()
    gc.enable()


def pre_fork(server, worker):
    """A connection opened while loading belongs to the one that loads."""
    from django.db import connections

    connections.close_all()
