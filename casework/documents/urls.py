from django.urls import path

from casework.documents import views
from casework.documents.letters import template_views as wording
from casework.documents.letters import views as writing

CHILD = "children/<child:child>"
ONE = f"{CHILD}/documents/<int:pk>"
LETTER = f"{CHILD}/letters/<int:pk>"

urlpatterns = [
    path(f"{CHILD}/documents/", views.Documents.as_view(), name="documents"),
    path(f"{CHILD}/documents/add/", views.DocumentAdd.as_view(), name="document-add"),
    path(f"{ONE}/", views.DocumentPage.as_view(), name="document"),
    path(f"{ONE}/files/<int:file>/", views.DocumentDownload.as_view(), name="document-file"),
    path(f"{ONE}/versions/add/", views.NewVersion.as_view(), name="document-version"),
    path(f"{ONE}/take-off/", views.DocumentRemove.as_view(), name="document-remove"),
    path(f"{ONE}/sent/add/", views.SendingAdd.as_view(), name="sending-add"),
    path(f"{ONE}/write-again/", writing.LetterAgain.as_view(), name="letter-again"),
    path(f"{CHILD}/letters/add/", writing.LetterAdd.as_view(), name="letter-add"),
    path(f"{LETTER}/", writing.LetterPage.as_view(), name="letter"),
    path(f"{LETTER}/edit/", writing.LetterEdit.as_view(), name="letter-edit"),
    path(f"{LETTER}/draft.<str:ending>", writing.LetterTaken.as_view(), name="letter-draft"),
    path(f"{LETTER}/final/", writing.LetterFinal.as_view(), name="letter-final"),
    path(f"{LETTER}/delete/", writing.LetterDelete.as_view(), name="letter-delete"),
    path(f"{CHILD}/contact-limits/add/", views.ContactLimitAdd.as_view(), name="contact-limit-add"),
    path(
        f"{CHILD}/contact-limits/<int:pk>/end/",
        views.ContactLimitEnd.as_view(),
        name="contact-limit-end",
    ),
    path("letter-templates/", wording.LetterTemplates.as_view(), name="letter-templates"),
    path("letter-templates/add/", wording.LetterTemplateAdd.as_view(), name="letter-template-add"),
    path(
        "letter-templates/<slug:code>/",
        wording.LetterTemplateEdit.as_view(),
        name="letter-template",
    ),
]
