"""What changed since a pull: nothing is missed, and what went is told."""

import threading

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.utils import timezone

from casework.api import router
from casework.children.bulk.api import offered, token
from casework.children.bulk.changes import not_told
from casework.children.models import Pull
from casework.recording.models import ChildNote, Note
from tests.bulk.conftest import Puller
from tests.factories import (
    ChildFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    PlanFactory,
    ReferralFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

NO_HISTORY = {"deadlines"}
"""A clock is worked out anew from the records: no history keeps each of its dates."""


def test_the_history_of_each_kind_says_what_changed_but_of_a_few(analyst, child):
    from casework.children.bulk.api import view_of

    told = {}
    for route, view_set in offered(router).items():
        view = view_of(route, view_set)()
        request = type("Asks", (), {"user": analyst.worker, "query_params": {}})()
        harvest = view.harvest(request)
        told[route] = not_told(harvest.rows.model, harvest.reads)
    assert {route for route, missing in told.items() if missing} == NO_HISTORY, told


def test_every_table_of_history_says_in_which_transaction_it_was_written():
    tables = {m._meta.db_table for m in apps.get_models() if hasattr(m, "pgh_tracked_model")}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_xact'"
            " AND column_default IS NOT NULL"
        )
        assert tables <= {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("records", ["deadlines", "relationships", "actions", "plans"])
def test_what_no_history_tells_whole_is_pulled_whole(analyst, child, records):
    since = analyst.pull(records).next
    refused = analyst.get(f"/api/v1/bulk/{records}/", updated_since=since)
    assert refused.status_code == 400
    (wrong,) = refused.json()["errors"]
    assert wrong["name"] == "updated_since"
    assert "pull them whole" in wrong["detail"]


class TestAfterCommits:
    """With real transactions, as saves are."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def test_only_what_changed_is_given(self, analyst, child):
        ReferralFactory(child=child)
        second = ReferralFactory(child=ChildFactory(team=child.team))
        whole = analyst.pull("referrals")
        assert analyst.pull("referrals", whole).rows == []
        second.decision_reasons = "Thought of again"
        second.save()
        third = ReferralFactory(child=ChildFactory(team=child.team))
        changed = analyst.pull("referrals", whole)
        assert sorted(changed.ids) == [second.pk, third.pk]
        assert {row["decision_reasons"] for row in changed.rows} >= {"Thought of again"}
        assert changed.gone == []
        assert analyst.pull("referrals", changed).rows == []

    def test_a_referral_may_make_those_of_the_same_child_re_referrals(self, analyst, child):
        first = ReferralFactory(child=child)
        whole = analyst.pull("referrals")
        second = ReferralFactory(child=child)
        assert sorted(analyst.pull("referrals", whole).ids) == [first.pk, second.pk]

    def test_a_part_that_changed_changes_the_whole(self, analyst, child):
        visit = ChildVisitFactory(child=child)
        ChildVisitFactory(child=ChildFactory(team=child.team))
        whole = analyst.pull("visits")
        visit.visit.what_happened = "They baked a cake"
        visit.visit.save()
        changed = analyst.pull("visits", whole)
        assert [row["what_happened"] for row in changed.rows] == ["They baked a cake"]

    def test_what_stands_beneath_a_record_counts_as_part_of_it(self, analyst, child, monkeypatch):
        from casework.plans.api import PlanViewSet
        from casework.plans.models import Need, NeedScore

        monkeypatch.setattr(PlanViewSet, "tells_of_others", False)
        plan, _ = PlanFactory(child=child), PlanFactory(child=ChildFactory(team=child.team))
        need = Need.on_file_of(child, None, plan=plan, position=1, need="To sleep")
        need.save()
        whole = analyst.pull("plans")
        score = NeedScore.on_file_of(
            child, None, need=need, scored_on=timezone.localdate(), score=4
        )
        score.save()
        changed = analyst.pull("plans", whole)
        assert changed.ids == [plan.pk]
        assert changed.rows[0]["needs"][0]["scores"][0]["score"] == 4
        score.delete()
        again = analyst.pull("plans", changed)
        assert again.rows[0]["needs"][0]["scores"] == []

    def test_what_is_worked_out_from_others_of_the_same_child_is_told(self, analyst, child):
        referral = ReferralFactory(child=child, received_on="2026-06-01")
        whole = analyst.pull("referrals")
        EpisodeOfNeedFactory(
            child=child,
            referral=ReferralFactory(child=child, received_on="2025-06-01"),
            started_on="2025-06-02",
            closed_on="2026-02-01",
            closure_reason="RC1",
        )
        rows = {row["id"]: row for row in analyst.pull("referrals", whole).rows}
        assert rows[referral.pk]["re_referral"] is True

    def test_what_was_withdrawn_or_deleted_is_told_as_gone(self, analyst, child, manager):
        kept, wrong, gone = ChildNoteFactory.create_batch(3, child=child)
        whole = analyst.pull("notes")
        type(wrong).objects.filter(pk=wrong.pk).update(
            withdrawn_at=timezone.now(), withdrawn_by=manager, withdrawn_because="Another child’s"
        )
        key = gone.pk
        gone.delete()
        changed = analyst.pull("notes", whole)
        assert changed.rows == []
        assert sorted(one["id"] for one in changed.gone) == sorted([wrong.pk, key])
        assert {one["child"] for one in changed.gone} == {child.number}
        assert analyst.pages("notes", 10, whole)[0]["gone"] == changed.gone

    def test_what_was_put_on_a_file_out_of_sight_is_gone_from_the_file_it_was_on(
        self, analyst, child
    ):
        hidden = ChildFactory(team=child.team, restricted=True)
        note = ChildNoteFactory(child=child)
        whole = analyst.pull("notes")
        ChildNote.objects.filter(pk=note.pk).update(child=hidden)
        changed = analyst.pull("notes", whole)
        assert changed.rows == []
        assert changed.gone == [{"id": note.pk, "child": child.number, "gone": True}]

    def test_a_child_out_of_sight_is_gone_by_their_own_key(self, analyst, child):
        whole = analyst.pull("children")
        child.restricted = True
        child.save()
        changed = analyst.pull("children", whole)
        assert changed.gone == [{"id": child.pk, "child": child.number, "gone": True}]

    def test_a_file_that_leaves_sight_is_told_once_and_comes_back_whole(self, analyst, child):
        other = ChildFactory(team=child.team)
        notes = ChildNoteFactory.create_batch(2, child=child)
        ChildNoteFactory(child=other)
        whole = analyst.pull("notes")
        child.restricted = True
        child.save()
        hidden = analyst.pull("notes", whole)
        assert hidden.rows == []
        assert hidden.gone == [{"child": child.number, "gone": True}]
        assert analyst.pull("notes", hidden).gone == []
        child.restricted = False
        child.save()
        back = analyst.pull("notes", hidden)
        assert sorted(back.ids) == sorted(note.pk for note in notes)

    def test_what_happens_on_a_file_out_of_sight_is_not_told(
        self, analyst, child, restricted_child
    ):
        ChildNoteFactory(child=child)
        hidden = ChildNoteFactory(child=restricted_child)
        whole = analyst.pull("notes")
        hidden.means = "Something"
        hidden.save()
        hidden.delete()
        changed = analyst.pull("notes", whole)
        assert (changed.rows, changed.gone) == ([], [])

    def test_a_save_that_began_before_a_pull_and_ended_after_it_is_in_the_next(
        self, analyst, child
    ):
        """By the hour of the save it would be missed: it is earlier than the pull."""
        note = ChildNoteFactory(child=child)
        begun, may_end = threading.Event(), threading.Event()

        def save_slowly():
            with transaction.atomic():
                Note.objects.filter(pk=note.note_id).update(title="Begun before")
                begun.set()
                may_end.wait(20)
            connections.close_all()

        saver = threading.Thread(target=save_slowly)
        saver.start()
        assert begun.wait(20)
        whole = analyst.pull("notes")
        assert whole.rows[0]["title"] != "Begun before"
        with transaction.atomic():
            later = ChildNoteFactory(child=child)
        between = analyst.pull("notes", whole)
        assert between.ids == [later.pk]
        may_end.set()
        saver.join(20)
        for since in (whole, between):
            titles = {row["id"]: row["title"] for row in analyst.pull("notes", since).rows}
            assert titles[note.pk] == "Begun before"

    def test_a_pull_from_before_a_backup_was_put_back_is_refused(self, analyst, child):
        whole = analyst.pull("notes")
        Pull.objects.update(cluster="another/1")
        refused = analyst.get("/api/v1/bulk/notes/", updated_since=whole.next)
        assert refused.status_code == 410
        assert "pull everything once more" in refused.json()["detail"]

    def test_a_pull_that_broke_off_is_kept_and_nothing_may_follow_it(self, analyst, child):
        ReferralFactory.create_batch(3, child=child)
        whole = analyst.pull("referrals")
        answer = analyst.get("/api/v1/bulk/referrals/")
        assert next(iter(answer.streaming_content))
        answer.close()
        broken = Pull.objects.newest_first().first()
        assert (broken.ended_at, broken.rows) == (None, 3)
        refused = analyst.get("/api/v1/bulk/referrals/", updated_since=token(broken))
        assert refused.status_code == 400
        (wrong,) = refused.json()["errors"]
        assert wrong["name"] == "updated_since"
        assert "not read to its end" in wrong["detail"]
        assert analyst.pull("referrals", whole).rows == []

    @pytest.mark.long
    @pytest.mark.parametrize("seed", range(20))
    def test_whole_and_sequels_give_what_a_whole_pull_would(self, seed, team):
        """Any changes in any order: who follows every pull holds what stands."""
        from random import Random

        chance = Random(seed)
        analyst = Puller(WorkerFactory(team=team, role="data_analyst", username="analyst"))
        children = ChildFactory.create_batch(4, team=team)
        held, last = {}, None
        for _ in range(8):
            for _ in range(chance.randrange(4)):
                deed(chance, children)
            pulled = analyst.pull("notes", last)
            for one in pulled.gone:
                if "id" in one:
                    held.pop(one["id"], None)
                else:
                    held = {k: row for k, row in held.items() if row["child"] != one["child"]}
            held |= {row["id"]: row for row in pulled.rows}
            last = pulled
            assert held == {row["id"]: row for row in analyst.pull("notes").rows}


def deed(chance, children) -> None:
    child = chance.choice(children)
    note = ChildNote.objects.order_by("?").first()
    what = chance.choice(["add", "change", "whole", "delete", "restrict", "move", "name"])
    if what == "add" or note is None:
        ChildNoteFactory(child=child)
    elif what == "change":
        note.means = str(chance.random())
        note.save()
    elif what == "whole":
        note.note.title = str(chance.random())
        note.note.save()
    elif what == "delete":
        note.delete()
    elif what == "restrict":
        child.refresh_from_db()
        child.restricted = not child.restricted
        child.save()
    elif what == "move":
        ChildNote.objects.filter(pk=note.pk).update(child=child)
