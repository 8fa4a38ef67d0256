"""Writes one move of a round, a case or a story: checked against its life, its duties and its reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.engines.programmes.duties import Act, check_move
from donghanh.kernel.lives import Life


def write_life_move(
    *, life: Life, row: Any, move: str, roles: frozenset[str], by: int | None, at: datetime, why: str = ""
) -> str:
    """
    Check a move of a row that the caller has locked or just made, write it, and answer the new state.

    row    : a model with `state` and append-only `moves` (ConfirmationRound, ConfirmationCase, Story)
    by     : number of the person; None when a beneficiary speaks
    raises : CannotMove (state, role, duties, reason)
    """
    history = [Act(name, who) for name, who in row.moves.order_by("id").values_list("move", "by_id")]
    state = check_move(
        move=move, state=row.state, roles=roles, actor_id=by, history=history, reason=why, life=life
    )
    row.moves.create(
        move=move, from_state=row.state, to_state=state, by_id=by, as_role=min(roles &
        life.moves[move].roles), why=why.strip(), on=at.astimezone(COMPANY_ZONE).date(), product_at=at,
    )  # fmt: skip
    row.state = state
    row.save(update_fields=["state"])
    return state
