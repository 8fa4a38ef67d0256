"""
The life of a message to a customer, as one dictionary of moves.

A message is queued, given to a channel and accepted by it; a delivery report may say more. Whether a message
went out when a worker was lost between giving it and writing that down nobody knows: it is uncertain, and
never simply sent again. Nobody moves a message but the jobs, the channel's report, and whoever gives one up.
"""

from __future__ import annotations

from collections.abc import Mapping

from donghanh.kernel import lives
from donghanh.kernel.lives import START, Life, Move, MoveRefused, life_of

JOB = frozenset({"job"})
CHANNEL = frozenset({"channel"})
SENDERS = frozenset({"director", "business", "office", "unit_head", "unit_officer"})


class CannotMoveMessage(MoveRefused):
    """The message is not in a state from which this could happen."""


MESSAGE = life_of(
    name="message",
    path=("queued", "sending", "sent", "delivered"),
    exits=("uncertain", "failed"),
    moves=(
        Move("queue", (START,), "queued", JOB, why="Written in the transaction of the act that it tells of."),
        Move("refuse", (START,), "failed", JOB, why="The address can belong to nobody, or there is none."),
        Move("begin", ("queued",), "sending", JOB, why="Written before the channel is asked."),
        Move("accept", ("sending",), "sent", JOB, why="The channel took it."),
        Move("put_off", ("sending",), "queued", JOB, why="The channel took nothing: another try later."),
        Move("fail", ("sending",), "failed", JOB, why="The channel said no for good, or the tries are over."),
        Move("lose", ("sending",), "uncertain", JOB, why="Nobody knows whether the channel took it."),
        Move("repeat", ("uncertain",), "queued", JOB, why="The channel refuses doubles: asking it is safe."),
        Move("expire", ("queued",), "failed", JOB, why="Too old to be of use, as a one-time code soon is."),
        Move("confirm", ("sending", "sent", "uncertain"), "delivered", CHANNEL, why="It reached the phone."),
        Move("bounce", ("sending", "sent", "uncertain"), "failed", CHANNEL, why="It could not be delivered."),
        Move(
            "give_up",
            ("queued", "uncertain"),
            "failed",
            SENDERS,
            needs_reason=True,
            why="Somebody told the customer in another way.",
        ),
    ),
)
LIVES: Mapping[str, Life] = {MESSAGE.name: MESSAGE}
SETTLED = frozenset({"delivered", "failed", "sent", "uncertain"})
"""States in which the words are needed no longer for sending."""


def next_state(*, state: str, move: str) -> str:
    """
    Say which state follows.

    raises : CannotMoveMessage `unknown-move`, `not-from-this-state`

    >>> next_state(state="sending", move="lose")
    'uncertain'
    """
    return lives.next_state(life=MESSAGE, state=state, move=move, refused=CannotMoveMessage)


def check_give_up(*, state: str, roles: frozenset[str], reason: str) -> str:
    """
    Say which state follows when somebody gives a message up.

    raises : CannotMoveMessage, also `not-for-this-role`, `reason-missing`
    """
    return lives.check_move(
        life=MESSAGE, state=state, move="give_up", roles=roles, reason=reason, refused=CannotMoveMessage
    )
