from audits.models import Audit, CorrectiveAction
from casework.access.roles import Permission
from casework.children.extensions.banner_and_menu import Page, parts
from casework.children.extensions.mistakes import Kind, mistakes

parts.add(Page(order=85, label="Audits", url="audits-of-child"))


def _actions_asked_for(audit):
    correctives = CorrectiveAction.objects.filter(audit=audit).select_related("action")
    return [corrective.action for corrective in correctives]


mistakes.add(
    Kind(
        model=Audit,
        called="audit",
        happened="started_on",
        url="audits-of-child",
        permission=Permission.READ_AUDITS,
        settled=lambda audit: audit.completed_on is not None,
        also=_actions_asked_for,
        not_corrected="What was judged is judged again by moderation",
        not_moved="An audit judges one file: withdraw it, and audit the other",
    )
)
