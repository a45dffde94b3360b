"""Who has seen this record: every look, and the same counted for the family."""

from django.db.models import Case, CharField, Count, F, Max, Min, Q, Value, When
from django.db.models.functions import Concat

from casework.access.list_views import KeyedList
from casework.access.roles import ROLES, Permission
from casework.children.base_views import ChildPage
from casework.children.extensions.look_words import look_words
from casework.children.known.operations import ASKED
from casework.children.merged_files import files_of
from casework.children.models import FileAccess, SealedIdentity
from casework.interface.exports import Column

SEARCHED = r"(^|&)q="


class Looks(KeyedList, ChildPage):
    """Who has looked at this file, newest first: whoever opened it, whoever had it named on a page
    or found it in a search, and every program that was given its records."""

    template_name = "children/looks.html"
    page = "looks"
    logged_as = "who has looked"
    list_title = "Who has looked"
    order = ("-at", "-pk")
    columns = [
        Column("When", lambda look: look.at),
        Column("Who", lambda look: look.worker),
        Column("Role", lambda look: look.worker.get_role_display()),
        Column("What", lambda look: look.said),
    ]

    def all_rows(self):
        looks = FileAccess.objects.at_files(self.files).select_related("worker")
        if self.opened_only:
            looks = looks.filter(child__in=self.files)
        return looks.annotate(said=self.said).defer("children", "files", "asked")

    @property
    def files(self):
        return files_of(self.child)

    @property
    def opened_only(self) -> bool:
        return self.request.GET.get("which") == "opened"

    def get_context_data(self, **kwargs):
        may_report = self.request.user.may(Permission.AUTHORISE)
        return super().get_context_data(
            opened_only=self.opened_only, may_report=may_report, **kwargs
        )

    @property
    def said(self):
        """What is shown of a look. What was typed in a search may name other families, so it is
        never said here; nor, where somebody asked with a name that is sealed now, what that was."""
        by_name = [*self.sealed(), *self.gone()]
        listed = Concat(Value("named on a page: "), "what")
        return Case(
            *by_name,
            When(Q(child__in=self.files) | Q(files__isnull=False), then=F("what")),
            When(asked__regex=SEARCHED, then=Value("found in a search")),
            default=listed,
            output_field=CharField(),
        )

    def sealed(self):
        sealed = SealedIdentity.objects.sealed().of_child(self.child)
        if sealed.exists() and not sealed.read_by(self.request.user).exists():
            yield When(what__startswith=ASKED, then=Value(ASKED))

    def gone(self):
        for words in look_words:
            names = words.standing(self.child, self.request.user)
            stands = [f"{words.begins}{name}"[:100] for name in names]
            named = Q(what__startswith=words.begins) & ~Q(what__in=stands)
            yield When(named, then=Value(words.otherwise))


class LooksReport(ChildPage):
    """For the family, who may ask who has read what is kept of them: each person once, with how
    often and between which days. What was looked at is not said: it may tell of somebody else.

    UK GDPR article 15(1)(c) gives a right to know the recipients of one's data; who of the staff
    looked is given where it is fair to them (Pankki S, CJEU C-579/21, 2023, is persuasive here).
    """

    template_name = "children/looks_report.html"
    permission = Permission.AUTHORISE
    page = "looks"
    logged_as = "the report of who has looked"
    reads = False

    def get_context_data(self, **kwargs):
        files = files_of(self.child)
        opened = Count("pk", filter=Q(child__in=files))
        looks = FileAccess.objects.at_files(files).order_by()
        counted = looks.values(
            "worker__first_name", "worker__last_name", "worker__role", "worker__team__name"
        ).annotate(opened=opened, times=Count("pk"), first=Min("at"), last=Max("at"))
        people = list(counted.order_by("-opened", "worker__last_name", "worker__first_name"))
        return super().get_context_data(people=[row_of(row) for row in people], **kwargs)


def row_of(row: dict) -> dict:
    name = f"{row['worker__first_name']} {row['worker__last_name']}".strip()
    role = ROLES[row["worker__role"]].label if row["worker__role"] in ROLES else ""
    return {
        "name": name or role,
        "role": role,
        "team": row["worker__team__name"] or "",
        "opened": row["opened"],
        "listed": row["times"] - row["opened"],
        "first": row["first"],
        "last": row["last"],
    }
