from django.urls import path

from casework.duplicates import views

OF_CHILD = "children/<child:child>/second-file/"
ONE = f"{OF_CHILD}<int:pk>/"

urlpatterns = [
    path("children/duplicates/", views.Duplicates.as_view(), name="duplicates"),
    path("children/duplicates/propose/", views.ProposeKnown.as_view(), name="duplicates-propose"),
    path(OF_CHILD, views.MergesOfChild.as_view(), name="merges"),
    path(f"{OF_CHILD}propose/", views.Propose.as_view(), name="merge-propose"),
    path(ONE, views.Compare.as_view(), name="merge"),
    path(f"{ONE}agree/", views.Agree.as_view(), name="merge-agree"),
    path(f"{ONE}refuse/", views.Refuse.as_view(), name="merge-refuse"),
    path(f"{ONE}undo/", views.Undo.as_view(), name="merge-undo"),
]
