from casework.children.parts import Deed, Page, parts

parts.add(
    Page(order=75, label="Documents", url="documents"),
    Deed(order=60, label="Document or photograph", url="document-add"),
    Deed(order=65, label="Letter", url="letter-add", note="filled in from the file"),
)
