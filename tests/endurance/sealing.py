"""Seals and proves the logs each time it is asked by a line: Django is started once for many.

python -m tests.endurance.sealing
"""

import os
import sys

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "casework.settings"
    django.setup()
    from django.db import connections

    from casework.governance.chain import seal
    from casework.governance.verification import Broken, verify

    print("ready", flush=True)
    for _ in sys.stdin:
        connections.close_all()
        seal()
        try:
            proof = verify()
            print(f"whole {proof.seals} {proof.rows}", flush=True)
        except Broken as broken:
            print(f"broken {broken}", flush=True)


if __name__ == "__main__":
    main()
