from django.urls import path

from casework.practice import views

DRAFT = "templates/versions/<int:version>/"

urlpatterns = [
    path("templates/", views.Templates.as_view(), name="templates"),
    path("templates/<int:pk>/", views.TemplateHistory.as_view(), name="template"),
    path("templates/<int:pk>/draft/", views.DraftBegin.as_view(), name="template-draft"),
    path("templates/versions/<int:pk>/", views.OneVersion.as_view(), name="template-version"),
    path("templates/versions/<int:pk>/preview/", views.Preview.as_view(), name="template-preview"),
    path(DRAFT + "sections/add/", views.SectionAdd.as_view(), name="section-add"),
    path(DRAFT + "sections/<int:pk>/", views.SectionEdit.as_view(), name="section-edit"),
    path(DRAFT + "sections/<int:pk>/move/", views.SectionMove.as_view(), name="section-move"),
    path(DRAFT + "sections/<int:pk>/remove/", views.SectionRemove.as_view(), name="section-remove"),
    path(DRAFT + "publish/", views.Publish.as_view(), name="template-publish"),
]
