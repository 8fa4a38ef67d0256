"""
What becomes of a prize after the draw: a winner who did not claim, and the alternate who comes in.

Statements are appended, each chained to the one before by its digest; a drawn result is never edited.
Alternates come in the order drawn. When none is left the prize stays unclaimed, and the statement says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from donghanh.engines.draws.proofs import Proof, canonical

Statement = Mapping[str, Any]


class CannotState(ValueError):
    """The statement does not follow from the draw and the statements before it; says why."""


def statement_digest(*, statement: Statement) -> str:
    """SHA-256 over a statement without its own digest."""
    return sha256(canonical(value={k: v for k, v in statement.items() if k != "digest"})).hexdigest()


def holders(*, winners: Sequence[int], statements: Sequence[Statement]) -> list[int]:
    """Who holds a prize now, winners' order kept, each unclaimed one replaced in its place or dropped."""
    now = list(winners)
    for statement in statements:
        place = now.index(statement["rank"])
        now[place : place + 1] = [] if statement["replaced_by"] is None else [statement["replaced_by"]]
    return now


def next_alternate(*, alternates: Sequence[int], statements: Sequence[Statement]) -> int | None:
    """The first alternate in drawn order whom no statement has brought in yet."""
    used = sum(statement["replaced_by"] is not None for statement in statements)
    return alternates[used] if used < len(alternates) else None


def state_unclaimed(*, proof: Proof, rank: int, reason: str, at: str) -> Proof:
    """
    Append that the prize of `rank` was not claimed, and bring in the next alternate.

    reason  : in words, for the record ("not reached by 31/01/2022")
    at      : [ISO 8601 instant] from the caller
    returns : a new proof with one more statement; the one handed in stays as it was
    raises  : CannotState, when that rank holds no prize
    """
    before = proof["statements"]
    holding = holders(winners=proof["winners"], statements=before)
    if rank not in holding:
        raise CannotState(f"rank {rank} holds no prize now; those who do are {holding}.")
    statement = {
        "kind": "unclaimed",
        "rank": rank,
        "replaced_by": next_alternate(alternates=proof["alternates"], statements=before),
        "reason": reason,
        "at": at,
        "previous": before[-1]["digest"] if before else proof["digest"],
    }
    statement["digest"] = statement_digest(statement=statement)
    return {**proof, "statements": [*before, statement], "unclaimed": [*proof["unclaimed"], rank]}
