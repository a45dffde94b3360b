"""What is kept on a child's file as a file, and to whom it was given."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import cached_property

from casework.access.models import Authority
from casework.children.codes import Agency
from casework.children.models import Child, ChildRecord, ChildRecordQuerySet, Person

WORKER = settings.AUTH_USER_MODEL


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """Those that stand on the file of a child this worker may know of."""
        parts = ChildDocument.objects.standing().filter(child__in=Child.objects.visible_to(worker))
        return self.filter(children__in=parts).distinct()


@pghistory.track()
class Document(models.Model):
    """One paper, e-mail or picture, on the file of one child or of brothers and sisters."""

    class Kind(models.TextChoices):
        LETTER = "letter", "Letter"
        REPORT = "report", "Report"
        PLAN = "plan", "Plan"
        MINUTES = "minutes", "Minutes"
        CHRONOLOGY = "chronology", "Chronology"
        FORM = "form", "Form or consent"
        COURT = "court", "Court paper"
        IDENTITY = "identity", "Birth certificate or other proof"
        PICTURE = "picture", "Photograph or drawing"
        MESSAGE = "message", "E-mail or message"
        OTHER = "other", "Something else"

    class Sensitivity(models.TextChoices):
        ORDINARY = "ordinary", "No more than the rest of the file"
        THIRD_PARTY = "third_party", "It says things about someone else"
        SOURCE = "source", "It could show who told us"
        NOT_FAMILY = "not_family", "The family must not be given it"
        LEGAL = "legal", "Legal advice"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    title = models.CharField("what is it called?", max_length=150)
    kind = models.CharField("what is it?", max_length=10, choices=Kind)
    dated_on = models.DateField("date on it")
    from_whom = models.CharField("who is it from?", max_length=150, blank=True)
    sensitivity = models.CharField(
        "how private is it?", max_length=11, choices=Sensitivity, default=Sensitivity.ORDINARY
    )
    recorded_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    def __str__(self):
        return self.title

    @cached_property
    def file_list(self) -> list["DocumentFile"]:
        """Its files, as they are told to a reader."""
        return list(self.files.all())

    @property
    def sensitive(self) -> bool:
        return self.sensitivity != self.Sensitivity.ORDINARY


class ChildDocumentQuerySet(ChildRecordQuerySet):
    def standing(self):
        return self.filter(removed_at=None)

    def newest_first(self):
        return self.order_by("-document__dated_on", "-pk")

    def with_document(self):
        return self.select_related("document__recorded_by").prefetch_related("document__files")


@pghistory.track()
class ChildDocument(ChildRecord):
    """A document on one child's file. Taken off it, the row and the bytes stay, with the reason."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="children")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    removed_because = models.CharField("why?", max_length=300, blank=True)

    objects: ClassVar = ChildDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "child"], name="document_once_a_child"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_because="")
                | Q(removed_at__isnull=False) & ~Q(removed_because=""),
                name="document_removed_says_why",
                violation_error_message="Say why it is taken off the file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["child", "document"], name="document_on_file", condition=Q(removed_at=None)
            )
        ]

    def __str__(self):
        return str(self.document)

    @property
    def newest_files(self) -> list:
        """The newest version, in each format it has."""
        files = list(self.document.files.all())
        return [file for file in files if file.version == files[0].version]


class DocumentFileQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(document__in=Document.objects.visible_to(worker))


@pghistory.track()
class DocumentFile(models.Model):
    """The bytes of one version in one format. A new version never replaces them.

    ``name`` is what a reader's machine calls the file; ``stored_as`` where it lies, which says
    nothing of whom it is about.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="files")
    version = models.PositiveSmallIntegerField(default=1)
    format = models.CharField(max_length=5)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=100, unique=True)
    added_by = models.ForeignKey(WORKER, models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        ordering = ["-version", "-format"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "version", "format"], name="file_once_a_version"
            )
        ]
        triggers = [pgtrigger.Protect(name="file_is_never_changed", operation=pgtrigger.Update)]

    def __str__(self):
        return self.name

    @property
    def size_words(self) -> str:
        return filesizeformat(self.size).replace("\xa0", " ")


class ContactLimitQuerySet(ChildRecordQuerySet):
    def standing(self):
        today = timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today), started_on__lte=today)


@pghistory.track()
class ContactLimit(ChildRecord):
    """Someone who may not have contact, or not know an address: asked before anything is sent."""

    class Basis(models.TextChoices):
        COURT = "court", "A court order"
        BAIL = "bail", "Bail, or a condition of a sentence"
        AGREED = "agreed", "Agreed with the family"
        PLAN = "plan", "A plan or a meeting"

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_limits")
    limit = models.CharField("what is limited, and by whom?", max_length=200)
    basis = models.CharField("what it rests on", max_length=10, choices=Basis, default=Basis.AGREED)
    not_told = models.BooleanField(
        "they must not be told of meetings, plans or letters", default=False
    )
    started_on = models.DateField("from")
    ended_on = models.DateField("until", null=True, blank=True)

    objects: ClassVar = ContactLimitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "person"],
                condition=Q(ended_on=None),
                name="limit_once_a_person",
                violation_error_message="A limit on contact with this person already stands",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                name="limit_ends_after_it_starts",
                violation_error_message="The limit cannot end before it starts",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.limit}"


class SendingQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-sent_at", "-pk")


@pghistory.track()
class Sending(ChildRecord):
    """A document given to someone: what, to whom, how and when."""

    class How(models.TextChoices):
        POST = "post", "By post"
        HAND = "hand", "By hand"
        EMAIL = "email", "By secure e-mail"
        TOGETHER = "together", "Read together"

    document = models.ForeignKey(Document, models.CASCADE, related_name="sendings")
    version = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    recipient = models.CharField("who?", max_length=150)
    agency = models.CharField("who are they for?", max_length=15, choices=Agency)
    how = models.CharField("how?", max_length=8, choices=How)
    sent_at = models.DateTimeField("when?")
    despite = models.CharField("why it was right to send it", max_length=300, blank=True)

    objects: ClassVar = SendingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["child", "document"], name="sending_of_document")]

    def __str__(self):
        return f"To {self.recipient}, {self.get_how_display().lower()}"


class LetterTemplateQuerySet(models.QuerySet):
    def of(self, authority):
        """Those that came with Casework, and the council's own."""
        return self.filter(Q(authority=authority) | Q(authority=None))

    def in_use(self, authority):
        """The newest of each; once a council has changed one, its own stands."""
        newest = self.of(authority).order_by(
            "code", models.F("authority").asc(nulls_last=True), "-version"
        )
        return self.filter(pk__in=newest.distinct("code").values("pk")).order_by("title")


@pghistory.track()
class LetterTemplate(models.Model):
    """One version of a template. A change is a new row, so a letter keeps the words it came of."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, related_name="+", null=True, blank=True, editable=False
    )
    code = models.SlugField(max_length=40, editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    title = models.CharField("what is it called?", max_length=100)
    kind = models.CharField("what does it make?", max_length=10, choices=Document.Kind)
    source = models.CharField("what is it about?", max_length=40)
    offered = models.BooleanField("workers may use it", default=True)
    body = models.TextField("words")
    written_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "version"],
                name="template_version_once",
                nulls_distinct=False,
            )
        ]
        triggers = [pgtrigger.Protect(name="template_is_never_changed", operation=pgtrigger.Update)]

    def __str__(self):
        return self.title


class LetterQuerySet(ChildRecordQuerySet):
    def drafts(self):
        return self.filter(final_at=None)


@pghistory.track()
class Letter(ChildRecord):
    """A letter or plan being written. Made final, it is locked and stands on the file as files."""

    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="letters")
    about = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField("what is it called?", max_length=150)
    addressed_to = models.TextField("who is it to?", blank=True, max_length=400)
    text = models.TextField("words")
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="next_versions", null=True, blank=True, editable=False
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="letters", null=True, blank=True, editable=False
    )
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    final_at = models.DateTimeField(null=True, blank=True, editable=False)
    final_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )

    objects: ClassVar = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(final_at=None, document=None)
                | Q(final_at__isnull=False, document__isnull=False),
                name="letter_final_is_on_file",
            )
        ]
        indexes = [
            models.Index(fields=["child"], name="letter_in_draft", condition=Q(final_at=None))
        ]
        triggers = [
            pgtrigger.Protect(
                name="final_letter_is_locked",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__final_at__isnull=False),
            )
        ]

    def __str__(self):
        return self.title
