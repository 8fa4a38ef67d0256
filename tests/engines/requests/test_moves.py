"""The life of a case: no way round the answer, the customer's word at the end, and who may do what."""

from __future__ import annotations

import pytest

from donghanh.engines.requests.moves import (
    CASE,
    MOVES,
    NOT_DONE,
    STAYS,
    CannotMoveCase,
    check_move,
    moves_from,
    next_state,
)

STATES = (*CASE.path, *CASE.exits)


def refused(**asked: object) -> str:
    with pytest.raises(CannotMoveCase) as refusal:
        check_move(**{"roles": {"unit_officer"}, **asked})
    return refusal.value.rule


def test_a_whole_life_ends_when_the_customer_says_so():
    state = ""
    for move in ("open", "accept", "start", "pause", "resume", "answer"):
        state = check_move(state=state, move=move, roles={"unit_officer"}, reason="chờ hồ sơ")

    assert check_move(state=state, move="confirm_solved", roles={"customer"}) == "closed"


def test_not_solved_reopens_the_same_case_even_when_it_was_closed():
    for state in ("answered", "closed"):
        assert check_move(
            state=state, move="report_not_solved", roles={"customer"}, reason="vẫn mất điện"
        ) == ("reopened")


def test_nothing_is_closed_before_it_was_answered():
    closing = {name for name, move in MOVES.items() if move.to_state == "closed"}

    assert closing == {"confirm_solved", "close"}
    assert all(MOVES[name].from_states == ("answered",) for name in closing)


def test_a_customer_neither_pauses_nor_answers_nor_closes_without_a_word():
    allowed = {move for state in ("", *STATES) for move in moves_from(state=state, roles={"customer"})}

    assert allowed == {"open", "complete", "confirm_solved", "report_not_solved", "withdraw"}


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"state": "received", "move": "vanish"}, "unknown-move"),
        ({"state": "withdrawn", "move": "start"}, "not-from-this-state"),
        ({"state": "under_way", "move": "refuse", "reason": "không đủ điều kiện"}, "not-from-this-state"),
        ({"state": "accepted", "move": "pause", "reason": "chờ"}, "not-for-this-role"),
        ({"state": "accepted", "move": "pause", "roles": {"unit_head"}}, "reason-missing"),
        (
            {"state": "accepted", "move": "hand_over", "roles": {"unit_head"}, "reason": "  "},
            "reason-missing",
        ),
        ({"state": "answered", "move": "close", "roles": {"job"}}, "reason-missing"),
    ],
)
def test_what_does_not_hold_is_refused_by_name(asked, rule):
    roles = {"crew"} if rule == "not-for-this-role" else {"unit_officer"}

    assert refused(**{"roles": roles, **asked}) == rule


def test_taking_and_handing_over_leave_the_state():
    for move in ("take", "hand_over", "reclassify", "join_incident"):
        assert MOVES[move].to_state == STAYS
        assert {next_state(state=state, move=move) for state in NOT_DONE} == set(NOT_DONE)


def test_every_state_can_be_reached_and_only_refusal_and_withdrawal_are_final():
    reached, waiting = set(), [""]
    while waiting:
        state = waiting.pop()
        for move in MOVES.values():
            if state in move.from_states and move.to_state not in {STAYS, *reached}:
                reached.add(move.to_state)
                waiting.append(move.to_state)
    left = {state for move in MOVES.values() for state in move.from_states}

    assert reached == set(STATES)
    assert set(STATES) - left == {"withdrawn", "refused"}
