"""The codes of the clocks of practice in England, section by section."""

SECTIONS = {
    "contact and referral": """
        contact.screen contact.immediate_risk referral.decision referral.acknowledge
        referral.feedback referral.see_child referral.out_of_area_notify
        referral.re_referral_window
    """,
    "assessment": """
        assessment.complete assessment.complete.census assessment.review_point
        assessment.exceed_reason assessment.child_seen assessment.share
        assessment.services_not_wait assessment.update assessment.prebirth
        assessment.young_carer assessment.parent_carer
    """,
    "strategy discussion and section 47": """
        strategy.hold strategy.record s47.start s47.child_seen s47.complete
        s47.outcome_letter police_protection.end epo.end cao.end serious_incident.notify
        rapid_review.complete
    """,
    "conferences, plans, core groups and visits": """
        icpc.hold icpc.not_weekend icpc.report_to_family icpc.decision_letter icpc.minutes
        icpc.transfer_in core_group.first core_group.next cp_plan.detail cp_review.first
        cp_review.next cp_review.not_same_day cp_visit.next cp_visit.first cp_plan.long
        cp_plan.step_down cp_plan.temp_move
    """,
    "child in need and family help": """
        cin_plan.first_meeting cin_plan.written cin_review.next cin_visit.next
        cin_plan.long cin_plan.disabled_review cin.close family_help.plan_review
        supervision_order.review
    """,
    "missing, and return home interviews": """
        missing.report missing.notify_authority missing.notify_placing_authority
        missing.strategy missing.senior_alert missing.safe_and_well rhi.offer rhi.complete
        rhi.declined_parent rhi.retry rhi.record_shared rhi.inform_plan
        rhi.not_done_reason missing.review_care_plan missing.close_at_18
    """,
    "before proceedings and in court": """
        plo.legal_planning_meeting plo.start plo.letter_sent plo.letter_plain
        plo.fgdm_offer plo.first_meeting plo.agreement plo.review_meeting plo.tracking
        plo.midpoint plo.end plo.extend plo.issue plo.letter_of_issue plo.unborn
        court.day1 court.allocation court.cmh court.fcmh court.advocates court.26_weeks
        court.extension court.s37_report court.care_plan
    """,
    "looked after: plan, placement, review, visit": """
        care_plan.prepare iro.appoint placement_plan.prepare placement.notify
        placement.connected_temp lac_visit.first lac_visit.year1 lac_visit.after
        lac_visit.long_term_foster lac_visit.parent_assess lac_visit.temp_or_ico_parent
        lac_visit.care_order_parent lac_visit.requested lac_visit.new_placement
        lac_review.first lac_review.second lac_review.next lac_review.early
        lac_review.report lac_review.decisions lac_review.minutes lac_review.manager_reply
        iro.midpoint iro.dispute permanence.plan short_break.scope short_break.review
        out_of_area.approve secure.review
    """,
    "looked after: health and school": """
        iha.complete iha.request rha.under5 rha.5plus lac_health.dental
        lac_health.immunisation sdq.annual sdq.high pep.first pep.review
        therapy.request_to_start
    """,
    "private fostering": """
        pf.notice_by_carer pf.first_visit pf.assessment pf.visit.year1 pf.visit.year2
        pf.visit.requested pf.change_notice pf.threshold
    """,
    "leaving care": """
        leaving.assessment leaving.eligible pathway.plan pathway.relevant_assessment
        pathway.review pathway.new_home_review adviser.visit_new_home adviser.visit
        adviser.appoint care_leaver.contact_in_touch care_leaver.to_25
    """,
    "supervision and oversight": """
        supervision.worker supervision.new_worker supervision.agreement supervision.child
        supervision.record
        supervision.action supervision.group_reflective oversight.allocation
        oversight.transfer recording.case_note senior.file_sample
    """,
    "records given to others": """
        disclosure.access disclosure.access_extended disclosure.due
    """,
    "audit": """
        audit.complete audit.moderate audit.immediate_risk audit.action.due
        audit.action.check audit.reaudit audit.closure
    """,
}
