from django.urls import path

from casework.recording import views

urlpatterns = [
    path("children/<child:child>/visits/", views.VisitsAndNotes.as_view(), name="visits"),
    path("children/<child:child>/visits/add/", views.VisitCreate.as_view(), name="visit-add"),
    path(
        "children/<child:child>/visits/preview/", views.VisitPreview.as_view(), name="visit-preview"
    ),
    path(
        "children/<child:child>/visits/preview/<str:others>/",
        views.VisitPreview.as_view(),
        name="visit-preview",
    ),
    path("children/<child:child>/visits/<int:pk>/", views.VisitPage.as_view(), name="visit"),
    path("children/<child:child>/notes/add/", views.NoteCreate.as_view(), name="note-add"),
    path("children/<child:child>/notes/<int:pk>/", views.NotePage.as_view(), name="note"),
    path("children/<child:child>/words/", views.OwnWords.as_view(), name="words"),
    path("children/<child:child>/words/add/", views.WordsCreate.as_view(), name="words-add"),
    path(
        "children/<child:child>/words/visit/<int:pk>/changed/",
        views.WhatChanged.as_view(),
        name="visit-words-changed",
    ),
    path(
        "children/<child:child>/words/note/<int:pk>/changed/",
        views.WhatChangedInNote.as_view(),
        name="note-words-changed",
    ),
]
