from casework.children.models.addresses import Address, AddressQuerySet, HouseMove, living_at
from casework.children.models.age_statements import AgeStatement
from casework.children.models.asks import Ask, AskQuerySet
from casework.children.models.children import (
    Alert,
    AlertQuerySet,
    Allocation,
    AllocationQuerySet,
    Child,
    ChildQuerySet,
    FileGrant,
    FileGrantQuerySet,
    even_merged,
)
from casework.children.models.drafts import Draft, DraftQuerySet
from casework.children.models.identity import (
    IdentityReader,
    IdentityReaderQuerySet,
    SealedIdentity,
    SealedIdentityQuerySet,
)
from casework.children.models.known import Sign, signs
from casework.children.models.life_events import LifeEvent, Move, MoveQuerySet
from casework.children.models.looks import Among, FileAccess, Pull
from casework.children.models.mistakes import MayBeWithdrawn, even_withdrawn
from casework.children.models.people import (
    Person,
    PersonJoin,
    PersonName,
    Relationship,
    RelationshipQuerySet,
)
from casework.children.models.records import (
    ChildRecord,
    ChildRecordQuerySet,
    file_changed,
    tell_file_changed,
)
from casework.children.models.search import (
    CHECK_LETTERS,
    Folded,
    SearchQuerySetMixin,
    kin_matching,
    sealed_matching,
    terms,
    upn_is_valid,
)
from casework.children.models.submissions import (
    FormSubmission,
    FormSubmissionQuerySet,
    key_of,
    wait_for,
)

__all__ = [
    "Address",
    "AddressQuerySet",
    "AgeStatement",
    "Alert",
    "Among",
    "AlertQuerySet",
    "Allocation",
    "AllocationQuerySet",
    "Ask",
    "AskQuerySet",
    "CHECK_LETTERS",
    "Child",
    "ChildQuerySet",
    "ChildRecord",
    "ChildRecordQuerySet",
    "Draft",
    "DraftQuerySet",
    "FileAccess",
    "Pull",
    "FileGrant",
    "FileGrantQuerySet",
    "IdentityReader",
    "IdentityReaderQuerySet",
    "SealedIdentity",
    "SealedIdentityQuerySet",
    "HouseMove",
    "Folded",
    "LifeEvent",
    "Move",
    "MoveQuerySet",
    "Person",
    "PersonJoin",
    "PersonName",
    "Relationship",
    "RelationshipQuerySet",
    "SearchQuerySetMixin",
    "FormSubmission",
    "FormSubmissionQuerySet",
    "file_changed",
    "MayBeWithdrawn",
    "even_merged",
    "even_withdrawn",
    "key_of",
    "living_at",
    "kin_matching",
    "sealed_matching",
    "Sign",
    "signs",
    "tell_file_changed",
    "terms",
    "upn_is_valid",
    "wait_for",
]
