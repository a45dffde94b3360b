"""The project. Celery is loaded with the settings, so that every task finds its broker, and not
here: what keeps the servers needs neither."""

__version__ = "0.1.0"

__all__ = ["__version__"]
