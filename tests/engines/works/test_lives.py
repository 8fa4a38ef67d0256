"""The lives of an order and a visit: every state is reached, every move is somebody's, an end is an end."""

from __future__ import annotations

import pytest

from donghanh.engines.works.finishing import Asked, Missing, missing_before_finish
from donghanh.engines.works.moves import (
    LIVES,
    NEXT_STEPS,
    ORDER,
    START,
    VISIT,
    CannotMoveWork,
    check_move,
    is_open,
    next_state,
)

ENDS = {"order": {"handed_over", "closed", "cancelled"}, "visit": {"finished", "not_possible", "cancelled"}}


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_every_state_is_reached_and_only_ends_are_left_by_nothing(life):
    reached = {move.to_state for move in life.moves.values()}
    left = {state for move in life.moves.values() for state in move.from_states} - {START}

    assert reached == {*life.path, *life.exits}
    assert reached - left == ENDS[life.name]
    assert all(move.roles and move.why for move in life.moves.values())


def test_a_work_goes_from_opening_to_hand_over():
    state = START
    for move in ("open", "plan", "begin", "set_back", "plan", "hand_over"):
        state = next_state(life=ORDER, state=state, move=move)

    assert state == "handed_over"


@pytest.mark.parametrize(
    ("life", "state", "move", "roles", "reason", "rule"),
    [
        (ORDER, "opened", "hand_over", {"crew"}, "", "not-from-this-state"),
        (ORDER, "planned", "hand_over", {"unit_head"}, "", "not-for-this-role"),
        (ORDER, "planned", "cancel", {"office"}, " ", "reason-missing"),
        (ORDER, "planned", "dance", {"office"}, "x", "unknown-move"),
        (VISIT, "finished", "fail", {"crew"}, "x", "not-from-this-state"),
        (VISIT, "planned", "finish", {"auditor"}, "", "not-for-this-role"),
        (VISIT, "planned", "plan", {"crew"}, "", "not-from-this-state"),
    ],
)
def test_what_does_not_hold_is_refused_by_its_name(life, state, move, roles, reason, rule):
    with pytest.raises(CannotMoveWork) as refused:
        check_move(life=life, state=state, move=move, roles=roles, reason=reason)

    assert refused.value.rule == rule


def test_nobody_but_a_crew_hands_over():
    assert ORDER.moves["hand_over"].roles == {"crew"} == VISIT.moves["finish"].roles


def test_a_visit_that_failed_is_not_open_and_each_reason_has_a_next_step():
    assert not is_open(life=VISIT, state="not_possible")
    assert is_open(life=VISIT, state="planned")
    assert set(NEXT_STEPS) == {"nobody_home", "area_closed", "unsafe", "refused_by_household"}


STEPS = [Asked("isolated", True, True), Asked("repaired", False, True)]


def test_everything_that_is_missing_is_said_at_once():
    found = missing_before_finish(steps=STEPS, evidence=["signature"], done=[], pictured=[], kinds=[])

    assert found == (
        Missing("safety_step", "isolated"), Missing("step_photo", "isolated"), Missing("step", "repaired"),
        Missing("step_photo", "repaired"), Missing("evidence", "signature"),
    )  # fmt: skip


def test_a_photograph_without_a_step_stands_for_one_step_alone():
    done = ["isolated", "repaired"]

    one = missing_before_finish(steps=STEPS, evidence=[], done=done, pictured=[], kinds=[], loose=1)
    two = missing_before_finish(steps=STEPS, evidence=[], done=done, pictured=[], kinds=[], loose=2)

    assert one == (Missing("step_photo", "repaired"),)
    assert two == ()
