from casework.waits.models.gaps import GapEntry, ServiceGap
from casework.waits.models.needs import NeedForHelp, NeedForHelpQuerySet
from casework.waits.models.referrals import HelpReferral

__all__ = ["GapEntry", "HelpReferral", "NeedForHelp", "NeedForHelpQuerySet", "ServiceGap"]
