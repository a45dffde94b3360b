from django.urls import path

from casework.waits.register import views

urlpatterns = [
    path("gaps/", views.Gaps.as_view(), name="gaps"),
    path("gaps/add/", views.GapAdd.as_view(), name="gap-add"),
    path("gaps/<int:pk>/", views.OneGap.as_view(), name="gap"),
    path("gaps/<int:pk>/change/", views.GapEdit.as_view(), name="gap-edit"),
    path("gaps/<int:pk>/happened/", views.GapEntryAdd.as_view(), name="gap-entry-add"),
    path("gaps/<int:pk>/close/", views.GapClose.as_view(), name="gap-close"),
]
