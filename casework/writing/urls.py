from django.urls import path

from casework.writing.prompts import views
from casework.writing.vocabulary import views as words_views

urlpatterns = [
    path("writing/check/", views.Check.as_view(), name="writing-check"),
    path("words/", words_views.WordsPage.as_view(), name="plain-words"),
    path("words/add/", words_views.AddTerm.as_view(), name="word-add"),
    path("words/prompts/", words_views.Prompts.as_view(), name="prompts"),
    path("words/<int:pk>/", words_views.ChangeTerm.as_view(), name="word-change"),
    path("words/<int:pk>/remove/", words_views.RemoveTerm.as_view(), name="word-remove"),
    path("writing/put-aside/", views.PutAside.as_view(), name="put-aside"),
    path(
        "children/<child:child>/writing/not-needed/", views.NotNeeded.as_view(), name="not-needed"
    ),
]
