"""Questions of and about entrants of a draw: am I in, why not, how many are, and the list as published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from donghanh.apps.programmes.bridge.judging import judge_entrants, reasons_counted
from donghanh.apps.programmes.bridge.people import customer_facts
from donghanh.apps.programmes.models import Draw, DrawEntrant
from donghanh.apps.programmes.queries.draws import draw_named
from donghanh.engines import draws as engine


@dataclass(frozen=True)
class Outlook:
    """
    Who would enter a draw by today's records, or who entered when the list was frozen.

    not_in : stable reason -> customers whom it keeps out, the most frequent first
    """

    entrants: int
    not_in: Mapping[str, int]
    is_frozen: bool


@dataclass(frozen=True)
class EntrantAnswer:
    """
    The answer to "am I in, and why not".

    status  : not_known (code and phone do not belong together), in, not_in, not_yet (list not frozen)
    receipt : for one who is in: what shows it under the announced root
    reasons : stable names of the conditions that do not hold, for one who is not
    """

    status: str
    receipt: Mapping[str, object] | None = None
    reasons: tuple[str, ...] = ()


def outlook(*, campaign_code: str, activity_code: str, number: int) -> Outlook:
    """
    How many enter a draw, and what keeps the others out; after the commitment as it was then.

    raises : NotFound
    """
    row = draw_named(campaign_code=campaign_code, activity_code=activity_code, number=number)
    if row.commitment is not None:
        committed = row.moves.filter(move="commit").first()
        return Outlook(row.commitment["count"], committed.facts.get("not_in", {}) if committed else {}, True)
    judged = judge_entrants(draw=row)
    return Outlook(judged.count_by_verdict()["chosen"], reasons_counted(judged), False)


def entrant_answer(
    *, campaign_code: str, activity_code: str, number: int, customer_code: str, phone: str
) -> EntrantAnswer:
    """
    Tell a customer whether they are in a draw.

    customer_code, phone : both must belong together; whoever knows one alone learns nothing
    raises : NotFound, when there is no such draw
    """
    row = draw_named(campaign_code=campaign_code, activity_code=activity_code, number=number)
    known = customer_facts(code=customer_code.strip().upper())
    asked = _national(phone)
    if known is None or not asked or known.phone != asked:
        return EntrantAnswer("not_known")
    if row.commitment is None:
        return EntrantAnswer("not_yet")
    entrant = row.entrants.filter(customer_code=known.code).first()
    if entrant is None:
        return EntrantAnswer("not_in", reasons=_reasons(row, known.code))
    return EntrantAnswer("in", receipt=_receipt(row=row, entrant=entrant))


def entrants_leaves(*, campaign_code: str, activity_code: str, number: int) -> tuple[str, ...]:
    """The published list: salted hashes in the order of rank. raises : NotFound"""
    row = draw_named(campaign_code=campaign_code, activity_code=activity_code, number=number)
    return tuple(row.entrants.order_by("rank").values_list("leaf", flat=True))


def _receipt(*, row: Draw, entrant: DrawEntrant) -> Mapping[str, object]:
    leaves = row.entrants.order_by("rank").values_list("leaf", flat=True)
    commitment = engine.commitment_over(hashes=b"".join(bytes.fromhex(leaf) for leaf in leaves))
    return engine.build_receipt(
        commitment=commitment, entrant=entrant.customer_code, salt=bytes.fromhex(entrant.salt)
    )


def _national(phone: str) -> str:
    """A telephone number as customers are kept: digits only, +84 and 0084 written as 0."""
    digits = "".join(sign for sign in phone if sign in "0123456789").removeprefix("00")
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 10 else digits


def _reasons(row: Draw, code: str) -> tuple[str, ...]:
    """Why not; who would be in by today's records was recorded only after the list was frozen."""
    told = judge_entrants(draw=row, codes=[code]).why(code=code)
    return tuple("recorded_after_freeze" if one.name == "enters" else one.name for one in told.reasons)
