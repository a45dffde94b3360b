"""What the check finds in the writer's words, rule by rule of its guidelines."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.writing.checks import engine
from casework.writing.checks.engine import KINDS, UnknownKind, check
from casework.writing.checks.reading_age import reading, syllables
from casework.writing.classifier.texts import labelled


def holds(kind, label, text):
    return check(kind, text).labels[label]


@pytest.mark.parametrize(
    "text",
    [
        "Mum 2 ring GP by fri",
        "Complete by 30.06.2026",
        "To be done before the Easter hols",
        "TS: 2 weeks",
        "Timescale 6 wks",
        "Review in 3 months",
        "Within a fortnight",
        "Sam to see the doctor by his next LAC review",
        "Cot in place before baby is born",
        "Parenting course for 12 weeks",
        "over the next month",
        "by close of play Friday",
        "by Xmas",
        "Daily for two weeks",
        "Sort by end of term",
        "report in by w/c 6th July",
        "discuss at supervision on 4 May",
        "by the time she starts Year 7",
        "keep going until Eid",
        "within 24 hrs",
        "By: 14/7",
        "when school goes back on 4 September",
        "between now and the 18th",
        "no later than 10 working days after the conference",
        "Jo to phone Nan this aft / tonight",
        "IRO to be told by tomorrow lunchtime",
        "Target date: 01/12/2026",
        "Deadline 3rd Dec",
        "get the form in before Thursday's meeting",
        "ahead of the hearing on the 9th",
        "Dad has until Sunday to move out",
        "by the middle of next week",
        "SW will chase by 5pm Monday",
        "before the summer holidays start",
        "six sessions, finishing by February half term",
        "by 2 weeks' time",
        "In two weeks I will ring again",
        "Ali to be in school full time by October",
        "Mum to ring the GP by Friday.",
        "Sam will visit on 3 July and show Amir the photos.",
        "HV to see the baby within 10 working days",
        "Dad to finish the course before half-term.",
        "Priya to ask about the bed by the next core group",
        "Ola to call before his 16th birthday",
        "Keep the diary for the next six weeks",
        "Nan has the boys every Tuesday until the review on 3 July.",
        "SW - referral - 12/05/26",
        "Worker to check today",
        "The flat to be cleared by end of March",
        "To be done no later than the 14th",
        "From 1 March the school rings Mum, not Dad",
        "Letter out w/c 9 November",
    ],
)
def test_an_end_that_could_go_in_a_diary(text):
    assert holds("plan_action", "timebound", text)


@pytest.mark.parametrize(
    "text",
    [
        "for the foreseeable future",
        "as and when",
        "at the earliest opportunity",
        "from time to time",
        "each Monday",
        "twice a week",
        "every 4 weeks",
        "when housing allow",
        "by working together",
        "for the time being",
        "make sure teeth are brushed before bed",
        "homework before school each day",
        "home by 6pm every night",
        "Since March Mum has been trying",
        "in the last 6 months Mum has missed four appointments",
        "She was 14 in May",
        "after the assessment is completed",
        "visits in line with statutory timescales",
        "within timescales",
        "until further notice",
        "long term",
        "at 9am each day",
        "travel by bus",
        "Weekly visits to continue",
        "Tom, born 12 May 2015, to see the nurse",
        "continue from the last core group",
        "the strategy meeting on 3 June agreed this",
        "see minutes of 12/3/26",
        "ongoing / review regularly",
        "once a place is available",
        "as required",
        "Mum may need support",
        "the May review noted progress",
        "Dad starts work at 7am and finishes at 5",
        "immediately",
        "ASAP please!!",
        "urgent",
        "police were called on 2 April",
        "in the evenings",
        "on a regular basis",
        "Mum to ring the GP as soon as possible.",
        "HV to weigh Poppy weekly.",
        "Dad to have Ella in bed by 8pm.",
        "Support to be ongoing.",
        "Contact every Tuesday.",
        "Referral to be made when a place comes up.",
        "Carry over the action agreed on 3 March.",
        "Mum (DOB 4/5/1990) to attend.",
        "The assessment was signed on 3 February.",
        "Visits at the required frequency.",
        "To be completed in due course, urgently.",
        "Ella to stay above the 9th centile.",
    ],
)
def test_what_is_no_end_at_all(text):
    assert not holds("plan_action", "timebound", text)


@pytest.mark.parametrize(
    "text",
    [
        "mum to ring gp",
        "Nan will have the kids",
        "Mr. Ahmed to book it",
        "The allocated social worker should complete a chronology",
        "social worker (Jo) to see him alone",
        "JB to chase",
        "I'll speak to her",
        "Jo & Sam to clear the room",
        "Both parents to sign",
        "Young person to keep phone charged",
        "Foster carer to log contact",
        "Her key worker will sit with her",
        "Head of Year to ring home",
        "Dr Patel agreed to write",
        "ACTION: Lucy to draft letter",
        "- health visitor to weigh baby",
        "Owner: team manager",
        "To be completed by SW",
        "Responsible: Amina",
        "Leanne has agreed to collect him",
        "Grandad picks him up on Fridays",
        "Tariq must tell us if he is late",
        "Chair to check the minutes",
        "Zoë's mum will bring the form",
        "Admin - Sue to type up",
        "Manager to authorise",
        "Kofi’s teacher is going to hold a place",
        "Mum to ring the GP.",
        "Mr Okonkwo will hold a place for Sami.",
        "The health visitor will weigh the baby.",
        "SENCo to send the form.",
        "Foster carers to take her swimming.",
        "I will ask him on Monday.",
        "A letter will be sent by Hannah.",
        "Chase the referral - Priya",
        "Who: Dad. What: fix the stair gate.",
        "IRO to see Tia alone",
    ],
)
def test_one_person_who_must_do_it(text):
    assert holds("plan_action", "owner_named", text)


@pytest.mark.parametrize(
    "text",
    [
        "everyone to share information",
        "Housing officer team to be contacted",
        "support to be offered",
        "Mum needs to be supported",
        "school to ring home",
        "services will work together",
        "Core group to review",
        "To attend all appointments",
        "Refer to CAMHS",
        "Dad should be invited",
        "Family to agree",
        "We'll keep this under review",
        "Referral to be made to Early Help by the team",
        "the network will step in",
        "Ensure voice of child captured",
        "Professionals will be mindful",
        "Police to share",
        "Tia to be seen alone",
        "Children to be kept safe",
        "It was agreed that support would be given",
        "Staff to monitor",
        "Contact to take place weekly",
        "Health to follow up",
        "Visits by duty",
        "MASH to screen",
        "Professionals to share information.",
        "CAMHS to offer an appointment.",
        "School to monitor attendance.",
        "Mum to be referred to the recovery service.",
        "We will look at this together.",
        "Children's Services to visit.",
        "All to attend core groups.",
        "The family to engage.",
        "Minutes to be sent out.",
        "Ensure the plan is followed.",
    ],
)
def test_nobody_in_particular(text):
    assert not holds("plan_action", "owner_named", text)


def test_jargon_is_each_term_once_in_the_order_of_the_text():
    text = "The IRO asked CAMHS about the EHCP before the core group. CAMHS said no."
    assert holds("letter_paragraph", "jargon", text) == ["IRO", "CAMHS", "EHCP", "core group"]


@pytest.mark.parametrize(
    "text",
    [
        "Your GP and the NHS will write to you about A&E.",
        "The social worker and the health visitor will come.",
        "There will be a child protection conference.",
        "A person called an independent reviewing officer will run the meeting.",
        "Mr McDonald rang on TV night.",
    ],
)
def test_everyday_words_and_what_is_explained_are_no_jargon(text):
    assert holds("letter_paragraph", "jargon", text) == []


def test_a_finding_points_at_its_words_by_code_point():
    text = "🏠 Zoë’s IRO rang."
    finding = next(one for one in check("letter_paragraph", text).findings if one.start)
    assert text[finding.start : finding.end] == "IRO"
    assert finding.code == "jargon"


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("If Dad comes to the flat drunk, Mum rings 999 and Nan takes the boys that night.", True),
        ("If concerns escalate, professionals will discuss next steps.", False),
        ("If things do not improve legal advice may be sought.", False),
        ("Contingency: to be agreed.", False),
    ],
)
def test_a_contingency_has_a_trigger_a_step_and_somebody(text, clear):
    assert holds("plan_contingency", "contingency_clear", text) is clear


def test_names_places_and_accounts_are_taken_out_of_an_interview():
    text = (
        "Leah was with Tyrone Bell at Canal Street. A white Transit collected them."
        " She talks to @dark_kid on Snap. DS Moore was told."
    )
    found = holds("rhi", "names_places_intel", text)
    assert found == ["Tyrone Bell", "Canal Street", "white Transit", "@dark_kid"]


def test_a_letter_is_plain_when_short_and_everyday():
    plain = "We will come on Monday. We want to see where Leo sleeps. Tell us if you need help."
    official = (
        "In accordance with the statutory guidance it is imperative that appropriate engagement"
        " with professionals is facilitated in respect of the identified requirements."
    )
    assert holds("letter_paragraph", "plain_language", plain)
    assert not holds("letter_paragraph", "plain_language", official)


def test_reading_age_is_the_published_formula():
    assert [syllables(word) for word in ("cat", "table", "made", "wanted", "people")] == [
        1,
        2,
        1,
        2,
        2,
    ]
    found = reading("The cat sat on the mat. It was warm.")
    assert found.words == 6
    assert found.age == 5.0


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind):
        check("novel", "Once")


LABELS = {
    "plan_action": "timebound owner_named child_focused measurable jargon",
    "plan_contingency": "contingency_clear",
    "assessment_section": "lived_experience child_voice cumulative_impact risk_analysis"
    " protective_factors change_needed siblings_relationships identity_culture jargon",
    "rhi": "circumstances_explored safeguarding_explored child_voice actions_for_plan"
    " names_places_intel",
    "supervision_action": "outcome_focused timebound owner_named",
    "audit_action": "timebound owner_named specific",
    "letter_paragraph": "plain_language blame jargon",
}


def test_these_are_the_kinds_of_text_and_what_is_looked_for_in_each():
    assert {kind: " ".join(one.code for one in asked) for kind, asked in KINDS.items()} == LABELS


@pytest.mark.parametrize("kind", LABELS)
def test_an_empty_text_has_every_label_and_no_prompt(kind):
    found = check(kind, "  \r\n ")
    assert list(found.labels) == [label.code for label in KINDS[kind]]
    assert found.findings == []


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(list(KINDS)), text=st.text(max_size=400))
def test_whatever_is_typed_is_answered_with_spans_of_the_text(kind, text):
    found = check(kind, text)
    for one in found.findings:
        assert 0 <= one.start <= one.end <= len(text)
    for value in found.labels.values():
        assert isinstance(value, bool) or all(words in text for words in value)


@pytest.mark.long
@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "A",
        "(",
        "'a",
        "Mum and ",
        "by the by the ",
        "to be to be ",
        "1/1/",
        "IRO (",
        "I ",
        "said 'x ",
        "called a ",
        "\x00",
        "é̀ ",
        "@a_",
        "\r\n",
    ],
)
def test_no_text_however_long_or_odd_takes_long(piece):
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    for kind in KINDS:
        check(kind, text)
    assert time.process_time() - began < 60, "an expression runs away"


@pytest.mark.parametrize("quiet", [(), ("risk_analysis",)])
def test_a_model_is_asked_only_where_something_of_it_may_be_said(monkeypatch, quiet):
    """Hard words need none; a page of many sections is opened in a blink."""
    asked = []
    model = engine.model_of

    def noted(kind):
        asked.append(kind)
        return model(kind)

    monkeypatch.setattr(engine, "model_of", noted)
    text = "The worker attended the MARAC about the family and there is a dog in the flat."
    found = engine.shown("assessment_section", text, only=("risk_analysis", "jargon"), quiet=quiet)
    assert asked == ([] if quiet else ["assessment_section"])
    assert [finding.code for finding in found if finding.code == "jargon"] == ["jargon"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_writer_is_told_is_the_same_however_little_is_worked_out(kind):
    for row in [row for row in labelled() if row.kind == kind][:40]:
        every = check(kind, row.text).shown()
        for label in KINDS[kind]:
            alone = engine.shown(kind, row.text, only=(label.code,))
            assert alone == [finding for finding in every if finding.code == label.code]


@pytest.mark.parametrize(
    "text",
    [
        "dentist | Nan taking both | appt 11/12 4.10pm | letter in bag",
        "Dad contact: Sat 10-12, Nan stays in room | til rev",
        "Mum puts the inhaler on the hook and we look at that again at the core group in january",
    ],
)
def test_a_booked_appointment_and_a_meeting_whose_month_is_known_are_an_end(text):
    assert holds("plan_action", "timebound", text)


@pytest.mark.parametrize(
    "text", ["appt was 11/12 | Nan took both", "We saw him at the core group held in January"]
)
def test_a_meeting_that_was_held_is_none(text):
    assert not holds("plan_action", "timebound", text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("smoke alarm x2 | Housing (P. Doyle) | wk of 7/12", True),
        ("football kit | School (Mrs Patel) | Fri", True),
        ("football kit | School (Team) | Fri", False),
        ("football kit | School (Fridays) | Fri", False),
        ("football kit | School | Fri", False),
    ],
)
def test_a_service_in_a_cell_counts_where_it_says_who_of_it(text, named):
    assert holds("plan_action", "owner_named", text) is named
