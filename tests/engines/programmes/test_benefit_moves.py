"""The life of a benefit: its path, its exits, and the walls around approval and delivery."""

import pytest

from donghanh.engines.programmes.lives import NotFromThisState, UnknownMove
from donghanh.engines.programmes.moves import (
    BENEFIT,
    DRAW,
    LIST,
    LIVES,
    move_named,
    moves_from,
    next_state,
    stage_rank,
)
from donghanh.kernel.lives import START

STRAIGHT_PATH = [
    "nominate",
    "check",
    "verify",
    "approve",
    "allot",
    "schedule",
    "deliver",
    "confirm_receipt",
    "give_feedback",
]
ALL_ROLES = {
    "director",
    "business",
    "office",
    "unit_head",
    "unit_officer",
    "warehouse_keeper",
    "crew",
    "partner_officer",
    "beneficiary",
}


def test_a_benefit_walks_from_nomination_to_feedback_in_nine_moves():
    state = START
    visited = []
    for move in STRAIGHT_PATH:
        state = next_state(state=state, move=move)
        visited.append(state)

    assert tuple(visited) == BENEFIT.path


@pytest.mark.parametrize("state", ["nominated", "checked", "verified"])
def test_what_is_not_yet_approved_can_be_refused(state):
    assert next_state(state=state, move="refuse") == "refused"


@pytest.mark.parametrize("state", ["approved", "allotted", "scheduled", "delivered", "received"])
def test_a_promise_once_approved_cannot_be_refused(state):
    with pytest.raises(NotFromThisState):
        next_state(state=state, move="refuse")


@pytest.mark.parametrize("move", ["withdraw", "replace", "declare_unclaimed", "refuse"])
@pytest.mark.parametrize("state", ["delivered", "received", "feedback"])
def test_nothing_takes_a_delivered_benefit_off_the_path(state, move):
    with pytest.raises(NotFromThisState):
        next_state(state=state, move=move)


def test_a_delivery_that_was_not_accepted_is_scheduled_again():
    assert next_state(state="delivered", move="send_back") == "scheduled"


def test_an_unclaimed_prize_can_be_replaced_by_an_alternate():
    assert next_state(state="unclaimed", move="replace") == "replaced"


def test_a_wrong_state_is_told_with_what_was_expected_and_what_is_possible():
    with pytest.raises(NotFromThisState) as refusal:
        next_state(state="nominated", move="approve")

    facts = refusal.value.facts
    assert facts["state"] == "nominated"
    assert facts["expected"] == ("verified",)
    assert facts["possible"] == ("check", "refuse", "withdraw")
    assert "must be verified" in str(refusal.value)


def test_a_finished_benefit_says_that_nothing_is_possible():
    with pytest.raises(NotFromThisState, match="Possible now: nothing"):
        next_state(state="feedback", move="deliver")


def test_an_unknown_verb_is_told_with_the_verbs_that_exist():
    with pytest.raises(UnknownMove) as refusal:
        move_named(move="bless")

    assert refusal.value.facts["known"] == tuple(BENEFIT.moves)


def test_a_draw_knows_nothing_of_deliveries():
    with pytest.raises(UnknownMove, match="A draw has no move 'deliver'"):
        next_state(state="drawn", move="deliver", life=DRAW)


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_every_state_is_reached_and_every_move_joins_known_states(life):
    reached = {move.to_state for move in life.moves.values()}
    left = {state for move in life.moves.values() for state in move.from_states}

    assert reached == set(life.states)
    assert left <= set(life.states) | {START}


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_every_state_leads_to_an_end(life):
    def ends(state, seen=()):
        if state in life.final_states:
            return True
        following = {move.to_state for move in moves_from(state=state, life=life)} - set(seen)
        return any(ends(other, (*seen, state)) for other in following - {state})

    assert all(ends(state) for state in life.states)


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_moves_are_keyed_by_their_name_and_say_why(life):
    for name, move in life.moves.items():
        assert move.name == name
        assert move.why.endswith(".")
        assert set(move.not_by_who_did) <= set(life.moves)


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_only_known_roles_move_and_never_the_auditor(life):
    for move in life.moves.values():
        assert move.roles
        assert move.roles <= ALL_ROLES


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_whatever_leaves_the_path_needs_a_reason(life):
    for move in life.moves.values():
        if move.to_state in life.exits:
            assert move.needs_reason, move.name


def test_final_states_of_a_benefit_are_feedback_and_three_exits():
    assert BENEFIT.final_states == ("feedback", "refused", "withdrawn", "replaced")


def test_a_drawn_draw_can_no_longer_be_made_void():
    with pytest.raises(NotFromThisState):
        next_state(state="drawn", move="make_void", life=DRAW)


def test_an_approved_list_is_superseded_and_never_edited():
    assert [move.name for move in moves_from(state="approved", life=LIST)] == ["supersede"]


def test_stages_rank_along_the_path_and_exits_have_no_rank():
    assert stage_rank(state="approved") < stage_rank(state="delivered")
    assert stage_rank(state="withdrawn") is None
