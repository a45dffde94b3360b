from django.urls import path

from casework.referrals import views

urlpatterns = [
    path("contacts/add/", views.ContactAdd.as_view(), name="contact-add"),
    path(
        "children/<child:child>/contacts/add/",
        views.ContactAddFor.as_view(),
        name="contact-add-for",
    ),
    path(
        "children/<child:child>/contacts/screen/",
        views.ContactScreen.as_view(),
        name="contact-screen",
    ),
    path("children/<child:child>/referrals/", views.Referrals.as_view(), name="referrals"),
    path("children/<child:child>/referrals/add/", views.ReferralAdd.as_view(), name="referral-add"),
    path(
        "children/<child:child>/referrals/decide/",
        views.ReferralDecide.as_view(),
        name="referral-decide",
    ),
    path(
        "children/<child:child>/episode/close/", views.EpisodeClose.as_view(), name="episode-close"
    ),
]
