from django.urls import path

from casework.confidentiality.groups import views as groups
from casework.confidentiality.openings import views as openings
from casework.confidentiality.restrictions import views
from casework.confidentiality.sealing import views as sealing

OF_CHILD = "children/<child:child>/restriction/"
SEALED = "children/<child:child>/sealed/"
GROUP = "children/<child:child>/group/"

urlpatterns = [
    path(OF_CHILD, views.RestrictionPage.as_view(), name="restriction"),
    path(f"{OF_CHILD}add/", views.Restrict.as_view(), name="restrict"),
    path(f"{OF_CHILD}name/", views.Name.as_view(), name="restriction-name"),
    path(f"{OF_CHILD}name/<int:pk>/end/", views.PutOut.as_view(), name="restriction-put-out"),
    path(f"{OF_CHILD}review/", views.Review.as_view(), name="restriction-review"),
    path(f"{OF_CHILD}<int:asked>/agree/", views.Decide.as_view(), name="restriction-agree"),
    path(f"{OF_CHILD}<int:asked>/end/", views.DecideEnding.as_view(), name="restriction-end-agree"),
    path(
        "children/known/<int:ask>/<int:place>/open/",
        openings.OpenFile.as_view(),
        name="file-opening-add",
    ),
    path("openings/<int:pk>/close/", openings.CloseFile.as_view(), name="file-opening-close"),
    path(
        f"{OF_CHILD}openings/<int:pk>/",
        openings.ReviewOpening.as_view(),
        name="file-opening-review",
    ),
    path(SEALED, sealing.SealedPage.as_view(), name="sealed-identity"),
    path(f"{SEALED}add/", sealing.Seal.as_view(), name="seal"),
    path(f"{SEALED}readers/", sealing.ReaderAdd.as_view(), name="sealed-reader-add"),
    path(f"{SEALED}readers/<int:pk>/end/", sealing.ReaderEnd.as_view(), name="sealed-reader-end"),
    path(f"{SEALED}unseal/", sealing.Unseal.as_view(), name="unseal"),
    path(f"{SEALED}<int:asked>/agree/", sealing.UnsealDecide.as_view(), name="unseal-agree"),
    path(GROUP, groups.GroupPage.as_view(), name="group"),
    path(f"{GROUP}add/", groups.GroupAdd.as_view(), name="group-add"),
    path(f"{GROUP}<int:pk>/agree/", groups.GroupAgree.as_view(), name="group-agree"),
    path(f"{GROUP}<int:pk>/end/", groups.GroupEnd.as_view(), name="group-end"),
]
