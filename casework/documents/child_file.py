from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.look_words import LookWords, look_words
from casework.children.extensions.mistakes import Kind, always, mistakes
from casework.children.extensions.shared_records import Beside, beside_the_search, tell
from casework.documents.models import ChildDocument, ContactLimit, Letter, Sending

parts.add(
    Page(order=75, label="Documents", url="documents"),
    MenuItem(order=60, label="Document or photograph", url="document-add"),
    MenuItem(order=65, label="Letter", url="letter-add", note="filled in from the file"),
)

within.add(
    Findable(
        label="Document",
        records=ChildDocument.objects.standing,
        happened="document__dated_on",
        url="documents",
        words=("document__title", "document__from_whom"),
        about="document__children__child",
        of_all=("document__title", "document__from_whom", "document__file_list__name"),
    )
)
beside_the_search.add(
    Beside(
        model=Sending, about="document__children__child", of_all=("document__title", "recipient")
    )
)


def _was_sent(document) -> bool:
    return Sending.objects.filter(document=document.document_id, child=document.child_id).exists()


def _titles(child, reader) -> list[str]:
    standing = ChildDocument.objects.of_child(child).standing().select_related("document")
    return [part.document.title for part in tell(standing, reader)]


# A document on the wrong child's file is moved; that file says no more what it is.
look_words.add(LookWords(begins="document: ", otherwise="a document", standing=_titles))

mistakes.add(
    Kind(
        model=ChildDocument,
        called="document",
        happened="document__dated_on",
        url="documents",
        settled=_was_sent,
        not_corrected="Its title and date are changed on its own page, and a new version is added",
    ),
    Kind(model=ContactLimit, called="limit of contact", happened="started_on", url="documents"),
    Kind(
        model=Sending,
        called="something sent",
        happened="sent_at",
        url="documents",
        settled=always,
        not_moved="What was sent is a fact of the file it was sent from",
    ),
    Kind(
        model=Letter,
        called="letter",
        url="documents",
        settled=lambda letter: letter.final_at is not None,
        not_corrected="It is written until it is final; then a new version follows it",
    ),
)
