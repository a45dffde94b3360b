from django.urls import path

from assessments import views
from assessments.authorising import amendments as amending
from assessments.authorising import views as authorising
from assessments.strategy import enquiry_views as enquiries
from assessments.strategy import views as strategy

CHILD = "children/<child:child>/assessments/"
ENQUIRIES = "children/<child:child>/enquiries/"

urlpatterns = [
    path(CHILD, views.Assessments.as_view(), name="assessments"),
    path(CHILD + "add/", views.AssessmentAdd.as_view(), name="assessment-add"),
    path(CHILD + "<int:pk>/", views.AssessmentRead.as_view(), name="assessment"),
    path(CHILD + "<int:pk>/edit/", authorising.AssessmentEdit.as_view(), name="assessment-edit"),
    path(
        CHILD + "<int:pk>/submit/", authorising.AssessmentSubmit.as_view(), name="assessment-submit"
    ),
    path(
        CHILD + "<int:pk>/authorise/",
        authorising.AssessmentAuthorise.as_view(),
        name="assessment-authorise",
    ),
    path(
        CHILD + "<int:pk>/return/", authorising.AssessmentReturn.as_view(), name="assessment-return"
    ),
    path(CHILD + "<int:pk>/correct/", amending.AmendmentAdd.as_view(), name="amendment-add"),
    path(CHILD + "<int:pk>/facts/", amending.AmendFacts.as_view(), name="amendment-facts"),
    path(
        CHILD + "corrections/<int:pk>/", amending.AmendmentDecide.as_view(), name="amendment-decide"
    ),
    path(
        "children/<child:child>/strategy-discussions/add/",
        strategy.StrategyAdd.as_view(),
        name="strategy-add",
    ),
    path(ENQUIRIES, strategy.Section47s.as_view(), name="section47s"),
    path(
        ENQUIRIES + "<int:pk>/finish/", enquiries.Section47Finish.as_view(), name="section47-finish"
    ),
    path(
        ENQUIRIES + "<int:pk>/authorise/",
        enquiries.Section47Authorise.as_view(),
        name="section47-authorise",
    ),
    path(
        ENQUIRIES + "<int:pk>/return/", enquiries.Section47Return.as_view(), name="section47-return"
    ),
]
