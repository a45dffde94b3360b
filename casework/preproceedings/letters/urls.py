from django.urls import path

from casework.preproceedings.letters import views

LETTERS = "children/<child:child>/pre-proceedings/letters"

urlpatterns = [
    path(f"{LETTERS}/", views.ParentLetters.as_view(), name="parent-letters"),
    path(
        f"{LETTERS}/<int:parent>/<slug:letter>/begin/",
        views.LetterBegin.as_view(),
        name="parent-letter-begin",
    ),
    path(
        f"{LETTERS}/<int:letter>/copies/add/", views.LetterCopyAdd.as_view(), name="letter-copy-add"
    ),
]
