from django.urls import path

from casework.chronology import views

PLACE = "children/<child:child>/chronology/"

urlpatterns = [
    path(PLACE, views.Chronology.as_view(), name="chronology"),
    path(f"{PLACE}print/", views.Printed.as_view(), name="chronology-print"),
    path(f"{PLACE}<str:code>/<int:record>/mark/", views.Mark.as_view(), name="chronology-mark"),
    path(
        f"{PLACE}<str:code>/<int:record>/unmark/", views.Unmark.as_view(), name="chronology-unmark"
    ),
]
