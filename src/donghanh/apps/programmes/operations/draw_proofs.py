"""
The proof of a draw: built from what was announced and entered, and compared with both before it is certified.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from donghanh.apps.programmes.models import Draw, DrawEntrant
from donghanh.apps.programmes.operations.draw_terms import NamedSource
from donghanh.apps.programmes.refusals import CannotDraw
from donghanh.engines import draws as engine


def proof_of(*, draw: Draw, entrants: list[DrawEntrant], results: Sequence[str]) -> dict[str, Any]:
    """Hold the draw over the frozen list. raises : CannotDraw, when the results are no numbers"""
    sources = [
        engine.Source(announced=NamedSource(**named).sentence(), drawn=drawn)
        for named, drawn in zip(draw.sources, results, strict=True)
    ]
    try:
        return engine.build_proof(
            title=f"{draw.activity.name_vi} ({draw.activity.campaign.code}, {draw.number})",
            method=draw.method,
            commitment=engine.commitment_over(hashes=b"".join(bytes.fromhex(one.leaf) for one in entrants)),
            sources=sources,
            winner_count=draw.prize_count,
            alternate_count=draw.alternate_count,
            announced_at=(draw.commitment or {}).get("announced_at"),
        )
    except (engine.BadSource, engine.CannotDraw) as reason:
        raise CannotDraw("cannot-draw", str(reason)) from reason


def check_proof(*, draw: Draw) -> None:
    """
    Repeat the draw from its proof, and compare the proof with what was announced and entered.

    raises : CannotDraw, naming the first thing that does not hold
    """
    proof = json.loads(draw.proof_text)
    checks = engine.verify_proof(proof=proof, text=draw.proof_text)
    breach = engine.first_breach(checks=checks)
    name = breach.name if breach else _difference(draw=draw, proof=proof)
    if name:
        raise CannotDraw(
            "proof-does-not-hold", f"The proof does not hold, at {name}. Do not certify.", check=name
        )


def _difference(*, draw: Draw, proof: Mapping[str, Any]) -> str:
    """Name what the proof says otherwise than the announcement, the results entered and the ranks kept."""
    ranks = list(draw.results.order_by("position").values_list("entrant__rank", flat=True))
    leaves = list(draw.entrants.order_by("rank").values_list("leaf", flat=True))
    compared = {
        "announced_root": (proof["list"]["merkle_root"], (draw.commitment or {}).get("merkle_root")),
        "announced_list": (proof["list"]["entrants"], leaves),
        "entered_results": ([one["drawn"] for one in proof["sources"]], list(draw.source_values or ())),
        "kept_ranks": ([*proof["winners"], *proof["alternates"]], ranks),
    }
    return next((name for name, (said, kept) in compared.items() if said != kept), "")
