from django.urls import path

from casework.retention import views

urlpatterns = [
    path("retention/", views.RetentionPage.as_view(), name="retention"),
    path("retention/rules/", views.RulesLay.as_view(), name="retention-rules-lay"),
    path("retention/rules/<int:pk>/", views.RuleEdit.as_view(), name="retention-rule"),
    path("retention/holds/add/", views.HoldAdd.as_view(), name="hold-add"),
    path("retention/holds/<int:pk>/lift/", views.HoldLift.as_view(), name="hold-lift"),
    path("retention/due/", views.DueFiles.as_view(), name="retention-due"),
    path("retention/rounds/begin/", views.RoundBegin.as_view(), name="retention-begin"),
    path("retention/rounds/<int:pk>/", views.RoundPage.as_view(), name="retention-round"),
    path(
        "retention/rounds/<int:pk>/authorise/",
        views.Authorise.as_view(),
        name="retention-authorise",
    ),
    path("retention/rounds/<int:pk>/drop/", views.RoundDrop.as_view(), name="retention-drop"),
    path(
        "retention/rounds/<int:pk>/files/<int:file>/leave-out/",
        views.LeaveOut.as_view(),
        name="retention-leave-out",
    ),
    path(
        "retention/rounds/<int:pk>/files/<int:file>/put-in/",
        views.PutIn.as_view(),
        name="retention-put-in",
    ),
    path("retention/certificates/", views.Certificates.as_view(), name="retention-certificates"),
    path(
        "retention/certificates/<int:pk>/",
        views.CertificatePage.as_view(),
        name="retention-certificate",
    ),
]
