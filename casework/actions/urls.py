from django.urls import path

from casework.actions import views

urlpatterns = [
    path("children/<child:child>/actions/", views.Actions.as_view(), name="actions"),
    path(
        "children/<child:child>/actions/<int:pk>/done/",
        views.ActionDone.as_view(),
        name="action-close",
    ),
    path(
        "children/<child:child>/actions/<int:pk>/date/",
        views.ActionMove.as_view(),
        name="action-move",
    ),
    path(
        "children/<child:child>/actions/<int:pk>/drop/",
        views.ActionDropped.as_view(),
        name="action-drop",
    ),
]
