from django.urls import path

from casework.supervision.cases import views as cases
from casework.supervision.practice import question_views as asked
from casework.supervision.practice import views as practice
from casework.supervision.reports import views as reports
from casework.supervision.sessions import private_views as private
from casework.supervision.sessions import views as sessions
from casework.supervision.sessions import worker_views as workers

OF_CHILD = "children/<child:child>/supervision/"
OF_WORKER = "supervision/workers/<int:pk>/"
SESSION = "supervision/sessions/<int:pk>/"
SAMPLE = "supervision/files/<int:pk>/"

urlpatterns = [
    path(OF_CHILD, cases.ChildSupervision.as_view(), name="child-supervision"),
    path(OF_CHILD + "add/", cases.CaseSupervisionAdd.as_view(), name="case-supervision-add"),
    path(OF_CHILD + "<int:pk>/", cases.CaseSupervisionRead.as_view(), name="case-supervision"),
    path(
        OF_CHILD + "group/add/", practice.GroupDiscussionAdd.as_view(), name="group-discussion-add"
    ),
    path(OF_CHILD + "sampled/<int:pk>/", practice.SampledFileRead.as_view(), name="sampled-file"),
    path(
        "children/<child:child>/oversight/add/", cases.OversightAdd.as_view(), name="oversight-add"
    ),
    path("supervision/", workers.SupervisionHome.as_view(), name="supervision"),
    path("supervision/own/", workers.OwnSupervision.as_view(), name="supervision-own"),
    path("supervision/what-changed/", reports.Changes.as_view(), name="supervision-figures"),
    path(OF_WORKER, workers.WorkerSupervision.as_view(), name="supervision-worker"),
    path(OF_WORKER + "book/", sessions.SessionBook.as_view(), name="session-book"),
    path(OF_WORKER + "agreement/", sessions.AgreementAdd.as_view(), name="agreement-add"),
    path(OF_WORKER + "observation/", sessions.ObservationAdd.as_view(), name="observation-add"),
    path(SESSION, sessions.SessionPage.as_view(), name="session"),
    path(SESSION + "agenda/", sessions.SessionAgenda.as_view(), name="session-agenda"),
    path(SESSION + "move/", sessions.SessionMoved.as_view(), name="session-move"),
    path(SESSION + "not-held/", sessions.SessionMissed.as_view(), name="session-missed"),
    path(SESSION + "held/", sessions.SessionHeld.as_view(), name="session-held"),
    path(SESSION + "sign/", sessions.SessionSign.as_view(), name="session-sign"),
    path(SESSION + "private/", private.PrivateNoteAdd.as_view(), name="private-note-add"),
    path(SESSION + "private/read/", private.PrivateLookAdd.as_view(), name="private-look-add"),
    path(
        "supervision/agreements/<int:pk>/sign/",
        sessions.AgreementSign.as_view(),
        name="agreement-sign",
    ),
    path(
        "supervision/observations/<int:pk>/answer/",
        sessions.ObservationAnswer.as_view(),
        name="observation-answer",
    ),
    path("supervision/groups/", practice.GroupSessions.as_view(), name="group-sessions"),
    path("supervision/groups/add/", practice.GroupSessionAdd.as_view(), name="group-session-add"),
    path("supervision/questions/", asked.Questions.as_view(), name="reflection-questions"),
    path(
        "supervision/questions/<slug:key>/",
        asked.QuestionChange.as_view(),
        name="reflection-question",
    ),
    path("supervision/files/", practice.FileSamples.as_view(), name="file-samples"),
    path(SAMPLE, practice.FileSamplePage.as_view(), name="file-sample"),
    path(SAMPLE + "learned/", practice.FileSampleEnd.as_view(), name="file-sample-end"),
]
