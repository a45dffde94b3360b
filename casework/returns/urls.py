from django.urls import path

from casework.returns import views

urlpatterns = [path("returns/census/import/", views.ImportCensus.as_view(), name="import-census")]
