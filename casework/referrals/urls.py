from django.urls import path

from casework.referrals import decision_views, views
from casework.referrals.family_help import views as family_help_pages

HELP = "children/<child:child>/family-help/"

urlpatterns = [
    path("contacts/add/", views.ContactAdd.as_view(), name="contact-add"),
    path(
        "children/<child:child>/contacts/add/",
        views.ContactAddFor.as_view(),
        name="contact-add-for",
    ),
    path(
        "children/<child:child>/contacts/screen/",
        decision_views.ContactScreen.as_view(),
        name="contact-screen",
    ),
    path("children/<child:child>/referrals/", views.Referrals.as_view(), name="referrals"),
    path("children/<child:child>/referrals/add/", views.ReferralAdd.as_view(), name="referral-add"),
    path(
        "children/<child:child>/referrals/decide/",
        decision_views.ReferralDecide.as_view(),
        name="referral-decide",
    ),
    path(
        "children/<child:child>/episode/close/",
        decision_views.EpisodeClose.as_view(),
        name="episode-close",
    ),
    path(
        "children/<child:child>/episode/<int:pk>/for-the-family/",
        decision_views.ForFamily.as_view(),
        name="episode-for-family",
    ),
    path(HELP, family_help_pages.FamilyHelpPage.as_view(), name="family-help"),
    path(f"{HELP}add/", family_help_pages.FamilyHelpAdd.as_view(), name="family-help-add"),
    path(
        f"{HELP}<int:pk>/answer/",
        family_help_pages.FamilyHelpAnswer.as_view(),
        name="family-help-answer",
    ),
    path(f"{HELP}<int:pk>/end/", family_help_pages.FamilyHelpEnd.as_view(), name="family-help-end"),
]
