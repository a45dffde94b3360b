from django.urls import path

from casework.preproceedings.panel_sheet import views

urlpatterns = [
    path("pre-proceedings/panel/", views.PanelSheet.as_view(), name="panel-sheet"),
    path("pre-proceedings/panel/keep/", views.PanelSheetKeep.as_view(), name="panel-sheet-keep"),
    path("pre-proceedings/panel/kept/", views.KeptSheets.as_view(), name="kept-sheets"),
    path("pre-proceedings/panel/kept/<int:pk>/", views.OneKeptSheet.as_view(), name="kept-sheet"),
]
