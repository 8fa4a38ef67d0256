"""A life is followed as its dictionary says, and what is refused says by which rule."""

import pytest

from donghanh.kernel.lives import START, STAYS, Move, MoveRefused, check_move, life_of, next_state

HEAD = frozenset({"head"})
DOOR = life_of(
    name="door",
    path=("open", "closed"),
    exits=("broken",),
    moves=(
        Move("hang", (START,), "open", HEAD),
        Move("close", ("open",), "closed", HEAD, needs_reason=True),
        Move("paint", ("open", "closed"), STAYS, HEAD | {"painter"}),
        Move("break", ("open", "closed"), "broken", HEAD),
    ),
)


class CannotMoveDoor(MoveRefused):
    pass


def refused(**asked):
    with pytest.raises(CannotMoveDoor) as caught:
        check_move(life=DOOR, refused=CannotMoveDoor, **asked)
    return caught.value


def test_a_move_leads_where_it_says_and_one_that_stays_leads_nowhere():
    assert next_state(life=DOOR, state=START, move="hang") == "open"
    assert check_move(life=DOOR, state="closed", move="paint", roles={"painter"}) == "closed"


def test_final_states_are_those_that_nothing_leaves():
    assert DOOR.final_states == ("broken",)


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"state": "open", "move": "sing", "roles": HEAD}, "unknown-move"),
        ({"state": "closed", "move": "close", "roles": HEAD}, "not-from-this-state"),
        ({"state": "open", "move": "close", "roles": {"painter"}}, "not-for-this-role"),
        ({"state": "open", "move": "close", "roles": HEAD, "reason": "  "}, "reason-missing"),
    ],
)
def test_the_first_thing_that_does_not_hold_is_named(asked, rule):
    assert refused(**asked).rule == rule


def test_the_facts_allow_the_check_to_be_repeated():
    facts = refused(state="open", move="close", roles={"painter"}).facts

    assert facts == {"move": "close", "life": "door", "expected": ("head",), "roles": ("painter",)}
