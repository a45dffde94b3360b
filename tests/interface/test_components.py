"""The parts of pages, drawn with the least a page may give them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace as Thing

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from lxml import html

from casework.access.models import Worker
from casework.children.templatetags.work import work_lines
from casework.chronology.templatetags.events import event_row
from casework.interface import charts


def component(name, **context):
    return html.fromstring(f"<div>{render_to_string(f'components/{name}.html', context)}</div>")


def read_by(role):
    """The request of somebody who works here in this role."""
    return Thing(user=Worker(role=role, is_active=True))


def says(page):
    return " ".join(page.text_content().split())


def person(**facts):
    usual = {
        "born_on": date(2019, 3, 14),
        "expected_on": None,
        "died_on": None,
        "sex": "F",
        "gender": "",
        "pronouns": "she / her",
        "ethnicity": "NOBT",
        "languages": "",
        "needs_interpreter": False,
        "religion": "",
    }
    return Thing(**{**usual, **facts})


def child(first_name="Ruby", **facts):
    return Thing(
        name=f"{first_name} Whitfield",
        first_name=first_name,
        number="C00042",
        upn="",
        nhs_number="9990000042",
        local_id="",
        get_absolute_url=lambda: "/children/C00042/",
        person=person(**facts),
    )


BANNER = {
    "facts": [
        {"label": "Plan", "value": "Child protection plan: neglect", "note": "Her second plan"},
        {"label": "Next due", "value": "Visit, today", "note": "", "state": "due_soon"},
    ],
    "alerts": [{"text": "Two workers to visit", "danger": True}],
    "siblings": [child("Alfie", sex="M", born_on=date(2022, 6, 1))],
}


def test_the_banner_says_whose_file_it_is_first():
    page = component("child_banner", child=child(), banner=BANNER)
    region = page.xpath("//*[@role='region']")[0]
    assert region.get("aria-label")
    assert page.xpath("//h1")[0].text_content() == "Ruby Whitfield"
    said = says(page)
    for words in (
        "years old",
        "born 14 March 2019",
        "girl",
        "she / her",
        "Danger: Two workers to visit",
        "Brother: Alfie",
        "Visit, today",
        "Casework number C00042",
        "NHS 999 000 0042",
    ):
        assert words in said
    assert "Not asked" not in said


def test_a_baby_not_born_yet_has_no_birthday_in_the_banner():
    unborn = child("Baby", born_on=None, expected_on=date(2027, 2, 2), sex="U")
    said = says(component("child_banner", child=unborn, banner={}))
    assert "due 2 February 2027" in said
    assert "born" not in said


def test_the_slim_banner_names_several_children_at_once():
    page = component(
        "slim_banner",
        names="Ruby, Alfie and Noah Whitfield",
        names_url="/x/",
        ages_words="7, 4 and 1 years old",
        banner=BANNER,
    )
    assert "Ruby, Alfie and Noah Whitfield" in says(page)
    assert "7, 4 and 1 years old" in says(page)


def test_the_phones_file_row_is_one_closed_line_that_says_where_you_are():
    pages = [
        {"label": "Overview", "url": "/", "current": False, "key": "1"},
        {"label": "Plan", "url": "/p", "current": True, "key": ""},
    ]
    page = component("file_nav", child=child(), file_pages=pages)
    details = page.xpath("//details")[0]
    assert details.get("open") is None
    assert "Ruby’s file: Plan" in says(details)
    assert page.xpath("//a[@aria-current='page']")
    assert len(page.xpath("//a[@accesskey='1']")) == 1


def deadline(**facts):
    usual = {
        "shown_state": "overdue",
        "words": "2 working days late",
        "title": "Child in need visit",
        "due_at": datetime(2026, 11, 19, 23, 59, 59, tzinfo=UTC),
        "was_due": "Was due Thursday 19 November",
    }
    return Thing(**{**usual, **facts})


def test_a_deadline_is_a_shape_and_words_inside_a_time():
    page = component("deadline", deadline=deadline())
    assert page.xpath("//time")[0].text == "2 working days late"
    assert page.xpath("//time/@datetime") == ["2026-11-19T23:59+00:00"]
    assert page.xpath("//svg")
    assert "Was due Thursday 19 November" in says(page)


def test_what_is_on_time_does_not_say_when_it_was_due():
    page = component("deadline", deadline=deadline(shown_state="on_time", words="Due Friday"))
    assert says(page) == "Due Friday"


def test_a_work_line_for_brothers_and_sisters_is_one_line_with_one_button():
    line = Thing(
        children=[child(), child("Alfie", born_on=date(2022, 6, 1))],
        names="Ruby and Alfie",
        first=deadline(),
        note="You called on 18 November",
        say_why="/why/",
        action_link={"label": "Record visit", "url": "/visit/"},
    )
    page = drawn(work_lines({"request": read_by("social_worker")}, [line]))
    assert "Ruby and Alfie" in says(page)
    assert "Child in need visit You called on 18 November" in says(page)
    assert len(page.xpath("//li")) == 1
    (button,) = page.xpath("//a[contains(@class, 'cw-button')]")
    assert " ".join(button.text_content().split()) == "Record visit for Ruby and Alfie"
    assert page.xpath("//a[@href='/why/']")


def test_a_work_line_without_permission_has_no_button():
    link = {"label": "Record visit", "url": reverse("visit-add", args=[42])}
    line = Thing(children=[child()], first=deadline(), action_link=link)
    buttons = "//a[contains(@class, 'cw-button')]"
    for role, number in (("social_worker", 1), ("inspector", 0)):
        page = drawn(work_lines({"request": read_by(role)}, [line]))
        assert len(page.xpath(buttons)) == number


def test_a_figure_of_nothing_is_no_link():
    counts = [
        {"number": 2, "label": "Overdue", "url": "#late", "of": 38},
        {"number": 0, "label": "My drafts", "url": "#drafts"},
    ]
    page = component("count_strip", counts=counts)
    assert [link.text for link in page.xpath("//a")] == ["Overdue"]
    assert "2 of 38" in says(page)


def test_a_significant_event_says_so():
    assert "6 October 2026 · Significant" in says(drawn(event_row(event_of(significant=True))))
    assert "Significant" not in says(drawn(event_row(event_of())))


def test_an_event_of_several_children_names_them_and_escapes_what_was_typed():
    row = drawn(
        event_row(
            event_of(
                title="Visit <b>",
                what="Tea & toast",
                names="Ruby and Noah",
                recorded_late="written down 9 days later",
                parts=[("Ruby", "drew <us>")],
                reasons=["It was the first time"],
                marks=[("Noah", "/mark", False), ("Ruby", "/again", True)],
            )
        )
    )
    assert "6 October 2026 · Ruby and Noah · written down 9 days later" in says(row)
    assert "Tea & toast" in says(row)
    assert "Ruby: drew <us>" in says(row)
    assert "Why it matters: It was the first time" in says(row)
    assert [link.get("href") for link in row.xpath("//a")] == ["/mark", "/again", "/plan"]
    assert "This matters for Noah: Visit <b>, 6 October 2026" in says(row)
    assert "Change why for Ruby" in says(row)


def drawn(words):
    return html.fromstring(f"<ol>{words}</ol>")


def event_of(**facts):
    usual = {
        "at": date(2026, 10, 6),
        "title": "Plan began",
        "what": "",
        "url": "/plan",
        "significant": False,
        **dict.fromkeys(("names", "recorded_late", "corrected"), ""),
        **dict.fromkeys(("parts", "reasons", "marks"), ()),
    }
    return Thing(**{**usual, **facts})


def test_a_childs_words_come_with_what_changed():
    page = component(
        "childs_words",
        words="I put my chair by the door",
        about="To Amira",
        when=date(2026, 11, 9),
        changed="a stair gate was fitted",
    )
    assert page.xpath("//blockquote")[0].text == "“I put my chair by the door”"
    assert "What changed because of it: a stair gate was fitted" in says(page)


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("scale_line", {"scale": charts.scale_line(2, 4)}),
        ("clock_bar", {"bar": charts.clock_bar(31, 5, 2)}),
        ("limit_bar", {"bar": charts.limit_bar(21, 18)}),
        ("trend", {"chart": charts.line_chart([charts.Point("May", 92)], aim=90), "title": "92%"}),
    ],
)
def test_a_drawing_says_what_it_shows(name, context):
    page = component(name, **context)
    drawing = page.xpath("//svg")[0]
    assert drawing.get("role") == "img"
    assert drawing.xpath("./title")[0].text


def test_a_trend_has_its_figures_in_a_table():
    points = [charts.Point("May", 92, "35 of 38"), charts.Point("June", None)]
    page = component("trend", chart=charts.line_chart(points), title="92%", of="Made in time")
    assert "35 of 38" in says(page.xpath("//table")[0])
    assert "Too few to show" in says(page.xpath("//table")[0])


def test_a_preview_speaks_politely():
    page = component(
        "preview_note", lead="When you save:", words="…", url="/next/", field="held_at"
    )
    assert page.xpath("//*[@role='status'][@data-preview-url='/next/']")


def frame(**context):
    return html.document_fromstring(render_to_string("base.html", context))


def test_the_frame_works_for_someone_signed_out():
    page = frame()
    assert not page.xpath("//nav")
    assert not page.xpath("//form")
    assert page.xpath("//a[@class='govuk-skip-link'][@href='#main']")
    assert page.xpath("//main[@id='main']")


def test_the_frame_names_the_worker_and_lets_them_sign_out():
    worker = Thing(is_authenticated=True, name="Amira Hussain", authority=Thing(name="Northmoor"))
    words = [{"label": "My work", "url": "/my-work/", "current": True}]
    page = frame(user=worker, header_words=words, may_find_children=False)
    assert page.xpath("//nav//a[@aria-current='page']")[0].text == "My work"
    assert page.xpath("//form[@method='post']//button")[0].text.strip() == "Sign out"
    assert "Northmoor" in says(page)


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_the_pages_for_what_cannot_be_shown_need_nothing(code):
    page = html.document_fromstring(render_to_string(f"{code}.html"))
    assert len(page.xpath("//h1")) == 1


def test_a_page_that_may_not_exist_and_one_that_is_not_yours_read_the_same():
    said = says(html.document_fromstring(render_to_string("404.html")))
    assert "We can’t show you that page" in said
    assert "It may not exist, or it may not be yours to see." in said


def tag(source, **context):
    return Template("{% load casework %}" + source).render(Context(context))


def test_dates_on_pages_are_marked_and_print_in_full():
    when = date(2026, 11, 23)
    full = '<time datetime="2026-11-23">23 November 2026</time>'
    assert tag("{% dated when %}", when=when) == full
    said = '<time datetime="2026-11-23" data-full="23 November 2026">Today</time>'
    assert tag("{% dated when 'Today' %}", when=when) == said


def test_a_limit_in_days_prints_no_time():
    due = datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC)
    assert 'data-full="23 November 2026"' in tag("{% dated when 'Due today' %}", when=due)


def test_what_is_done_is_dated_by_when_it_was_done():
    done = deadline(
        shown_state="done", state="done", words="Done 13 November", met_at=date(2026, 11, 13)
    )
    assert component("deadline", deadline=done).xpath("//time/@datetime") == ["2026-11-13"]


def test_filters_pass_over_what_is_not_there():
    source = "{{ none|day }}{{ none|full_day }}{{ none|moment }}{% dated none %}{{ none|clock }}"
    assert tag(source, none=None) == ""


def test_today_begins_a_sentence_with_a_capital():
    assert tag("{{ when|day }}", when=timezone.now()) == "Today"
    assert tag("{{ when|day_inside }}", when=timezone.now()) == "today"


def test_small_words():
    assert tag("{{ 1|plural_s }}{{ 2|plural_s }}") == "s"
    assert tag("{{ 'James'|possessive }} {{ 'Ruby'|possessive }}") == "James’ Ruby’s"
    assert tag("{{ names|listed }}", names=["Ruby", "Alfie"]) == "Ruby and Alfie"
