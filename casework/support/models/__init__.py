from casework.support.models.catalogue import Service

__all__ = ["Service"]
