"""Separation of duties: what one person may not do twice, and that three people are enough."""

from itertools import product

import pytest

from donghanh.engines.programmes.duties import Act, Breach, check_move, duty_breach, moves_open_to
from donghanh.engines.programmes.lives import (
    CannotMove,
    DutiesNotApart,
    NotForThisRole,
    NotFromThisState,
    ReasonMissing,
)
from donghanh.engines.programmes.moves import BENEFIT, DRAW, LIST, next_state
from donghanh.kernel.lives import START

PATH_TO_RECEIPT = [
    "nominate",
    "check",
    "verify",
    "approve",
    "allot",
    "schedule",
    "deliver",
    "confirm_receipt",
]
STATE_BEFORE = {
    "approve": "verified",
    "verify": "checked",
    "deliver": "scheduled",
    "confirm_receipt": "delivered",
}


def people_who_can_carry_it(*, staff, moves=PATH_TO_RECEIPT, life=BENEFIT):
    """All assignments of people to the moves that the rules let through, tried one by one."""
    for people in product(staff, repeat=len(moves)):
        state, history = START, []
        try:
            for move, person in zip(moves, people, strict=True):
                state = check_move(
                    move=move,
                    state=state,
                    roles=staff[person],
                    actor_id=person,
                    history=history,
                    reason="said",
                    life=life,
                )
                history.append(Act(move, person))
        except CannotMove:
            continue
        yield people


@pytest.mark.parametrize(
    ("earlier", "move"),
    [
        ("nominate", "approve"),
        ("nominate", "verify"),
        ("verify", "deliver"),
        ("deliver", "confirm_receipt"),
        ("deliver", "give_feedback"),
        ("deliver", "send_back"),
    ],
)
def test_the_same_person_may_not_do_both(earlier, move):
    breach = duty_breach(move=move, actor_id=7, history=[Act(earlier, 7)])

    assert breach == Breach(move=move, earlier_move=earlier, actor_id=7)
    assert duty_breach(move=move, actor_id=8, history=[Act(earlier, 7)]) is None


def test_a_head_may_approve_what_he_verified():
    assert duty_breach(move="approve", actor_id=2, history=[Act("nominate", 1), Act("verify", 2)]) is None


def test_a_selection_by_the_system_excludes_nobody():
    assert duty_breach(move="approve", actor_id=2, history=[Act("nominate", None)]) is None
    assert duty_breach(move="approve", actor_id=None, history=[Act("nominate", None)]) is None


def test_a_delivery_sent_back_still_keeps_its_carrier_from_signing_the_receipt():
    history = [Act("deliver", 5), Act("send_back", 6), Act("deliver", 9)]

    assert duty_breach(move="confirm_receipt", actor_id=5, history=history) is not None
    assert duty_breach(move="confirm_receipt", actor_id=6, history=history) is None


def test_a_unit_of_head_officer_and_crew_carries_a_benefit_through_alone():
    staff = {"head": {"unit_head"}, "officer": {"unit_officer"}, "crew": {"crew"}}

    ways = list(people_who_can_carry_it(staff=staff))

    assert ("officer", "officer", "head", "head", "officer", "officer", "crew", "officer") in ways


def test_one_person_with_every_role_cannot_carry_a_benefit_to_its_receipt():
    every_role = set().union(*(move.roles for move in BENEFIT.moves.values()))

    assert list(people_who_can_carry_it(staff={"alone": every_role})) == []


def test_one_person_with_every_role_stops_at_each_wall():
    every_role = set().union(*(move.roles for move in BENEFIT.moves.values()))
    to_verification = PATH_TO_RECEIPT[:3]

    assert list(people_who_can_carry_it(staff={"alone": every_role}, moves=to_verification)) == []
    assert len(list(people_who_can_carry_it(staff={"alone": every_role}, moves=to_verification[:2]))) == 1


def test_an_officer_alone_cannot_approve_a_list_or_certify_a_draw():
    one = {"alone": {"business"}}

    assert list(people_who_can_carry_it(staff=one, moves=["draft", "approve"], life=LIST)) == []
    assert list(people_who_can_carry_it(staff=one, moves=["prepare", "commit"], life=DRAW)) == []
    two = {"first": {"business"}, "second": {"business"}}
    drawn = ["prepare", "commit", "draw", "certify"]
    assert ("first", "second", "first", "second") in list(
        people_who_can_carry_it(staff=two, moves=drawn, life=DRAW)
    )


@pytest.mark.parametrize("move", ["approve", "refuse", "replace", "declare_unclaimed", "allot", "nominate"])
def test_a_crew_does_not_decide(move):
    state = BENEFIT.moves[move].from_states[0]

    with pytest.raises(NotForThisRole) as refusal:
        check_move(move=move, state=state, roles={"crew"}, actor_id=1, history=[], reason="said")

    assert refusal.value.facts["roles"] == ("crew",)


@pytest.mark.parametrize("move", list(BENEFIT.moves))
def test_an_auditor_changes_nothing(move):
    with pytest.raises(NotForThisRole):
        check_move(
            move=move,
            state=BENEFIT.moves[move].from_states[0],
            roles={"auditor"},
            actor_id=1,
            history=[],
            reason="said",
        )


def test_a_refusal_without_a_reason_is_not_made():
    with pytest.raises(ReasonMissing):
        check_move(move="refuse", state="checked", roles={"unit_head"}, actor_id=1, history=[], reason="  ")


def test_a_refusal_with_a_reason_is_made():
    said = "same household as DH-17"

    assert (
        check_move(move="refuse", state="checked", roles={"unit_head"}, actor_id=1, history=[], reason=said)
        == "refused"
    )


def test_the_state_is_told_before_the_role_and_the_role_before_the_duty():
    own = [Act("nominate", 1)]

    with pytest.raises(NotFromThisState):
        check_move(move="approve", state="nominated", roles={"crew"}, actor_id=1, history=own)
    with pytest.raises(NotForThisRole):
        check_move(move="approve", state="verified", roles={"crew"}, actor_id=1, history=own)
    with pytest.raises(DutiesNotApart) as refusal:
        check_move(move="approve", state="verified", roles={"business"}, actor_id=1, history=own)
    assert refusal.value.facts == {"move": "approve", "earlier_move": "nominate", "actor_id": 1}


@pytest.mark.parametrize("move", ["approve", "verify", "deliver", "confirm_receipt"])
def test_a_check_that_passes_answers_the_next_state(move):
    state = STATE_BEFORE[move]
    roles = BENEFIT.moves[move].roles

    assert check_move(move=move, state=state, roles=roles, actor_id=3, history=[]) == next_state(
        state=state, move=move
    )


def test_buttons_are_exactly_the_moves_that_would_pass():
    history = [Act("nominate", 1), Act("check", 1), Act("verify", 2)]

    nominator = moves_open_to(state="verified", roles={"unit_head"}, actor_id=1, history=history)
    verifier = moves_open_to(state="verified", roles={"unit_head"}, actor_id=2, history=history)

    assert [move.name for move in nominator] == ["refuse", "withdraw"]
    assert [move.name for move in verifier] == ["approve", "refuse", "withdraw"]
