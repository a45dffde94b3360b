"""The project. Celery is loaded with it, so that every task finds its broker."""

from casework.celery import app as celery_app

__all__ = ["celery_app"]
