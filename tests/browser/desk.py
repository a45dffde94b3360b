"""A worker at their browser, and what the work costs them."""

import pytest
from django.apps import apps
from django.urls import reverse

from casework.children.models import Child
from casework.timescales.models import Deadline
from tests.factories import AllocationFactory, ChildFactory, RelationshipFactory, WorkerFactory


def everything_kept() -> dict:
    """How many rows each table of the record holds, and how often one was changed."""
    tables = {model for model in apps.get_models() if "pgh_obj" in dir(model)}
    return {model.__name__: model.objects.count() for model in tables}


GREEN = "main button.govuk-button:not(.cw-button--outline)"


class Desk:
    """A worker at their browser: opens a page, fills what is asked, presses the button.

    ``pages`` counts the pages they waited for, ``keys`` what they pressed: a letter, a choice and a
    button are one each.
    """

    def __init__(self, page, worker, resend=0):
        self.page, self.worker, self.resend = page, worker, resend
        self.pages = self.keys = 0
        page.set_default_timeout(8000)

    def go(self, address):
        self.page.goto(address)
        self.pages += 1
        return self

    def due(self, code, child):
        """Follow the button of what is due."""
        return self.go(Deadline.objects.get(code=code, child=child).action_link["url"])

    def open(self, name, *args):
        return self.go(reverse(name, args=args))

    def fill(self, **answers):
        for name, answer in answers.items():
            self.answer(name.replace("__", "-"), answer)
        return self

    def unfold(self, name):
        """What is folded away is opened before it is answered."""
        self.keys += self.page.locator(f"main [name^='{name}']").first.evaluate(
            "one => { const folded = one.closest('details:not([open])');"
            " if (folded) folded.open = true; return folded ? 1 : 0 }"
        )

    def answer(self, name, answer):
        self.unfold(name)
        if isinstance(answer, bool) or answer in ("yes", "no"):
            return self.tick(name, answer)
        if hasattr(answer, "year"):
            return self.date(name, answer)
        field = self.page.locator(f"main [name='{name}']")
        kind = field.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            return self.choose(name, answer if isinstance(answer, list) else [answer])
        if kind.startswith("select"):
            field.select_option(str(answer))
            self.keys += 1
            return None
        return self.type(field, str(answer))

    def tick(self, name, answer):
        box = self.page.locator(f"main [name='{name}']").first
        if box.get_attribute("type") != "checkbox":
            value = {True: "yes", False: "no"}.get(answer, answer)
            return self.choose(name, [value])
        self.keys += box.is_checked() != answer
        box.set_checked(answer is True)
        return None

    def choose(self, name, values):
        for value in values:
            one = self.page.locator(f"main [name='{name}'][value='{value}']")
            self.keys += not one.is_checked()
            one.check()

    def date(self, name, answer):
        """Only the boxes that do not hold it already."""
        parts = {"day": answer.day, "month": answer.month, "year": answer.year}
        if hasattr(answer, "hour"):
            parts["time"] = f"{answer:%H:%M}"
        for box, value in parts.items():
            self.type(self.page.locator(f"main [name='{name}_{box}']"), str(value))

    def type(self, field, text):
        if field.input_value() != text:
            field.fill(text)
            self.keys += len(text)

    def press(self):
        """The one green button of the page."""
        with self.page.expect_request(
            lambda sent: sent.method == "POST" and sent.is_navigation_request()
        ) as sent:
            self.page.locator(GREEN).last.click()
        self.page.wait_for_load_state()
        self.pages, self.keys = self.pages + 1, self.keys + 1
        self.rightly()
        if self.resend:
            self.send_again(sent.value)
        return self

    def send_again(self, sent):
        """The same form once more, and again: nothing more is kept."""
        stand = everything_kept()
        for _ in range(self.resend):
            reply = self.page.request.post(
                sent.url,
                data=sent.post_data_buffer,
                max_redirects=0,
                headers={"Content-Type": sent.headers["content-type"], "Referer": sent.url},
            )
            assert reply.status == 302
        assert everything_kept() == stand

    def rightly(self):
        wrong = self.page.locator(".govuk-error-summary").all_inner_texts()
        assert not wrong, (self.page.url, wrong)
        return self


@pytest.fixture
def people(team):
    """The auditor is of no team: nobody judges the work of their own."""
    of_no_team = {"team": None, "authority": team.authority}
    return {
        role: WorkerFactory(
            role=role,
            username=role.replace("_", "."),
            **(of_no_team if role == "auditor" else {"team": team}),
        )
        for role in (
            "social_worker",
            "team_manager",
            "service_manager",
            "conference_chair",
            "missing_coordinator",
            "auditor",
        )
    }


@pytest.fixture
def whitfields(team, people):
    children = [
        ChildFactory(team=team, person__given_name=name, person__family_name="Whitfield")
        for name in ("Ruby", "Alfie", "Noah")
    ]
    for child in children:
        AllocationFactory(child=child, worker=people["social_worker"])
        for other in children:
            if other != child:
                RelationshipFactory(person=child.person, relative=other.person, kind="sibling")
    Child.objects.all().refresh_search()
    return children


@pytest.fixture
def at_desk(sign_in, people):
    return lambda role, **ways: Desk(sign_in(people[role]), people[role], **ways)
