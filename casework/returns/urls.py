from django.urls import path

from casework.returns import views

CENSUS = "returns/census/"
urlpatterns = [
    path(f"{CENSUS}import/", views.ImportCensus.as_view(), name="import-census"),
    path(f"{CENSUS}<int:pk>/", views.OneCensus.as_view(), name="census-import"),
    path(f"{CENSUS}<int:pk>/load/", views.LoadCensus.as_view(), name="census-load"),
    path(f"{CENSUS}<int:pk>/leave/", views.LeaveCensus.as_view(), name="census-leave"),
]
