"""The template pack: what it draws can be read, and what it says is wrong can be reached."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template
from lxml import html

from casework.interface import errors
from tests.interface.forms import EveryField, SeenForm, TwoDates

LOAD = "{% load crispy_forms_tags govuk %}"
FOCUSABLE = {"input", "select", "textarea"}


def draw(source, **context):
    return html.fromstring(f"<div>{Template(LOAD + source).render(Context(context))}</div>")


def draw_form(form):
    return draw("{{ form|crispy }}", form=form)


def summary_targets(page):
    return page.xpath("//*[contains(@class, 'error-summary__list')]//a/@href")


def control_of(page, target):
    found = page.xpath(f"//*[@id='{target.removeprefix('#')}']")
    assert len(found) == 1, f"{target} is there {len(found)} times"
    return found[0]


def classes_of(page, name):
    return page.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


@pytest.fixture
def empty():
    return draw_form(EveryField({}))


def test_every_link_of_the_summary_leads_to_a_control_that_takes_focus(empty):
    targets = summary_targets(empty)
    assert len(targets) == len(EveryField.base_fields)
    for target in targets:
        control = control_of(empty, target)
        assert control.tag in FOCUSABLE
        assert control.get("type") != "hidden"
        assert control.get("disabled") is None


def test_the_summary_of_radios_leads_to_the_first_and_of_a_date_to_the_box_at_fault():
    form = EveryField({"born_on_day": "31", "born_on_year": "2019"})
    targets = {problem.target for problem in errors.summary(form)}
    assert {
        "id_outcome_0",
        "id_seen_0",
        "id_who_0",
        "id_born_on_month",
        "id_held_at_day",
    } <= targets


def test_only_the_box_at_fault_is_red():
    page = draw_form(EveryField({"born_on_day": "31", "born_on_year": "2019"}))
    red = [box.get("id") for box in classes_of(page, "govuk-input--error")]
    assert "id_born_on_month" in red
    assert "id_born_on_day" not in red


def test_the_summary_counts_and_says_nothing_typed_is_lost(empty):
    text = " ".join(empty.text_content().split())
    assert f"There are {len(EveryField.base_fields)} things to put right" in text
    assert "Everything you typed is still here." in text


def test_one_thing_is_one_thing():
    page = draw_form(SeenForm({}))
    assert "There is 1 thing to put right" in page.text_content()
    assert page.text_content().count("Say whether Noah was seen") == 2  # above, and at the field


def test_the_same_words_stand_at_the_field_and_are_read_with_it(empty):
    for field in EveryField({}):
        page_words = control_of(empty, f"{field.auto_id}_error").text_content()
        assert errors.problems(EveryField({})[field.name])[0] in page_words


def test_every_description_a_control_names_is_there(empty):
    for described in empty.xpath("//*[@aria-describedby]"):
        for name in described.get("aria-describedby").split():
            control_of(empty, name)


def test_every_control_has_a_label(empty):
    for control in empty.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert empty.xpath(f"//label[@for='{control.get('id')}']"), control.get("id")


def test_no_identifier_stands_twice(empty):
    ids = empty.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_django_words_never_reach_the_page():
    filled = {"how_many": "lots", "place": "moon", "sent": "x" * 30, "email": "me", "who": "dad"}
    text = draw_form(EveryField(filled)).text_content()
    for djangos in ("This field", "Select a valid", "Enter a", "Ensure this"):
        assert djangos not in text
    for ours in (
        "Give a whole number for “How many?”",
        "Choose one of the answers offered for “Where?”",
        "“What you will send” holds 20 characters; this is 30",
        "Fill in “Name”",
        "Give the visit date",
        "Tick “This is a different child” to go on",
        "Choose a file for “Letter”",
    ):
        assert ours in text


def test_an_error_of_the_whole_form_leads_to_its_first_control():
    days = {"day": "1", "month": "2", "year": "2026"}
    form = TwoDates(
        {f"{name}_{box}": v for name in TwoDates.base_fields for box, v in days.items()}
    )
    page = draw_form(form)
    assert "She came home before she was reported missing" in page.text_content()
    assert control_of(page, summary_targets(page)[0]).get("id") == "id_left_on_day"


def test_a_form_is_summed_up_once_wherever_it_is_first_asked_for():
    page = draw("{% error_summary form %}<main>{{ form|crispy }}</main>", form=SeenForm({}))
    assert len(classes_of(page, "govuk-error-summary")) == 1
    assert not classes_of(page.xpath("//main")[0], "govuk-error-summary")


def test_a_form_not_sent_yet_has_nothing_to_put_right():
    assert not classes_of(draw_form(EveryField()), "govuk-error-summary")


def test_an_answer_opens_its_question_and_the_question_is_drawn_once():
    page = draw_form(EveryField())
    opener = page.xpath("//input[@data-opens]")[0]
    opened = control_of(page, opener.get("data-opens"))
    assert opened.xpath(".//textarea[@name='sent']")
    assert len(page.xpath("//textarea[@name='sent']")) == 1


def test_nothing_is_filled_in_from_memory():
    page = draw_form(EveryField())
    for control in page.xpath("//input[@type='text' or @type='email'] | //textarea | //select"):
        assert control.get("autocomplete") == "off", control.get("id")


def test_numbers_are_typed_as_text_so_that_nothing_typed_is_thrown_away():
    page = draw_form(EveryField({"how_many": "about 3"}))
    box = control_of(page, "id_how_many")
    assert (box.get("type"), box.get("value")) == ("text", "about 3")


def test_a_short_answer_has_a_short_box():
    page = draw_form(EveryField())
    assert "govuk-input--width-10" in control_of(page, "id_postcode").get("class")


def test_text_that_is_counted_says_how_much_fits():
    page = draw_form(EveryField())
    assert "4000" in control_of(page, "id_what-info").text_content()


def test_a_formset_shows_every_part_and_its_errors():
    many = forms.formset_factory(SeenForm, extra=2)
    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-seen": "yes"}
    page = draw("{{ formset|crispy }}", formset=many(sent))
    assert page.xpath("//input[@name='form-TOTAL_FORMS']")
    assert summary_targets(page) == ["#id_form-1-seen_0"]
    control_of(page, "#id_form-1-seen_0")


def test_the_crispy_tag_makes_a_whole_form_for_a_form_without_a_helper():
    page = draw("{% crispy form %}", form=SeenForm({}))
    form = page.xpath("//form")[0]
    assert form.get("method") == "post"
    assert "novalidate" in form.attrib
    control_of(page, summary_targets(page)[0])


def test_the_crispy_tag_makes_a_whole_formset():
    page = draw("{% crispy formset %}", formset=forms.formset_factory(SeenForm, extra=1)())
    assert page.xpath("//form//input[@name='form-TOTAL_FORMS']")
    assert page.xpath("//input[@name='form-0-seen']")


def test_a_helpers_layout_is_kept():
    form = SeenForm({})
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("Each child", Div(Field("seen"), css_class="cw-row")), Submit("save", "Save visit")
    )
    page = draw("{% crispy form %}", form=form)
    assert page.xpath("//fieldset/legend[contains(., 'Each child')]")
    assert page.xpath("//button[contains(., 'Save visit')]")[0].get("class") == "govuk-button"
    assert len(classes_of(page, "govuk-error-summary")) == 1
    assert not page.xpath("//input[@name='alone']")


def test_a_field_can_be_drawn_by_itself():
    page = draw("{{ form.seen|as_crispy_field }}", form=SeenForm())
    assert len(page.xpath("//input[@type='radio']")) == 2


def test_what_a_hint_holds_is_never_taken_for_markup():
    form = SeenForm()
    form.fields["seen"].help_text = "<b>Noah</b>"
    assert not draw_form(form).xpath("//b")


def test_errors_alone_can_be_asked_for():
    page = draw("{{ form|as_crispy_errors }}", form=SeenForm({}))
    assert classes_of(page, "govuk-error-summary")
    formset = forms.formset_factory(SeenForm)({"form-TOTAL_FORMS": "x"})
    assert classes_of(
        draw("{{ formset|as_crispy_errors }}", formset=formset), "govuk-error-summary"
    )
