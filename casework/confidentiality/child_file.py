from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Concat

from casework.approvals.queue import kinds
from casework.children.allocation.parts import barred
from casework.children.extensions.banner_and_menu import BannerAlert, Fact, MenuItem, Page, parts
from casework.children.extensions.merges import Once, once
from casework.children.extensions.mistakes import only
from casework.children.models import IdentityReader, SealedIdentity
from casework.confidentiality.models import GroupAccess, Opening, Restriction, RestrictionReview
from casework.confidentiality.queue import CONFIDED
from casework.interface.words import full_day, listed


def _was_restricted():
    decided = Restriction.objects.exclude(started_at=None).filter(child=OuterRef("pk"))
    return {"was_restricted": Exists(decided)}


def _was_opened():
    opened = Opening.objects.filter(child=OuterRef("pk"))
    return _was_restricted() | {"was_opened": Exists(opened)}


def _was_sealed():
    sealed = SealedIdentity.objects.sealed().filter(child=OuterRef("pk"))
    return {"identity_sealed": Exists(sealed)}


def _group_annotations():
    seen = GroupAccess.objects.in_force().filter(child=OuterRef("pk")).order_by("pk")
    name = Concat("request__worker__first_name", Value(" "), "request__worker__last_name")
    return {
        "group_names": ArraySubquery(seen.values(full=name)),
        "group_until": Subquery(seen.order_by("-grant__until").values("grant__until")[:1]),
    }


def _group_words(child):
    if not child.group_names:
        return None
    return listed(child.group_names), f"until {full_day(child.group_until)}"


def own_family(child, worker) -> str:
    """A file restricted because it is a member of staff's family is never theirs to work with."""
    theirs = Restriction.objects.in_force().filter(child=child, family_of=worker)
    if not child.restricted or not theirs.exists():
        return ""
    return f"{worker} may not work with {child.first_name}: it is their own family. Choose another"


barred.add(own_family)
parts.add(
    BannerAlert(
        order=90,
        annotations=dict,
        danger=False,
        reads=lambda child: ["Restricted file"] if child.restricted else [],
        url="restriction",
    ),
    Fact(
        order=95,
        label="Sees all the brothers and sisters",
        url="group",
        annotations=_group_annotations,
        reads=_group_words,
        of_family=True,
    ),
    Page(
        order=92,
        label="Sealed",
        url="sealed-identity",
        annotations=_was_sealed,
        shown=lambda child: child.identity_sealed,
    ),
    MenuItem(
        order=293,
        label="Seal who they were born as",
        url="seal",
        shown=lambda child: not child.identity_sealed,
    ),
    Page(
        order=91,
        label="Who may open it",
        url="restriction",
        annotations=_was_opened,
        shown=lambda child: child.restricted or child.was_restricted or child.was_opened,
    ),
    MenuItem(
        order=294,
        label="Restrict the file",
        url="restrict",
        after_death=True,
        shown=lambda child: not child.restricted,
    ),
)

only(
    "Who may read a file is ended, not put right: who could read it stays known",
    Restriction,
    RestrictionReview,
    Opening,
    SealedIdentity,
    IdentityReader,
    GroupAccess,
)

kinds.add(CONFIDED)

once.add(Once(model=Restriction, called="restriction", gathers=False))
