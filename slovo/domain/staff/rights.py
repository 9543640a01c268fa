"""Every verb × every role, in one table. A verb that is not here may be done by nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from slovo.domain.journal.allowance import NotAllowed, refuse_unless_allowed

__all__ = ["DESK", "RIGHTS", "NotAllowed", "Role", "refuse_unless_allowed"]


class Role(models.TextChoices):
    """What a colleague may be in the firm; one person may be several."""

    PRINCIPAL = "principal", _("Principal")
    FRONT_OFFICE = "front_office", _("Front office")
    SPECIALIST = "specialist", _("Specialist")
    COMPLAINT_OWNER = "complaint_owner", _("Complaint owner")
    SURVEYOR = "surveyor", _("Surveyor")
    ADMINISTRATOR = "administrator", _("Administrator")


P, F, S, C, A = (
    Role.PRINCIPAL,
    Role.FRONT_OFFICE,
    Role.SPECIALIST,
    Role.COMPLAINT_OWNER,
    Role.ADMINISTRATOR,
)
DESK = frozenset({P, F, S, C})
WORKERS = frozenset({P, F, S})
HOUSE_KEEPERS = frozenset({P, A})

RIGHTS: dict[str, frozenset[Role]] = {
    "see_cases": DESK,
    "open_case": DESK,
    "write_to_organisation": DESK,
    "answer_case": DESK,
    "note_case": DESK,
    "confide": DESK,
    "assign_case": frozenset({P, F}),
    "hand_over_case": DESK,
    "wait_for_client": DESK,
    "solve_case": DESK,
    "close_case": DESK,
    "reopen_case": DESK,
    "rate_case": DESK,
    "rename_case": DESK,
    "confirm_person": DESK,
    "note_talk": DESK,
    "send_agreed_list": DESK,
    "answer_agreed_list": DESK,
    "raise_risk": DESK,
    "note_surprise": DESK,
    "drop_surprise": DESK,
    "see_risk": DESK,
    "withhold_risk": frozenset({P}),
    "dismiss_risk": DESK,
    "tell_bad_news": DESK,
    "choose_way": DESK,
    "make_promise": DESK,
    "promise_beyond_capacity": frozenset({P}),
    "fulfil_promise": DESK,
    "renegotiate_promise": DESK,
    "withdraw_promise": DESK,
    "pass_promise": DESK,
    "release_letter": frozenset({P, F, A}),
    "discard_letter": frozenset({P, F, A}),
    "save_person": DESK,
    "save_organisation": DESK,
    "merge_people": frozenset({P, F}),
    "approach_person": DESK,
    "save_preference": DESK,
    "name_responsible": DESK,
    "save_detail": DESK,
    "save_sensitive_words": HOUSE_KEEPERS,
    "hold_relationship": DESK,
    "introduce_successor": DESK,
    "save_topic": frozenset({P, F, A}),
    "save_engagement": frozenset({P, F}),
    "ask_scope_change": DESK,
    "answer_scope_change": DESK,
    "log_time": DESK,
    "save_requirement": DESK,
    "send_offer": DESK,
    "restate": DESK,
    "move_stage": DESK,
    "put_decision": DESK,
    "save_appointment": DESK,
    "see_money": DESK,
    "add_document": WORKERS,
    "set_price": frozenset({P}),
    "free_time": frozenset({P}),
    "save_invoice": WORKERS,
    "withdraw_invoice": frozenset({P}),
    "hold_line": frozenset({P, C}),
    "zero_line": frozenset({P}),
    "credit_line": frozenset({P}),
    "record_payment": WORKERS,
    "state_expectation": WORKERS,
    "settle_review": frozenset({P}),
    "import_money": frozenset({P}),
    "save_stage_map": frozenset({P, F, A}),
    "see_letters": frozenset({P, F, S, C, A}),
    "retry_delivery": frozenset({P, F, S, C, A}),
    "revoke_link": DESK,
    "save_macro": frozenset({P, F, A}),
    "try_touchpoint": frozenset({P, F, A}),
    "see_rules": DESK | {A},
    "save_rule": HOUSE_KEEPERS,
    "change_settings": HOUSE_KEEPERS,
    "save_user": HOUSE_KEEPERS,
    "save_team": HOUSE_KEEPERS,
    "see_rota": DESK | {A},
    "save_rota": frozenset({P, F, A}),
    "shorten_rest": frozenset({P}),
    "swap_shift": DESK,
    "note_missed_call": DESK,
    "report_call": frozenset({P, F, A}),
    "import_calls": frozenset({P, F, A}),
    "call_team": DESK,
    "approve_call_in": frozenset({P}),
    "save_cause": frozenset({P, C}),
    "investigate_complaint": DESK,
    "answer_complaint": DESK,
    "record_follow_up": DESK,
    "take_measure": DESK,
    "put_in_force": DESK,
    "drop_measure": frozenset({P}),
    "approve_no_measure": frozenset({P}),
    "close_complaint": DESK,
    "note_real_action": DESK,
    "file_complaint": DESK,
    "name_owner": frozenset({P, C}),
    "assess_complaint": DESK,
    "tell_progress": DESK,
    "refer_outside": DESK,
    "save_limits": frozenset({P, C, A}),
    "import_complaints": frozenset({P, C}),
    "make_token": frozenset(Role),
}
