"""What runs by itself to prove the record and to keep it; the rest stands in the settings."""

from celery.schedules import crontab

KEEPS_THE_RECORD = {
    "seal the logs": {
        "task": "casework.governance.tasks.seal_logs",
        "schedule": 60,
        "options": {"expires": 50},
    },
    "propose looks to ask about": {
        "task": "casework.governance.tasks.propose_reviews_of_looks",
        "schedule": crontab(hour="2", minute="5"),
    },
    "back up": {
        "task": "casework.continuity.tasks.back_up",
        "schedule": crontab(hour="3", minute="30"),
    },
    "make the carry-on packs": {
        "task": "casework.continuity.tasks.make_carry_on_packs",
        "schedule": crontab(hour="4", minute="30"),
    },
}
