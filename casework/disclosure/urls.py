from django.urls import path

from casework.disclosure import log_views, redact_views, views

OF_CHILD = "children/<child:child>/disclosures/"
ONE = OF_CHILD + "<int:pk>/"
RECORD = ONE + "records/<int:record>/"

urlpatterns = [
    path("disclosures/", log_views.DisclosureLog.as_view(), name="disclosure-log"),
    path(OF_CHILD, views.Disclosures.as_view(), name="disclosures"),
    path(OF_CHILD + "add/", views.DisclosureAdd.as_view(), name="disclosure-add"),
    path(ONE, views.DisclosureRead.as_view(), name="disclosure"),
    path(ONE + "edit/", views.DisclosureEdit.as_view(), name="disclosure-edit"),
    path(ONE + "pick/", views.DisclosurePick.as_view(), name="disclosure-pick"),
    path(ONE + "names/", views.DisclosureNames.as_view(), name="disclosure-names"),
    path(ONE + "look-again/", views.DisclosureLookAgain.as_view(), name="disclosure-look-again"),
    path(ONE + "preview/", redact_views.DisclosurePreview.as_view(), name="disclosure-preview"),
    path(ONE + "submit/", views.DisclosureSubmit.as_view(), name="disclosure-submit"),
    path(ONE + "decide/", views.DisclosureDecide.as_view(), name="disclosure-decide"),
    path(ONE + "extend/", views.DisclosureExtend.as_view(), name="disclosure-extend"),
    path(ONE + "end/", views.DisclosureEnd.as_view(), name="disclosure-end"),
    path(ONE + "sent/add/", views.DisclosureSend.as_view(), name="disclosure-send"),
    path(ONE + "again/", views.DisclosureAgain.as_view(), name="disclosure-again"),
    path(RECORD, redact_views.RecordRedact.as_view(), name="disclosure-record"),
    path(
        RECORD + "redactions/<int:redaction>/remove/",
        redact_views.RedactionRemove.as_view(),
        name="redaction-remove",
    ),
]
