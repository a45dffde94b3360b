"""Why a document cannot be opened by somebody, or given to anyone, whatever else they may do.

The app that made the document says so: documents know nothing of what they hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casework.access.models import Worker
from casework.documents.models import Document
from casework.interface.registry import Registry


@dataclass(frozen=True, kw_only=True)
class Hold:
    """``opening`` says why it is not opened by a worker, ``giving`` why it could not be given to
    anyone at an instant; nothing where it may be."""

    code: str
    opening: Callable[[Document, Worker], str]
    giving: Callable[[Document, datetime], str]


holds = Registry[Hold]("hold")


def why_not_opened(document: Document, worker) -> str:
    return next((why for hold in holds if (why := hold.opening(document, worker))), "")


def why_not_given(document: Document, at: datetime) -> str:
    return next((why for hold in holds if (why := hold.giving(document, at))), "")
