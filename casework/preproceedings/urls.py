from django.urls import path

from casework.preproceedings.asking.views import PlanningAsk
from casework.preproceedings.census_views import CensusRows, DatasetRows
from casework.preproceedings.court import views as court
from casework.preproceedings.panel import views as panel
from casework.preproceedings.steps import views as steps

OF_CHILD = "children/<child:child>/pre-proceedings/"
ONE = OF_CHILD + "<int:pk>/"
STEP = ONE + "<slug:step>/"

urlpatterns = [
    path("pre-proceedings/census/", CensusRows.as_view(), name="plo-census"),
    path("pre-proceedings/dataset/", DatasetRows.as_view(), name="plo-dataset"),
    path(OF_CHILD, steps.ChildTimeline.as_view(), name="plo-child"),
    path(OF_CHILD + "ask/", PlanningAsk.as_view(), name="plo-ask"),
    path(OF_CHILD + "panel/add/", panel.PanelAdd.as_view(), name="plo-panel-add"),
    path(OF_CHILD + "meeting/add/", panel.ProcessMeetingAdd.as_view(), name="plo-meeting-add"),
    path(OF_CHILD + "court/<int:pk>/order/", court.FinalOrder.as_view(), name="plo-order"),
    path(
        OF_CHILD + "court/<int:pk>/extend/", court.ExtensionAdd.as_view(), name="plo-court-extend"
    ),
    path(OF_CHILD + "used/<int:pk>/", court.UseInCourt.as_view(), name="plo-used"),
    path(ONE, steps.Timeline.as_view(), name="plo"),
    path(ONE + "look/", steps.LookAdd.as_view(), name="plo-look"),
    path(ONE + "no-letter/", steps.NoLetter.as_view(), name="plo-no-letter"),
    path(ONE + "join/", steps.Join.as_view(), name="plo-join"),
    path(ONE + "advice/", steps.Advice.as_view(), name="plo-advice"),
    path(ONE + "goes-on/", steps.GoesOn.as_view(), name="plo-goes-on"),
    path(STEP + "add/", steps.StepAdd.as_view(), name="plo-step-add"),
    path(STEP + "<int:row>/", steps.StepEdit.as_view(), name="plo-step"),
    path(STEP + "<int:row>/withdraw/", steps.StepWithdraw.as_view(), name="plo-step-withdraw"),
    path(STEP + "<int:row>/move/", steps.StepMove.as_view(), name="plo-step-move"),
]
