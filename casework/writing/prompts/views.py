"""Prompts beside a text while it is written, and what was put aside."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView

from casework.access.middleware import page_before
from casework.access.roles import Permission
from casework.children.base_views import ChildMixin, PermissionMixin
from casework.children.saving.middleware import saves_by_parts
from casework.writing.checks.engine import KINDS, advice_of
from casework.writing.prompts.forms import asides_in
from casework.writing.prompts.models import Dismissal, Reason
from casework.writing.prompts.passages import SALT
from casework.writing.prompts.prompts import ANSWERS, Beside, answers, joined, thoughts

WRITES = (Permission.RECORD, Permission.AUDIT)
NAME_AT_MOST = 100
MOST_WORDS = 30
KIND_WORDS = {
    "plan_action": "Action of a plan",
    "plan_contingency": "If things do not change",
    "assessment_section": "Assessment",
    "rhi": "Return home interview",
    "supervision_action": "Action of supervision",
    "audit_action": "Action of an audit",
    "letter_paragraph": "Letter",
}


@saves_by_parts
@method_decorator(sensitive_post_parameters(), name="dispatch")
class Check(View):
    """What to say beside a text, as a piece of the page. The text is read, answered and forgotten:
    it is not kept, not written to a log and not put into an error report."""

    http_method_names = ["post"]

    def post(self, request):
        if not any(map(request.user.may, WRITES)):
            raise PermissionDenied
        sent, name = request.POST, request.POST.get("name", "")
        beside = Beside(
            sent.get("kind", ""),
            tuple(sent.get("only", "").split()) or None,
            tuple(sent.get("thin", "").split()),
        )
        if beside.kind not in KINDS or not 0 < len(name) <= NAME_AT_MOST:
            raise BadRequest
        to_think = thoughts(
            name,
            beside,
            joined(beside.kind, sent.getlist("text")),
            fields=sent.getlist("text"),
            answered=[
                code
                for code in ANSWERS
                if any(answers(code, value) for value in sent.getlist(f"answers-{code}"))
            ],
            asides=asides_in(sent, name),
            authority_id=request.user.authority_id,
        )
        return render(request, "writing/prompts/_thoughts.html", {"thoughts": to_think})


class NotNeeded(ChildMixin, View):
    """Puts one prompt aside on a record that is already saved. The signed token says which."""

    permission = Permission.RECORD
    http_method_names = ["post"]
    logged_as = "help while writing"

    def post(self, request, **kwargs):
        facts, reason = self.facts(), request.POST.get("reason", "")
        if reason not in Reason.values:
            messages.warning(request, "Choose why it is not needed here")
        else:
            dismissal = Dismissal.on_file_of(self.child, request.user, **facts, reason=reason)
            Dismissal.objects.bulk_create([dismissal], ignore_conflicts=True)
            messages.success(request, f"Put aside: {dismissal}")
        return redirect(page_before(request))

    def facts(self) -> dict:
        try:
            token = signing.loads(self.request.POST.get("prompt", ""), salt=SALT)
        except signing.BadSignature:
            raise Http404 from None
        if (token["worker"], token["child_id"]) != (self.request.user.pk, self.child.pk):
            raise Http404
        return token["facts"]


class PutAside(PermissionMixin, TemplateView):
    """How often each prompt is put aside, and why: which prompts help nobody, and which words
    families know. Of the whole service, never of a worker."""

    permission = Permission.OVERSEE_QUALITY
    template_name = "writing/prompts/counted.html"

    def get_context_data(self, **kwargs):
        ours = Dismissal.objects.countable_for(self.request.user).lately()
        return super().get_context_data(
            prompts=by_prompt(ours.counted()),
            words=ours.words_counted()[:MOST_WORDS],
            total=ours.count(),
            **kwargs,
        )


def by_prompt(counted) -> list[dict]:
    """A line for each prompt, the most often first: how often in all, and for which reasons."""
    lines: dict[tuple, list[tuple[int, str]]] = {}
    for row in counted:
        reasons = lines.setdefault((row["kind"], row["code"]), [])
        reasons.append((row["number"], Reason(row["reason"]).label))
    lines_by_prompt = [
        {
            "kind": KIND_WORDS[kind],
            "advice": advice_of(kind, code),
            "code": code,
            "total": sum(number for number, _ in reasons),
            "reasons": sorted(reasons, key=lambda reason: (-reason[0], reason[1])),
        }
        for (kind, code), reasons in lines.items()
    ]
    return sorted(lines_by_prompt, key=lambda line: -line["total"])
