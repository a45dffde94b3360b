"""Every address of the product, made true: with the numbers of one child's own records."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from tests.test_strangers import patterns

WORDS = {
    "codes": "assessment.complete",
    "name": "referral_received_on",
    "ending": "pdf",
    "secret": "not-a-secret",
    "kind": "overdue",
    "model": "recording.childvisit",
    "key": "plan",
    "others": "900002",
    "code": "assessment.complete",
}
"""What an address takes that is not a number. A new one is named here, or the walk fails."""

CODES = {
    "chronology-mark": "referral",
    "chronology-unmark": "referral",
    "figure": "referral.again",
    "figure-behind": "referral.again",
    "letter-template": "childs-own-letter",
    "criterion": "HP.PL.3",
    "criterion-change": "HP.PL.3",
    "criterion-end": "HP.PL.3",
    "theme": "HP.PL.3",
    "missing-returned": "missing-episodes",
}
"""Where the word is a code of another kind."""

COUNCILS_OWN = {
    "census-import",
    "look-review",
    "look-review-record-detail",
    "retention-rule",
    "retention-round",
    "retention-authorise",
    "retention-drop",
    "retention-certificate",
    "retention-rule-record-detail",
    "deletion-certificate-detail",
    "census-leave",
    "census-load",
    "service-edit",
    "service-end",
    "service-help-detail",
    "service-record",
    "agreement-add",
    "file-sample",
    "gap",
    "gap-close",
    "gap-edit",
    "gap-entry-add",
    "service-gap-record-detail",
    "observation-add",
    "session-book",
    "supervision-worker",
    "support-group",
    "support-group-days",
    "support-group-edit",
    "support-group-end",
    "group-record-detail",
    "support-group-session",
    "support-group-session-edit",
    "absence-end",
    "ask-detail",
    "hand-over",
    "list-forget",
    "one-team",
    "worker-edit",
    "worker-password",
    "worker-factor",
    "account-request",
    "team-edit",
    "word-change",
    "word-remove",
    "template",
    "template-draft",
    "template-version",
    "template-preview",
    "section-add",
    "section-edit",
    "section-move",
    "section-remove",
    "template-publish",
    "programme",
    "programme-change",
    "programme-draw",
    "programme-results",
    "programme-proof",
    "improvement",
    "improvement-change",
    "improvement-done",
    "programme-record-detail",
    "improvement-record-detail",
}
"""Addresses that hold the number of something of the whole council's. Its own people may open them
and find nothing there of the child; to another council's people they are as shut as the rest."""


OTHERS = ("allauth.", "drf_spectacular.")
"""Where people sign in, and the description of the API: they know of no child."""


@dataclass(frozen=True)
class Route:
    name: str
    takes: frozenset[str]
    view: str

    @property
    def numbered(self) -> bool:
        return bool(self.takes - set(WORDS))

    @property
    def in_the_api(self) -> bool:
        return self.address(1).startswith("/api/")

    def address(self, number: int | dict[str, int]) -> str:
        """With this number in every place, or each place's own."""
        words = WORDS | {word: CODES[self.name] for word in ("code", "name") if self.name in CODES}
        numbers = number if isinstance(number, dict) else dict.fromkeys(self.takes, number)
        takes = {one: words[one] if one in words else numbers[one] for one in self.takes}
        return reverse(self.name, kwargs=takes)

    def shut_to(self, stranger, file) -> bool:
        """Whether this stranger is refused, not only shown nothing."""
        if not self.numbered:
            return False
        return stranger.council != file.team.authority_id or self.name not in COUNCILS_OWN


@cache
def routes() -> dict[str, Route]:
    """By name. The superuser's own pages are open to no worker."""
    found = {}
    for pattern in patterns():
        takes = frozenset(pattern.pattern.regex.groupindex) | set(pattern.pattern.converters)
        if pattern.name and not pattern.lookup_str.startswith(OTHERS) and "format" not in takes:
            kept = found.get(pattern.name)
            longer = kept and len(kept.takes) > len(takes)
            found[pattern.name] = kept if longer else Route(pattern.name, takes, pattern.lookup_str)
    return dict(sorted(found.items()))
