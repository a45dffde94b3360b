from django.contrib import admin
from django.urls import include, path, register_converter

from casework.access.views import no_addresses
from casework.children.converters import ChildNumber
from casework.interface.rest import problems

register_converter(ChildNumber, "child")

urlpatterns = [
    path("", include("casework.dashboards.urls")),
    path("", include("casework.access.urls")),
    path("", include("casework.systems.urls")),
    path("", include("casework.children.urls")),
    path("", include("casework.timescales.urls")),
    path("", include("casework.chronology.urls")),
    path("", include("casework.returns.urls")),
    path("", include("casework.writing.urls")),
    path("", include("casework.figures.urls")),
    path("", include("casework.documents.urls")),
    path("", include("casework.notices.urls")),
    path("", include("casework.referrals.urls")),
    path("", include("casework.legal.urls")),
    path("", include("casework.recording.urls")),
    path("", include("casework.meetings.urls")),
    path("", include("casework.actions.urls")),
    path("", include("casework.practice.urls")),
    path("", include("casework.corrections.urls")),
    path("", include("casework.duplicates.urls")),
    path("", include("casework.confidentiality.urls")),
    path("", include("casework.governance.urls")),
    path("", include("casework.continuity.urls")),
    path("", include("casework.retention.urls")),
    path("", include("casework.approvals.urls")),
    path("", include("assessments.urls")),
    path("", include("missing.urls")),
    path("", include("casework.plans.urls")),
    path("", include("casework.conferences.urls")),
    path("", include("casework.preproceedings.panel_sheet.urls")),
    path("", include("casework.preproceedings.effectiveness.urls")),
    path("", include("casework.preproceedings.letters.urls")),
    path("", include("casework.preproceedings.urls")),
    path("", include("casework.support.urls")),
    path("", include("casework.waits.urls")),
    path("", include("casework.transfers.urls")),
    path("", include("casework.disclosure.urls")),
    path("", include("casework.voice.urls")),
    path("", include("casework.supervision.urls")),
    path("", include("audits.urls")),
    path("", include("audits.learning.urls")),
    path("account/email/", no_addresses, name="no-addresses"),
    path("account/", include("allauth.urls")),
    path("settings/", admin.site.urls),
    path("api/v1/", include("casework.api")),
]

handler400, handler403 = problems.bad_request, problems.refused
handler404, handler500 = problems.not_found, problems.failed
