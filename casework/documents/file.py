from casework.children.parts import Deed, Page, parts
from casework.children.within import Findable, within
from casework.documents.models import ChildDocument

parts.add(
    Page(order=75, label="Documents", url="documents"),
    Deed(order=60, label="Document or photograph", url="document-add"),
    Deed(order=65, label="Letter", url="letter-add", note="filled in from the file"),
)

within.add(
    Findable(
        label="Document", records=ChildDocument.objects.standing, happened="document__dated_on",
        url="documents", words=("document__title", "document__from_whom"),
    )
)  # fmt: skip
