"""The words of the bar: as many as stand in one row, the others in a menu; none is lost."""

import pytest
from django.urls import reverse

from casework.access.context import GAP, LABELS, WORDS, in_a_row
from tests.factories import WorkerFactory
from tests.html import squeezed


def words(*labels):
    return [{"label": label, "url": f"/{label}/", "current": False} for label in labels]


def test_words_that_fit_stand_in_the_bar_and_no_menu_is_drawn():
    row = in_a_row(words("ab", "cd"), 2 * (2 + GAP))
    assert [word["label"] for word in row["header_words"]] == ["ab", "cd"]
    assert row["header_more"] == []


def test_of_those_that_do_not_fit_the_last_stand_in_the_menu_in_their_order():
    row = in_a_row(words("abc", "def", "ghi", "jkl"), 16)
    assert [word["label"] for word in row["header_words"]] == ["abc", "def"]
    assert [word["label"] for word in row["header_more"]] == ["ghi", "jkl"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", WORDS)
def test_every_word_of_a_role_is_on_the_page_and_the_menu_opens_without_a_script(client, role):
    client.force_login(WorkerFactory(role=role))
    page = squeezed(client.get(reverse("you")).content.decode())
    bar = page.partition("<header")[2].partition("</header>")[0]
    for name in WORDS[role]:
        assert f">{LABELS[name]}</a>" in bar
    assert ("<summary" in bar) is (role in ("service_manager", "data_analyst", "administrator"))
