from django.urls import path

from casework.writing import views

urlpatterns = [
    path("writing/check/", views.Check.as_view(), name="writing-check"),
]
