"""Who opens each address, about what, and what it answers: one row an address."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from django.core import signing
from django.urls import URLPattern, get_resolver, reverse

from casework.api import router
from casework.children.bulk.api import offered
from casework.writing.prompts.models import Reason
from casework.writing.prompts.passages import SALT

WORKER, MANAGER, SERVICE = "social_worker", "team_manager", "service_manager"
CHAIR, COORDINATOR, AUDITOR = "conference_chair", "missing_coordinator", "auditor"
ANALYST, ADMINISTRATOR, ROOT = "data_analyst", "administrator", "superuser"
NOBODY = "nobody"


@dataclass(frozen=True)
class Row:
    """``about`` are the parts of the address: names of the world's records, or after an equals
    sign the words themselves. ``post`` is what is sent where something is only pressed, ``then``
    its answer."""

    role: str
    about: tuple[str, ...] = ()
    answers: int = 200
    post: dict | None = None
    then: int = 302
    asks: str = ""
    sent_empty: int | None = None
    reads: bool = False

    @property
    def opens_when_empty(self) -> bool:
        """It needs no record but a child."""
        return self.about in ((), ("ruby",)) and self.role not in (NOBODY, ROOT)

    @property
    def may_be_a_form(self) -> bool:
        return self.answers == 200 and not self.reads

    def sign_in(self, client, world):
        if self.role != NOBODY:
            client.force_login(world.worker(self.role))

    def address(self, world, name) -> str:
        takes = addresses()[name]
        values = [part_of(world, part) for part in self.about]
        if takes.bare:
            return takes.route + self.asks
        return reverse(takes.name, kwargs=dict(zip(takes.parts, values, strict=True))) + self.asks

    def get(self, client, world, name):
        return client.get(self.address(world, name))

    def sent(self, world) -> dict:
        return self.post(world) if callable(self.post) else self.post


def part_of(world, part):
    if part.startswith("="):
        return part[1:]
    found = attrgetter(part)(world)
    return getattr(found, "pk", found)


@dataclass(frozen=True)
class Takes:
    """An address as the resolver has it."""

    name: str
    parts: tuple[str, ...]
    route: str
    bare: bool = False


@cache
def addresses() -> dict[str, Takes]:
    """Every address by its name; where two share a name, the second's parts follow it."""
    found = {}
    for takes in walk(get_resolver(), "", ""):
        key = takes.name
        if key in found:
            key = f"{key} {' '.join(takes.parts)}"
        found[key] = takes
    return found


def walk(resolver, route, space, before=()):
    for one in resolver.url_patterns:
        path = route + str(one.pattern)
        parts = (*before, *parts_of(one))
        if isinstance(one, URLPattern):
            if one.name is None:
                yield Takes(path, (), "/settings/nothing-here", bare=True)
            else:
                yield Takes(space + one.name, parts, path)
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from walk(one, path, inner, parts)


def parts_of(pattern) -> tuple[str, ...]:
    regex = pattern.pattern.regex
    return tuple(sorted(regex.groupindex, key=regex.groupindex.get))


def opened_by_role() -> Counter:
    return Counter(row.role for row in ROWS.values())


def file(name, *about, role=WORKER, **more):
    return {name: Row(role, ("ruby", *about), **more)}


def page(name, role, *about, **more):
    return {name: Row(role, about, **more)}


def pressed(name, role, *about, post=None, **more):
    return {name: Row(role, about, answers=405, post=post or {}, **more)}


def put_aside(world) -> dict:
    """The signed prompt that a page offers to put aside."""
    about = {
        "record": "plans.planaction",
        "record_id": world.action.pk,
        "field": "what",
        "kind": "plan_action",
        "code": "timebound",
    }
    token = {"worker": world.worker(WORKER).pk, "child_id": world.ruby.pk, "facts": about}
    return {"prompt": signing.dumps(token, salt=SALT), "reason": Reason.values[0]}


ROWS: dict[str, Row] = {}
for _rows in (
    # the pages that gather, and what is one's own
    page("home", WORKER, answers=302),
    page("first-day", NOBODY, answers=302),
    page("first-day-steps", ADMINISTRATOR),
    pressed("first-day-mail", ADMINISTRATOR),
    page("first-day-clocks", ADMINISTRATOR, reads=True),
    page("my_work", WORKER),
    page("work_ahead", WORKER),
    page("to_put_right", SERVICE),
    page("team", MANAGER),
    page("one-team", SERVICE, "team"),
    page("caseload-weights", ADMINISTRATOR),
    page("service", SERVICE),
    page("behind", SERVICE, asks="?code=referral.decision"),
    page("health", NOBODY),
    page("security-txt", NOBODY, answers=404),
    page("you", WORKER),
    page("who_can_see", WORKER),
    page("accessibility", WORKER),
    page("runs", ADMINISTRATOR),
    page("status", ADMINISTRATOR),
    page("people", ADMINISTRATOR),
    page("systems", ADMINISTRATOR),
    page("system-add", ADMINISTRATOR),
    page("system", ADMINISTRATOR, "system"),
    page("system-edit", ADMINISTRATOR, "system"),
    pressed("system-end", ADMINISTRATOR, "system"),
    page("credential-add", ANALYST, "system"),
    pressed("credential-end", ADMINISTRATOR, "credential"),
    pressed("list-keep", WORKER, post={"address": "/children/", "name": "Mine"}),
    pressed("list-forget", WORKER, "saved_list"),
    page("worker-add", ADMINISTRATOR),
    page("worker-edit", ADMINISTRATOR, "stranger"),
    pressed("worker-password", ADMINISTRATOR, "stranger"),
    page("team-add", ADMINISTRATOR),
    page("team-edit", ADMINISTRATOR, "team"),
    # a child's file
    file("child"),
    page("children", WORKER),
    page("find", WORKER, asks="?q=Whitfield"),
    page("is-known", WORKER, asks="?given_name=Ruby&family_name=Whitfield"),
    page("child-add", WORKER),
    file("child-edit"),
    file("family"),
    file("relationship-add"),
    file("house-move"),
    file("age"),
    file("age-add"),
    page("panel-sheet", SERVICE),
    pressed("panel-sheet-keep", SERVICE),
    page("kept-sheets", SERVICE),
    page("kept-sheet", SERVICE, "kept_sheet"),
    page("preproceedings-effectiveness", SERVICE),
    file("parent-letters"),
    pressed("parent-letter-begin", WORKER, "ruby", "plo_parent", "=letter-before-proceedings"),
    file("letter-copy-add", "parents_letter"),
    file("legal"),
    file("legal-add"),
    file("legal-end", "legal_status"),
    page("plo-child", WORKER, "unborn"),
    page("plo-ask", WORKER, "newborn"),
    page("plo-panel-add", MANAGER, "brother"),
    page("plo-meeting-add", WORKER, "brother"),
    file("plo-order", "in_court"),
    file("plo-court-extend", "in_court"),
    file("plo-used", "assessed_in_court"),
    file("plo", "plo"),
    page("plo-look", WORKER, "brother", "plo_brother"),
    page("plo-no-letter", MANAGER, "brother", "plo_brother"),
    page("plo-join", MANAGER, "brother", "plo_brother"),
    file("plo-advice", "plo"),
    file("plo-goes-on", "plo"),
    file("plo-step-add", "plo", "=letters"),
    file("plo-step", "plo", "=letters", "plo_letter"),
    file("plo-step-withdraw", "plo", "=letters", "plo_letter"),
    file("plo-step-move", "plo", "=agreements", "plo_agreement"),
    page("plo-census", ANALYST),
    page("plo-dataset", ANALYST),
    file("legal-extend", "emergency_order"),
    file("siblings"),
    page("relative", WORKER, "ruby", "mother"),
    page("relative-edit", WORKER, "ruby", "mother"),
    page("relationship-edit", WORKER, "ruby", "mother", "mothers_tie"),
    page("separated", WORKER, "ruby", "mother"),
    page("relative-join", WORKER, "ruby", "mother"),
    pressed("join-undo", WORKER, "ruby", "mother", "person_join"),
    file("alert-add"),
    file("alerts"),
    file("alert-review", "alert"),
    file("restriction"),
    page("restrict", MANAGER, "unborn"),
    file("restriction-name", role=MANAGER),
    page("restriction-put-out", MANAGER, "ruby", "trusted"),
    file("restriction-review", role=MANAGER),
    page("restriction-agree", MANAGER, "brother", "asked"),
    page("restriction-end-agree", MANAGER, "newborn", "ending"),
    page("file-opening-add", WORKER, "ask_of_hidden", "=0"),
    pressed("file-opening-close", SERVICE, "opening"),
    file("file-opening-review", "opening", role=MANAGER),
    file("sealed-identity"),
    page("seal", MANAGER, "unborn"),
    file("sealed-reader-add", role=MANAGER),
    file("sealed-reader-end", "reader", role=MANAGER),
    file("unseal", role=MANAGER),
    page("unseal-agree", MANAGER, "brother", "unsealing"),
    file("group"),
    file("group-add", role=MANAGER),
    page("group-agree", MANAGER, "brother", "group_asked"),
    file("group-end", "group_access", role=MANAGER),
    file("mistakes"),
    page("mistake", WORKER, "ruby", "=recording.childvisit", "visit"),
    page("withdraw", WORKER, "ruby", "=recording.childvisit", "visit"),
    page("move-to-right-child", WORKER, "ruby", "=recording.childvisit", "visit"),
    page("correct", WORKER, "ruby", "=recording.childvisit", "visit"),
    page("withdrawal-decide", MANAGER, "ruby", "withdrawal"),
    page("duplicates", MANAGER),
    page("duplicates-propose", WORKER),
    file("merges"),
    file("merge-propose"),
    page("merge", MANAGER, "ruby", "proposed_merge"),
    page("merge-agree", MANAGER, "ruby", "proposed_merge"),
    page("merge-refuse", MANAGER, "ruby", "proposed_merge"),
    page("merge-undo", MANAGER, "newborn", "done_merge"),
    page("put-back", WORKER, "ruby", "withdrawn"),
    # voice
    file("voice"),
    file("voice-add"),
    file("voice-answer", "voice"),
    file("voice-picture", "voice", reads=True),
    file("voice-told", "voice_answer"),
    file("voice-page"),
    file("voice-taking-part"),
    file("voice-tells-add"),
    file("advocate-add"),
    file("advocate-change", "advocate"),
    file("later-life"),
    file("life-story-add"),
    file("life-story-change", "life_story"),
    page("children-heard", SERVICE),
    page("voice-tools", ADMINISTRATOR),
    page("voice-tool-add", ADMINISTRATOR),
    page("voice-tool-change", ADMINISTRATOR, "own_tool"),
    # services, edge of care and family support
    page("services", WORKER),
    page("service-add", ADMINISTRATOR),
    page("service-record", WORKER, "service"),
    page("service-edit", SERVICE, "service"),
    page("service-end", SERVICE, "service"),
    page("edge", WORKER, "unborn"),
    file("edge-ask"),
    file("edge-case", "edge_case"),
    page("edge-consent", WORKER, "brother", "edge_waiting"),
    page("edge-answers", WORKER, "brother", "edge_waiting"),
    page("edge-decide", MANAGER, "brother", "edge_waiting"),
    page("support-groups", WORKER),
    page("support-group-add", WORKER),
    page("support-group", WORKER, "group_of_parents"),
    page("support-group-edit", WORKER, "group_of_parents"),
    page("support-group-end", WORKER, "group_of_parents"),
    page("support-group-days", WORKER, "group_of_parents"),
    page("support-group-session", WORKER, "group_of_parents", "group_day"),
    page("support-group-session-edit", WORKER, "group_of_parents", "group_day"),
    file("groups-of-child"),
    file("group-place-add"),
    file("group-place-end", "group_place"),
    file("short-break-add"),
    file("short-break", "short_break"),
    file("edge-start", "edge_case"),
    file("edge-plan", "edge_case"),
    file("edge-goal-add", "edge_case"),
    file("edge-review-add", "edge_case"),
    file("edge-end", "edge_case"),
    file("edge-follow-up", "edge_over", "=3"),
    file("support"),
    file("support-programme-add", role=MANAGER),
    file("support-programme-end", "support_programme"),
    file("support-session-add"),
    file("support-session", "support_session"),
    page("edge-figures", SERVICE),
    page("find-help", MANAGER),
    page("skills-own", WORKER),
    page("sessions-own", WORKER),
    pressed("skill-remove", WORKER, "skill"),
    # the wait for help
    file("help-needs"),
    file("help-need-add"),
    file("help-need-meanwhile", "help_need"),
    file("help-need-no-service", "help_need"),
    file("help-need-end", "help_need"),
    file("help-referral-add", "help_need"),
    file("help-referral", "help_asked"),
    page("waits", MANAGER),
    page("gaps", MANAGER),
    page("gap-add", MANAGER),
    page("gap", MANAGER, "gap"),
    page("gap-edit", MANAGER, "gap"),
    page("gap-entry-add", MANAGER, "gap"),
    page("gap-close", MANAGER, "gap"),
    # supervision
    file("child-supervision"),
    file("case-supervision-add", role=MANAGER),
    file("case-supervision", "case_supervision"),
    file("oversight-add", role=MANAGER),
    file("group-discussion-add"),
    file("sampled-file", "sampled", role=SERVICE),
    page("supervision", MANAGER),
    page("supervision-own", WORKER),
    page("supervision-figures", SERVICE),
    page("supervision-worker", MANAGER, "stranger"),
    page("session-book", MANAGER, "stranger"),
    page("agreement-add", MANAGER, "stranger"),
    page("observation-add", MANAGER, "stranger"),
    page("session", MANAGER, "session"),
    page("session-agenda", MANAGER, "session"),
    page("session-move", MANAGER, "session"),
    page("session-missed", MANAGER, "session"),
    page("session-held", MANAGER, "session"),
    pressed("session-sign", MANAGER, "session_held"),
    page("private-note-add", MANAGER, "session"),
    page("private-look-add", SERVICE, "session"),
    pressed("agreement-sign", MANAGER, "agreement"),
    page("observation-answer", WORKER, "observation"),
    page("group-sessions", WORKER),
    page("group-session-add", WORKER),
    page("file-samples", SERVICE),
    page("file-sample", SERVICE, "sampled.sample"),
    page("file-sample-end", SERVICE, "sampled.sample"),
    page("disclosure-log", MANAGER),
    file("disclosures"),
    file("disclosure-add"),
    file("disclosure", "disclosure"),
    file("disclosure-edit", "disclosure"),
    file("disclosure-pick", "disclosure"),
    file("disclosure-names", "disclosure"),
    file("disclosure-preview", "disclosure"),
    file("disclosure-submit", "disclosure"),
    file("disclosure-decide", "disclosure_sent", role=MANAGER),
    file("disclosure-extend", "disclosure"),
    file("disclosure-end", "disclosure"),
    file("disclosure-send", "disclosure_agreed"),
    file("disclosure-record", "disclosure", "picked"),
    file("disclosure-look-again", "disclosure", answers=405, post={}),
    file("disclosure-again", "disclosure_agreed", answers=405, post={}),
    file("redaction-remove", "disclosure", "picked", "blacked_out", answers=405, post={}),
    file("transfer-ask"),
    file("transfer", "transfer"),
    file("transfer-answer", "transfer", role=SERVICE, answers=302),
    file("transfer-off", "transfer", answers=405, post={}),
    file("allocate", role=MANAGER),
    page("allocate-some", MANAGER),
    page("hand-over", MANAGER, "going"),
    file("hand-over-child", role=MANAGER, answers=302),
    page("birth", WORKER, "unborn"),
    file("death", role=MANAGER),
    file("move-in"),
    file("move-out"),
    file("move-accept", "move", role=MANAGER),
    file("looks"),
    file("looks-report", role=MANAGER),
    page("look-reviews", MANAGER),
    page("look-review", MANAGER, "look_review"),
    page("your-home", WORKER),
    page("retention", ADMINISTRATOR),
    page("retention-rules-lay", ADMINISTRATOR, answers=405, post={}),
    page("retention-rule", ADMINISTRATOR, "retention_rule"),
    page("hold-add", SERVICE),
    page("hold-lift", SERVICE, "hold"),
    page("retention-due", SERVICE),
    page("retention-begin", SERVICE, answers=405, post={}),
    page("retention-round", SERVICE, "round"),
    page("retention-authorise", SERVICE, "round"),
    page("retention-drop", SERVICE, "round", answers=405, post={}),
    page("retention-leave-out", SERVICE, "round", "due_file"),
    page("retention-put-in", SERVICE, "round", "due_file", answers=405, post={}),
    page("retention-certificates", ADMINISTRATOR),
    page("retention-certificate", ADMINISTRATOR, "certificate"),
    file("file-search", asks="?q=Whitfield"),
    page("absences", WORKER),
    page("absence-add", WORKER),
    page("absence-end", MANAGER, "absence", answers=405, post={}),
    page("drafts", WORKER),
    pressed("draft-keep", WORKER, then=401),
    pressed("draft-afresh", WORKER),
    # clocks, chronology, returns, writing, figures
    file("due"),
    file("late-reason", "deadline"),
    page("timescales", ADMINISTRATOR),
    page("holiday-add", ADMINISTRATOR),
    page("will-start", WORKER, "=referral.decision", "=received_on"),
    page("target-set", ADMINISTRATOR, "=assessment.complete"),
    file("chronology"),
    file("chronology-print", role="inspector"),
    file("chronology-mark", "=conference", "conference"),
    file("chronology-unmark", "=core_group", "core_group", answers=302, post={}),
    page("import-census", ANALYST),
    page("census-import", ANALYST, "census"),
    pressed("census-leave", ANALYST, "census"),
    pressed("census-load", ANALYST, "census"),
    pressed(
        "writing-check",
        WORKER,
        post={"kind": "plan_action", "name": "what", "text": "Engage"},
        then=200,
    ),
    page("plain-words", ADMINISTRATOR),
    page("word-add", ADMINISTRATOR),
    page("prompts", ADMINISTRATOR),
    page("word-change", ADMINISTRATOR, "term"),
    page("word-remove", ADMINISTRATOR, "term"),
    page("put-aside", SERVICE),
    file("not-needed", answers=405, post=put_aside),
    page("figures", SERVICE),
    page("jargon", SERVICE),
    page("wall", SERVICE),
    page("wall-numbers", SERVICE),
    page("jargon-in-texts", SERVICE),
    page("wall-choose", SERVICE),
    page("wall-sheet", SERVICE, "=2020-01", answers=404),
    page("published", ANALYST),
    page("figure", SERVICE, "=referral.again"),
    page("figure-behind", SERVICE, "=referral.again"),
    # documents and letters
    file("documents"),
    file("document-add"),
    file("document", "paper"),
    file("document-file", "paper", "file"),
    file("document-version", "paper"),
    file("document-remove", "paper"),
    file("sending-add", "paper"),
    file("letter-again", "letter_paper", answers=405, post={}),
    file("letter-add"),
    file("letter", "letter"),
    file("letter-edit", "letter"),
    file("letter-draft", "letter", "=docx"),
    file("letter-final", "letter", answers=405, post={}),
    file("letter-delete", "letter", answers=405, post={}),
    file("contact-limit-add"),
    file("contact-limit-end", "limit"),
    page("letter-templates", ADMINISTRATOR),
    page("letter-template-add", ADMINISTRATOR),
    page("letter-template", ADMINISTRATOR, "=childs-own-letter"),
    page("reflection-questions", ADMINISTRATOR),
    page("reflection-question", ADMINISTRATOR, "=feelings"),
    # notices
    page("notices", WORKER),
    pressed("notices-read", WORKER),
    pressed("notice-read", WORKER, "notice"),
    page("notice-mail", WORKER, "mail"),
    page("notice-counted", WORKER, "notice_line"),
    page("notice-choices", WORKER),
    page("calendar", WORKER),
    pressed("calendar-stop", WORKER),
    page("calendar-feed", NOBODY, "feed_secret"),
    page("deadline", WORKER, "deadline", answers=302),
    page("notice-rules", ADMINISTRATOR),
    page("late-rule-set", ADMINISTRATOR, "=referral.decision"),
    page("way-required-set", ADMINISTRATOR, "=overdue"),
    # contacts, referrals, family help
    page("contact-add", WORKER),
    file("contact-add-for"),
    file("contact-screen", role=MANAGER),
    file("referrals"),
    file("referral-add"),
    file("referral-decide", role=MANAGER),
    file("episode-close", role=MANAGER),
    file("episode-for-family", "closed_episode"),
    file("family-help"),
    file("family-help-add"),
    file("family-help-answer", "family_help"),
    page("family-help-end", WORKER, "unborn", "helped"),
    # visits, notes, the child's words
    file("visits"),
    file("visit-add"),
    file("visit-preview"),
    file("visit-preview child others", "newborn_number"),
    file("visit", "visit.visit"),
    file("note-add"),
    file("note", "note.note"),
    file("words"),
    file("words-add", role="family_support"),
    file("visit-words-changed", "visit"),
    file("note-words-changed", "note"),
    # meetings and actions
    page("meetings", WORKER),
    page("meeting", WORKER, "meeting"),
    pressed("meeting-invite", WORKER, "meeting_to_come"),
    page("meeting-put-off", WORKER, "meeting_to_come"),
    page("meeting-minutes-sent", WORKER, "meeting"),
    page("meeting-invitation", WORKER, "meeting_to_come", "attendee"),
    file("meeting-plan"),
    file("child-meetings"),
    file("actions"),
    file("action-close", "action"),
    file("action-move", "action"),
    file("action-drop", "action"),
    # templates of assessments
    page("templates", ADMINISTRATOR),
    page("template", ADMINISTRATOR, "template"),
    pressed("template-draft", ADMINISTRATOR, "other_template"),
    page("template-version", ADMINISTRATOR, "version"),
    page("template-preview", ADMINISTRATOR, "version"),
    page("section-add", ADMINISTRATOR, "draft_version"),
    page("section-edit", ADMINISTRATOR, "draft_version", "section"),
    pressed("section-move", ADMINISTRATOR, "draft_version", "section", post={"way": "down"}),
    pressed("section-remove", ADMINISTRATOR, "draft_version", "section"),
    page("template-publish", ADMINISTRATOR, "draft_version"),
    # assessments, strategy discussions, enquiries
    page("authorise", MANAGER),
    file("assessments"),
    file("assessment-add"),
    file("assessment", "assessment"),
    file("assessment-edit", "assessment"),
    file("assessment-submit", "assessment"),
    file("assessment-authorise", "submitted", role=MANAGER),
    file("assessment-return", "submitted", role=MANAGER),
    file("amendment-add", "authorised"),
    file("amendment-facts", "authorised"),
    file("amendment-decide", "amendment", role=MANAGER),
    file("strategy-add"),
    file("section47s"),
    file("section47-finish", "enquiry"),
    file("section47-authorise", "enquiry_sent", role=MANAGER),
    file("section47-return", "enquiry_sent", role=MANAGER),
    # missing
    page("missing_day", COORDINATOR),
    page("interview-reviews", COORDINATOR),
    page("missing-returns", ANALYST),
    page("missing-returned", ANALYST, "=ssda903"),
    page("missing-links", COORDINATOR),
    page("missing-report", COORDINATOR),
    page("missing-names", COORDINATOR),
    page("missing-name-join", COORDINATOR, "subject"),
    pressed("missing-name-apart", COORDINATOR, "joined_name"),
    page("interview-providers", COORDINATOR),
    page("interview-provider-add", COORDINATOR),
    page("interview-provider-edit", COORDINATOR, "interview_provider"),
    file("interview-book", "to_talk"),
    file("finding-alike", reads=True),
    file("findings"),
    file("finding-add", "interview"),
    file("finding-use", "finding"),
    file("finding-extract", "passed_finding"),
    file("interview-review", "interview", role=COORDINATOR),
    file("missing-log", "gone"),
    file("interview-none", "returned", role=MANAGER),
    file("missing-sheet"),
    file("missing-sheet-edit"),
    file("missing"),
    file("missing-add"),
    file("missing-edit", "gone"),
    file("missing-return", "gone"),
    file("interview-offer", "returned"),
    file("interview-add"),
    file("interview", "interview"),
    file("interview-acted", "urgent"),
    # plans
    file("plan"),
    page("plan-add", WORKER, "newborn"),
    file("plan-family-copy"),
    file("plan-review"),
    file("plan-read"),
    file("plan-family"),
    file("plan-actions-add"),
    file("need-add"),
    file("need-edit", "need"),
    file("need-copy", "need"),
    file("need-score-add", "need"),
    file("plan-action-add", "need"),
    file("contingency-add"),
    file("contingency-edit", "contingency"),
    file("plan-visitor-add"),
    file("plan-visitor-end", "visitor"),
    file("older-plan", "ended_plan"),
    file("plan-own-words", "plan"),
    file("plan-submit", "plan"),
    page("plan-authorise", MANAGER, "unborn", "draft_plan"),
    file("plan-end", "plan", role=MANAGER),
    file("plan-settle", "ended_plan"),
    file("plan-oversight", role=SERVICE),
    # conferences
    page("conferences", CHAIR),
    file("conference-add", role=CHAIR),
    file("core-group-add"),
    file("child-in-need-meeting-add"),
    # audits
    page("audits", SERVICE),
    page("audit-give", SERVICE),
    page("inspections", SERVICE),
    pressed("inspection-close", SERVICE, post={"sample": "Focused visit, from a list"}),
    page("criteria", SERVICE),
    page("criterion-add", ADMINISTRATOR),
    page("criterion", SERVICE, "local_code"),
    page("criterion-change", ADMINISTRATOR, "local_code"),
    page("criterion-end", ADMINISTRATOR, "local_code"),
    page("programmes", SERVICE),
    page("programme-add", SERVICE),
    page("programme", SERVICE, "programme"),
    page("programme-change", SERVICE, "programme"),
    pressed("programme-draw", SERVICE, "programme"),
    page("programme-results", SERVICE, "drawn_programme"),
    page("programme-proof", SERVICE, "drawn_programme"),
    page("programme-auditor", SERVICE, "drawn_programme", "programme_audit"),
    file("audits-of-child"),
    file("audit", "finished", role=SERVICE),
    file("audit-grade", "audit", role=AUDITOR),
    file("audit-not-safe", "audit", role=AUDITOR),
    file("audit-redate", "audit", role=SERVICE),
    file("audit-complete", "audit", role=AUDITOR),
    file("audit-action-add", "audit", role=AUDITOR),
    file("audit-action-check", "finished", "corrective", role=MANAGER),
    file("audit-view", "audit"),
    file("audit-talks", "audit", role=AUDITOR),
    file("audit-made-safe", "unsafe", role=MANAGER),
    file("audit-moderation-ask", "unmoderated", role=SERVICE),
    file("audit-moderate", "finished", "moderation", role=SERVICE),
    file("audit-moderation-answer", "answered", "moderated", role=AUDITOR),
    file("audit-section", "audit", "=plan", role=AUDITOR),
    file("audit-section-texts", "audit", "=plan", role=AUDITOR),
    page("self-evaluation", SERVICE),
    page("themes", SERVICE),
    page("themes-behind", SERVICE),
    page("theme", SERVICE, "=HP.PL.3"),
    page("learning-report", SERVICE),
    page("improvements", SERVICE),
    page("improvement-add", SERVICE),
    page("improvement", SERVICE, "improvement"),
    page("improvement-change", SERVICE, "improvement"),
    page("improvement-done", SERVICE, "improvement"),
    # signing in, from allauth
    page("account_login", NOBODY),
    page("account_logout", WORKER),
    page("account_inactive", NOBODY),
    page("account_signup", NOBODY),
    page("account_reauthenticate", WORKER),
    page("account_email", WORKER, answers=404, sent_empty=404),
    page("no-addresses", WORKER, answers=404, sent_empty=404),
    page("account_email_verification_sent", NOBODY),
    page("account_change_password", WORKER),
    page("account_set_password", WORKER, answers=302),
    page("account_reset_password", NOBODY),
    page("account_confirm_login_code", NOBODY, answers=302),
    page("account_confirm_email", NOBODY, "=a-key", sent_empty=404),
    page("account_reset_password_from_key_done", NOBODY),
    page("account_reset_password_from_key", NOBODY, "=1", "=a-key"),
    page("account_reset_password_done", NOBODY),
    page("mfa_list_webauthn", WORKER),
    page("mfa_add_webauthn", WORKER, answers=302),
    page("mfa_edit_webauthn", WORKER, "=1", answers=302),
    page("mfa_remove_webauthn", WORKER, "=1", answers=302),
    page("mfa_login_webauthn", NOBODY, answers=302),
    page("mfa_reauthenticate_webauthn", WORKER, answers=302),
    page("usersessions_list", WORKER),
    page("openid_connect_login", NOBODY, "=council", answers=404),
    page("openid_connect_callback", NOBODY, "=council", answers=404),
    page("socialaccount_connections", WORKER),
    page("socialaccount_login_cancelled", NOBODY),
    page("socialaccount_login_error", NOBODY, answers=302),
    page("socialaccount_signup", NOBODY, answers=302),
    page("your-sessions", WORKER),
    pressed("sessions-end-others", WORKER),
    pressed("session-end", WORKER, "user_session"),
    page("account-news", WORKER),
    page("account-requests", MANAGER),
    page("account-request", MANAGER, "account_request"),
    page("account-events", ADMINISTRATOR),
    page("access-rules", ADMINISTRATOR),
    pressed("worker-factor", ADMINISTRATOR, "stranger"),
    page("choose-password", WORKER, answers=302),
    page("mfa_index", WORKER),
    page("mfa_authenticate", NOBODY, answers=302),
    page("mfa_reauthenticate", WORKER, answers=302),
    page("mfa_activate_totp", WORKER, answers=302),
    page("mfa_deactivate_totp", WORKER, answers=404),
    page("mfa_view_recovery_codes", WORKER, answers=404),
    page("mfa_generate_recovery_codes", WORKER, answers=302),
    page("mfa_download_recovery_codes", WORKER, answers=404),
    # the API, besides its records
    page("schema", WORKER),
    page("child-chronology", WORKER, "ruby"),
    page("audit-themes", SERVICE),
    page("figure-list", SERVICE),
    page("criteria-asked", SERVICE),
    page("panel-sheet-now", SERVICE),
    page("api-root", WORKER),
    page("api-root format", WORKER, "=json"),
    page("document-bytes", WORKER, "document", "file"),
    page("document-bytes pk file format", WORKER, "document", "file", "=json"),
):
    ROWS |= _rows

RECORDS = {
    "child": "ruby",
    "transfer-record": "transfer",
    "disclosure-entry": "disclosure",
    "letter-copy": "letter_copy",
    "case-supervision-record": "case_supervision",
    "management-oversight-record": "oversight",
    "group-discussion-record": "group_discussion",
    "voice-record": "voice",
    "voice-answer-record": "voice_answer",
    "how-child-tells-record": "tells",
    "advocate-record": "advocate",
    "life-story-record": "life_story",
    "service-help": "service",
    "edge-of-care-record": "edge_case",
    "support-programme": "support_programme",
    "support-session-record": "child_session",
    "group-record": "group_of_parents",
    "group-place-record": "group_place",
    "short-break-record": "short_break",
    "help-need-record": "help_need",
    "contact": "contact",
    "family-help-record": "family_help",
    "referral": "referral",
    "move": "move",
    "life-event": "life_event",
    "address": "rubys_address",
    "age-statement": "age_statement",
    "legal-status": "legal_status",
    "pre-proceedings-record": "plo_row",
    "care-proceedings-record": "in_court",
    "relationship": "mothers_tie",
    "contact-limit": "limit",
    "episode": "episode",
    "assessment": "assessment",
    "strategy-discussion": "strategy",
    "section-47": "enquiry",
    "conference": "conference",
    "core-group": "core_group",
    "child-in-need-meeting": "in_need_meeting",
    "meeting-record": "meeting",
    "plan": "plan",
    "action": "action",
    "withdrawal": "withdrawal",
    "correction": "correction",
    "merge-record": "proposed_merge",
    "restriction-record": "restriction",
    "file-opening-record": "opening",
    "group-access-record": "group_access",
    "sealed-identity-record": "identity",
    "visit": "visit",
    "note": "note",
    "missing-episode": "missing_episode",
    "interview-record": "interview",
    "finding": "finding",
    "police-sheet": "police_sheet",
    "document": "document",
    "deadline": "deadline",
    "notice": "notice",
}
READ_BY = {
    "ask": (WORKER, "ask"),
    "kept-sheet-record": (SERVICE, "kept_sheet"),
    "handover": (WORKER, "handed_over"),
    "service-gap-record": (MANAGER, "gap"),
    "inspection-file": (SERVICE, "inspected"),
    "interview-review-record": (COORDINATOR, "review"),
    "audit-record": (SERVICE, "finished"),
    "programme-record": (SERVICE, "programme"),
    "improvement-record": (SERVICE, "improvement"),
    "look-review-record": (MANAGER, "look_review"),
    "retention-rule-record": (SERVICE, "retention_rule"),
    "deletion-certificate": (SERVICE, "certificate"),
}
for _kind in offered(router):
    ROWS |= page(f"bulk-{_kind}", SERVICE, reads=True)
READ_BY |= {_name: (WORKER, _record) for _name, _record in RECORDS.items()}
for _name, (_role, _record) in READ_BY.items():
    for _route, _about in (("list", ()), ("detail", (_record,))):
        _suffixed = f"{_name}-{_route} {'pk ' if _about else ''}format"
        ROWS |= page(f"{_name}-{_route}", _role, *_about, reads=True)
        ROWS |= page(_suffixed, _role, *_about, "=json", reads=True)

SETTINGS = {
    "django_celery_beat_periodictask": "job",
    "django_celery_beat_clockedschedule": "clocked",
    "django_celery_beat_crontabschedule": "crontab",
    "django_celery_beat_solarschedule": "solar",
    "django_celery_beat_intervalschedule": "interval",
    "access_authority": "authority",
    "access_team": "team",
    "access_export": "taken_away",
    "access_worker": "stranger",
}
"""The settings of the whole system: the record of each kind that is opened."""
for _name, _record in SETTINGS.items():
    for _deed in ("changelist", "add"):
        _read = (_name, _deed) == ("access_worker", "add")
        ROWS |= page(f"admin:{_name}_{_deed}", ROOT, answers=403 if _read else 200, reads=True)
    for _deed in ("history", "delete", "change"):
        _kept = _deed == "delete" and _name.startswith("access_")
        ROWS |= page(
            f"admin:{_name}_{_deed}", ROOT, _record, answers=403 if _kept else 200, reads=True
        )
for _rows in (
    page("admin:index", ROOT),
    page("admin:login", NOBODY, answers=302),
    pressed("admin:logout", ROOT, then=200),
    page("admin:password_change", ROOT),
    page("admin:password_change_done", ROOT),
    page("admin:autocomplete", ROOT, answers=403),
    page("admin:jsi18n", ROOT),
    page("admin:view_on_site", ROOT, "team_type", "team", answers=404),
    page("admin:app_list", ROOT, "=access"),
    *(page(name, ROOT, answers=404) for name, takes in addresses().items() if takes.bare),
):
    ROWS |= _rows
