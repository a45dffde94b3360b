"""What an audit can begin from: the list behind a figure."""

from casework.access.roles import Permission
from casework.figures.registry import Onward, onward

onward.add(
    Onward(
        label="Audit a sample of these", url="programme-add", permission=Permission.GIVE_OUT_AUDITS
    )
)
