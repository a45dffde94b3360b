from django.urls import path

from casework.preproceedings.panel_sheet import views

urlpatterns = [
    path("pre-proceedings/", views.PanelSheet.as_view(), name="panel-sheet"),
    path("pre-proceedings/keep/", views.PanelSheetKeep.as_view(), name="panel-sheet-keep"),
    path("pre-proceedings/panels/", views.KeptSheets.as_view(), name="kept-sheets"),
    path("pre-proceedings/panels/<int:pk>/", views.OneKeptSheet.as_view(), name="kept-sheet"),
]
