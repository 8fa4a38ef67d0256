"""Acts on requests: take them in, work on them, pause, answer, end, and own up to what came late."""

from donghanh.apps.requests.operations.accepting import (
    accept_case,
    ask_for_documents,
    complete_application,
    refuse_case,
)
from donghanh.apps.requests.operations.answering import answer_case, close_case
from donghanh.apps.requests.operations.attaching import attach_file
from donghanh.apps.requests.operations.bulk import bulk_answer, preview_bulk_answer
from donghanh.apps.requests.operations.by_name import MOVE_NAMES, MoveAsked, make_move
from donghanh.apps.requests.operations.calls import CallTold, record_calls
from donghanh.apps.requests.operations.customers import (
    confirm_solved,
    confirm_solved_by_word,
    report_not_solved,
    report_not_solved_by_word,
    withdraw_by_customer,
    withdraw_case,
)
from donghanh.apps.requests.operations.differences import say_different, take_difference_back
from donghanh.apps.requests.operations.handing import hand_over, take_case
from donghanh.apps.requests.operations.handing_in import hand_in_by_customer
from donghanh.apps.requests.operations.holding import hold_case, hold_case_by_tracking
from donghanh.apps.requests.operations.incidents import answer_incident, join_incident, open_incident
from donghanh.apps.requests.operations.mailing import MailTaken, take_mail
from donghanh.apps.requests.operations.opening import open_case, open_public_case
from donghanh.apps.requests.operations.pausing import pause_case, resume_case
from donghanh.apps.requests.operations.promises import escalate_due, record_breach
from donghanh.apps.requests.operations.reading import read_case, tracking_code_again
from donghanh.apps.requests.operations.working import reclassify_case, start_case
from donghanh.apps.requests.operations.writing_in import read_message

__all__ = [
    "MOVE_NAMES",
    "MailTaken",
    "CallTold",
    "MoveAsked",
    "accept_case",
    "answer_case",
    "answer_incident",
    "ask_for_documents",
    "attach_file",
    "bulk_answer",
    "close_case",
    "complete_application",
    "confirm_solved",
    "confirm_solved_by_word",
    "escalate_due",
    "hand_in_by_customer",
    "hand_over",
    "hold_case",
    "hold_case_by_tracking",
    "join_incident",
    "make_move",
    "open_case",
    "open_incident",
    "open_public_case",
    "pause_case",
    "preview_bulk_answer",
    "read_case",
    "read_message",
    "reclassify_case",
    "record_breach",
    "record_calls",
    "refuse_case",
    "report_not_solved",
    "report_not_solved_by_word",
    "resume_case",
    "say_different",
    "start_case",
    "take_case",
    "take_difference_back",
    "take_mail",
    "tracking_code_again",
    "withdraw_by_customer",
    "withdraw_case",
]
