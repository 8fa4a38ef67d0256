"""The life of a suspicion: a person decides with a reason, may decide anew; only deciders make exceptions."""

from __future__ import annotations

import pytest

from donghanh.engines.programmes.duties import check_move
from donghanh.engines.programmes.lives import CannotMove
from donghanh.engines.programmes.suspicions import SUSPICION, VERDICTS


def decided(verdict, *, state="suspected", role="unit_officer", reason="seen"):
    return check_move(
        move=verdict,
        state=state,
        roles=frozenset({role}),
        actor_id=1,
        history=[],
        reason=reason,
        life=SUSPICION,
    )


def test_every_state_that_a_move_names_is_a_state_of_the_life():
    named = {move.to_state for move in SUSPICION.moves.values()}

    assert named == set(SUSPICION.states)


@pytest.mark.parametrize("first", VERDICTS)
@pytest.mark.parametrize("later", VERDICTS)
def test_a_decision_may_be_taken_anew_but_not_the_same_again(first, later):
    state = decided(first, role="unit_head")

    if first == later:
        with pytest.raises(CannotMove):
            decided(later, state=state, role="unit_head")
    else:
        assert decided(later, state=state, role="unit_head") == SUSPICION.moves[later].to_state


@pytest.mark.parametrize("role", ["unit_officer", "office"])
def test_an_exception_is_for_those_who_decide_about_promises(role):
    with pytest.raises(CannotMove):
        decided("allow_both", role=role)


@pytest.mark.parametrize("role", ["partner_officer", "crew", "warehouse_keeper"])
def test_who_nominates_or_carries_decides_nothing(role):
    for verdict in VERDICTS:
        with pytest.raises(CannotMove):
            decided(verdict, role=role)
