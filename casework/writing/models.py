from casework.writing.dismissals import Dismissal

__all__ = ["Dismissal"]
