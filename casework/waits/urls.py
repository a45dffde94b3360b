from django.urls import include, path

from casework.waits.ledger import views

CHILD = "children/<child:child>/help"

urlpatterns = [
    path(f"{CHILD}/", views.HelpNeeds.as_view(), name="help-needs"),
    path(f"{CHILD}/add/", views.HelpNeedAdd.as_view(), name="help-need-add"),
    path(
        f"{CHILD}/<int:pk>/meanwhile/",
        views.HelpNeedMeanwhile.as_view(),
        name="help-need-meanwhile",
    ),
    path(
        f"{CHILD}/<int:pk>/no-service/",
        views.HelpNeedNoService.as_view(),
        name="help-need-no-service",
    ),
    path(f"{CHILD}/<int:pk>/end/", views.HelpNeedEnd.as_view(), name="help-need-end"),
    path(f"{CHILD}/<int:need>/ask/", views.HelpReferralAdd.as_view(), name="help-referral-add"),
    path(f"{CHILD}/asked/<int:pk>/", views.HelpReferralStands.as_view(), name="help-referral"),
    path("", include("casework.waits.page.urls")),
    path("", include("casework.waits.register.urls")),
]
